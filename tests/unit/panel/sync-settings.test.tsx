// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SettingsPage } from '../../../components/panel/settings/SettingsPage';
import { addressFault, draftOf, NO_FIELDS } from '../../../components/panel/settings/sync-draft';
import type { SyncActions, SyncStarted, SyncView } from '../../../components/panel/settings/sync-model';
import { agoWords, announced, seenWords } from '../../../components/panel/settings/sync-words';
import { settingsSchema } from '../../../lib/library/records';
import { LOCKED_WORDS, PLAIN_WORDS } from '../../../lib/sync/words';
import { conflict, device, NO_SYNC, NOW, syncActions, syncView } from '../../fixtures/panel/made-up-sync';

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function page(view: SyncView | null, actions: SyncActions, initial = 'sync') {
  const nothing = () => undefined;
  return (
    <SettingsPage
      settings={settingsSchema.parse({})}
      granted={[]}
      builtIn={[]}
      quarantined={0}
      actions={{ save: nothing, revoke: nothing, backUp: nothing, restore: nothing, deleteEverything: nothing }}
      engine={null}
      engineActions={{} as never}
      sync={view}
      syncActions={actions}
      deviceName="Firefox on Linux"
      syncWords={{ locked: LOCKED_WORDS, plain: PLAIN_WORDS }}
      initial={initial}
      notice={null}
      onNoticeClose={nothing}
    />
  );
}

function show(view: SyncView | null = NO_SYNC, given: Partial<SyncActions> = {}) {
  const actions = syncActions(given);
  const { rerender } = render(page(view, actions));
  return { actions, again: (next: SyncView) => rerender(page(next, actions)) };
}

const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>('button', { name });
/** Clicks and lets what it promised come back. */
const click = (name: string | RegExp) => act(async () => void fireEvent.click(button(name)));
const type = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const field = (label: string | RegExp) => screen.getByLabelText<HTMLInputElement>(label);
const heading = (name: string | RegExp) => screen.queryByRole('heading', { name });

function fillDav() {
  type('Address of the folder', ' https://cloud.example/dav/Cruxlight ');
  type('User', 'ada');
  type('App password', 'app-pass');
}
function fillPassphrase(words = 'four words or more', again = words) {
  type('Passphrase', words);
  type('Passphrase, again', again);
}
const refused = (wants: 'passphrase' | 'no-passphrase' | null, words: string): SyncStarted => ({
  ok: false,
  words,
  wants,
});

describe('setting up', () => {
  it('says nothing before it is known whether it is set up', () => {
    show(null);
    expect(screen.getByRole('status', { name: 'Looking how sync stands' })).toBeTruthy();
    expect(screen.queryByText('Start syncing')).toBeNull();
  });

  it('takes address, user, password, passphrase and a name that is filled in already', async () => {
    const { actions } = show();
    fillDav();
    fillPassphrase();
    await click('Start syncing');
    expect(actions.setUp).toHaveBeenCalledWith({
      storage: { kind: 'webdav', address: 'https://cloud.example/dav/Cruxlight', user: 'ada', password: 'app-pass' },
      passphrase: 'four words or more',
      device: 'Firefox on Linux',
    });
  });

  it('takes a bucket, without encryption, under another name', async () => {
    const { actions } = show();
    fireEvent.click(screen.getByLabelText('S3-compatible bucket'));
    type('Address of the bucket', 'https://s3.example/b');
    type('Region', 'eu-1');
    type('Folder in it', '/notes/');
    type('Access key', 'AK');
    type('Secret key', 'SK');
    fireEvent.click(screen.getByLabelText('Without a passphrase'));
    type(/What this browser is called/, ' Laptop ');
    await click('Start syncing');
    expect(actions.setUp).toHaveBeenCalledWith({
      storage: {
        kind: 's3',
        address: 'https://s3.example/b',
        region: 'eu-1',
        folder: 'notes',
        accessKey: 'AK',
        secretKey: 'SK',
      },
      passphrase: null,
      device: 'Laptop',
    });
  });

  it('shows what an address looks like at the reader’s provider', () => {
    show();
    fireEvent.change(screen.getByLabelText('Provider'), { target: { value: 'koofr' } });
    expect(field('Address of the folder').placeholder).toMatch(/app\.koofr\.net/);
    expect(screen.getByText(/preferences, under Password/)).toBeTruthy();
  });

  it('tests the connection without starting, and tells what came of it', async () => {
    const { actions } = show(NO_SYNC, { test: vi.fn(async () => ({ good: false, words: 'Read only.' })) });
    fillDav();
    await click('Test the connection');
    expect(actions.test).toHaveBeenCalledWith({
      kind: 'webdav',
      address: 'https://cloud.example/dav/Cruxlight',
      user: 'ada',
      password: 'app-pass',
    });
    expect(screen.getByText('Read only.').closest('[role="status"]')).not.toBeNull();
    expect(actions.setUp).not.toHaveBeenCalled();
    // A word on another address is no word on this one.
    type('User', 'bo');
    expect(screen.queryByText('Read only.')).toBeNull();
  });

  it('says nothing of a test that was of another address', async () => {
    let finish: (said: { good: boolean; words: string }) => void = () => undefined;
    show(NO_SYNC, {
      test: () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    });
    fillDav();
    await click('Test the connection');
    type('Address of the folder', 'https://other.example');
    await act(async () => finish({ good: true, words: 'It works.' }));
    expect(screen.queryByText('It works.')).toBeNull();
    expect(button('Test the connection').ariaDisabled).toBe('false');
  });

  it('says beside each field what is missing, and goes to the first', async () => {
    const { actions } = show();
    type('Address of the folder', 'http://cloud.example');
    await click('Start syncing');
    expect(actions.setUp).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(field('Address of the folder'));
    const about = field('Address of the folder').getAttribute('aria-describedby') ?? '';
    expect(document.getElementById(about)?.textContent).toBe('Only https:// keeps your password private.');
    expect([field('User'), field('App password'), field('Passphrase')].map((it) => it.ariaInvalid)).toEqual([
      'true',
      'true',
      'true',
    ]);
  });

  it('starts only when the passphrase was typed twice the same', async () => {
    const { actions } = show();
    fillDav();
    fillPassphrase('four words or more', 'four words or mere');
    await click('Start syncing');
    expect(screen.getByText('The two passphrases are not the same.')).toBeTruthy();
    expect(actions.setUp).not.toHaveBeenCalled();
  });

  it('says what is and isn’t hidden, with and without a passphrase', () => {
    show();
    const { hidden, seen, lost, changed } = LOCKED_WORDS;
    for (const words of [hidden, seen, lost, changed]) expect(screen.getByText(words)).toBeTruthy();
    expect(screen.queryByText(PLAIN_WORDS.hidden)).toBeNull();
    fireEvent.click(screen.getByLabelText('Without a passphrase'));
    for (const words of [hidden, seen, lost, changed]) expect(screen.queryByText(words)).toBeNull();
    for (const words of Object.values(PLAIN_WORDS)) expect(screen.getByText(words)).toBeTruthy();
    expect(screen.queryByLabelText('Passphrase')).toBeNull();
  });

  it('asks for just the passphrase where the folder’s library has one', async () => {
    const answers = [
      refused('passphrase', 'It has a passphrase.'),
      refused('passphrase', 'That is not it.'),
      { ok: true, joined: true, recoveryCode: null } as const,
    ];
    const { actions, again } = show(NO_SYNC, { setUp: vi.fn(async () => answers.shift()!) });
    fillDav();
    fireEvent.click(screen.getByLabelText('Without a passphrase'));
    await click('Start syncing');
    expect(screen.getByText('It has a passphrase.')).toBeTruthy();
    expect(screen.queryByLabelText('User')).toBeNull();
    expect(document.activeElement).toBe(field(/^Its passphrase/));
    await click('Join');
    expect(screen.getByText('Type the passphrase.')).toBeTruthy();
    type(/^Its passphrase/, 'wrong');
    await click('Join');
    expect(screen.getByText('That is not it.')).toBeTruthy();
    type(/^Its passphrase/, 'right');
    await click('Join');
    expect(vi.mocked(actions.setUp).mock.calls.map(([it]) => [it.storage.kind, it.passphrase])).toEqual([
      ['webdav', null],
      ['webdav', 'wrong'],
      ['webdav', 'right'],
    ]);
    again(syncView());
    expect(screen.getByText(/held a library already/)).toBeTruthy();
    // The form that had the focus is gone.
    expect(document.activeElement).toBe(heading('In sync'));
  });

  it('offers to join without encryption where the folder’s library has none, and says what that means', async () => {
    const { actions } = show(NO_SYNC, { setUp: vi.fn(async () => refused('no-passphrase', 'It is not encrypted.')) });
    fillDav();
    fillPassphrase();
    await click('Start syncing');
    expect(screen.getByText('It is not encrypted.')).toBeTruthy();
    expect(screen.getByText(PLAIN_WORDS.hidden)).toBeTruthy();
    await click('Join without encryption');
    expect(vi.mocked(actions.setUp).mock.calls[1]?.[0].passphrase).toBeNull();
    await click('Back');
    // What was typed is still there.
    expect(field('User').value).toBe('ada');
    expect(document.activeElement).toBe(button('Start syncing'));
  });

  it('tells why it could not start', async () => {
    const full = { ...refused(null, 'The storage is full.'), mend: ['Make room there.'] };
    show(NO_SYNC, { setUp: vi.fn(async () => full) });
    fillDav();
    fillPassphrase();
    await click('Start syncing');
    const said = screen.getByText('The storage is full.').closest('[role="status"]') as HTMLElement;
    expect(within(said).getByRole('listitem').textContent).toBe('Make room there.');
    expect(button('Start syncing').ariaDisabled).toBe('false');
  });

  it('does nothing twice while it works', async () => {
    const { actions } = show(NO_SYNC, { setUp: vi.fn(() => new Promise<never>(() => undefined)) });
    fillDav();
    fillPassphrase();
    await click('Start syncing');
    await click('Starting…');
    await click('Test the connection');
    expect([vi.mocked(actions.setUp).mock.calls.length, vi.mocked(actions.test).mock.calls.length]).toEqual([1, 0]);
  });

  it.each([
    ['', 'Type the address.'],
    ['cloud.example/dav', 'The address begins with https://'],
    ['https://', 'This is no address.'],
    ['https://ada:secret@cloud.example', 'Leave name and password out of the address.'],
    ['http://cloud.example', 'Only https:// keeps your password private.'],
    ['http://localhost:8080/dav', null],
    ['http://[::1]/dav', null],
    [' https://cloud.example/dav ', null],
  ])('%s: %s', (address, words) => {
    expect(addressFault(address)).toBe(words);
  });

  it('never changes a password, which may begin with a space', () => {
    expect(draftOf({ ...NO_FIELDS, password: ' p ' })).toMatchObject({ password: ' p ' });
  });
});

describe('the recovery code', () => {
  const withCode = { setUp: vi.fn(async () => ({ ok: true as const, joined: false, recoveryCode: 'AAAA-BBBB-CCCC' })) };
  const start = async (given: Partial<SyncActions> = withCode) => {
    const shown = show(NO_SYNC, given);
    fillDav();
    fillPassphrase();
    await click('Start syncing');
    return shown;
  };

  it('is shown alone, and only the reader’s word closes it', async () => {
    const { again } = await start();
    const code = () => document.querySelector('.recovery-code')?.textContent;
    expect(code()).toBe('AAAA-BBBB-CCCC');
    expect(document.activeElement).toBe(heading('Your recovery code'));
    fireEvent.keyDown(document.activeElement!, { key: 'Escape' });
    again(syncView());
    expect(code()).toBe('AAAA-BBBB-CCCC');
    expect(screen.queryByRole('navigation')).toBeNull();
    expect(screen.queryByRole('searchbox')).toBeNull();
    // Closing the tab asks first.
    const leaving = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(leaving);
    expect(leaving.defaultPrevented).toBe(true);
    await click('I have written it down');
    expect(code()).toBeUndefined();
    expect(screen.getByText(/Sync is set up/)).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('main'));
    const later = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(later);
    expect(later.defaultPrevented).toBe(false);
  });

  it('is shown even where the reader went to another section meanwhile', async () => {
    let finish: (started: SyncStarted) => void = () => undefined;
    await start({
      setUp: () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    });
    await click('Marks');
    await act(async () => finish({ ok: true, joined: false, recoveryCode: 'AAAA-BBBB' }));
    expect(heading('Your recovery code')).toBeTruthy();
  });

  it('is copied, or the reader is told that it was not', async () => {
    const writeText = vi.fn(async (_: string) => undefined);
    vi.stubGlobal('navigator', { clipboard: { writeText } });
    await start();
    await click('Copy');
    expect(writeText).toHaveBeenCalledWith('AAAA-BBBB-CCCC');
    expect(screen.getByText('Copied.')).toBeTruthy();
    writeText.mockRejectedValueOnce(new Error('no'));
    await click('Copy');
    expect(screen.getByText(/did not allow copying/)).toBeTruthy();
  });
});

describe('how it stands', () => {
  it.each([
    ['in sync', {}, 'In sync', /^Last sync 3 minutes ago\.$/],
    [
      'waiting',
      { waiting: 7, nextTry: NOW + 240_000 },
      'Changes wait to be sent',
      /Waiting to be sent: 7\. Next try in 4 minutes\./,
    ],
    ['paused', { state: 'paused' as const, waiting: 1 }, 'Paused', /nothing is sent or fetched/],
    ['new', { lastSync: null }, 'Not synced yet', /^Nothing was synced yet\.$/],
    ['long ago', { lastSync: NOW - 60 * 86_400_000 }, 'In sync', /^Last sync on Sep 29, 2026\.$/],
  ])('in words: %s', (_, given, head, words) => {
    show(syncView(given));
    expect(heading(head)).toBeTruthy();
    expect(screen.getByText(words)).toBeTruthy();
  });

  it('syncs now, pauses and resumes', async () => {
    const { actions, again } = show(syncView());
    await click('Sync now');
    await click('Pause');
    expect(screen.queryByRole('button', { name: 'Resume' })).toBeNull();
    again(syncView({ state: 'paused' }));
    expect(screen.queryByRole('button', { name: 'Sync now' })).toBeNull();
    await click('Resume');
    for (const action of [actions.syncNow, actions.pause, actions.resume]) expect(action).toHaveBeenCalledOnce();
  });

  it('shows how far a run is, and doesn’t start a second one', async () => {
    const { actions, again } = show(syncView({ state: 'running', progress: { doing: 'pull', files: 412, of: 1310 } }));
    expect(screen.getByText('Fetching: 412 of about 1,310 files')).toBeTruthy();
    const bar = () => screen.getByRole<HTMLProgressElement>('progressbar', { name: 'Files' });
    expect([bar().value, bar().max]).toEqual([412, 1310]);
    await click('Sync now');
    expect(actions.syncNow).not.toHaveBeenCalled();
    again(syncView({ state: 'running', progress: { doing: 'push', files: 1, of: 0 } }));
    expect(screen.getByText('Sending: 1 file')).toBeTruthy();
    expect(bar().hasAttribute('value')).toBe(false);
  });

  it('is read out by state and quarter, never file by file', () => {
    const at = (files: number, of = 100) =>
      announced(syncView({ state: 'running', progress: { doing: 'pull', files, of } }));
    const all = Array.from({ length: 101 }, (_, files) => at(files));
    expect([...new Set(all)]).toEqual([
      'Syncing: fetching',
      'Syncing: fetching, 25 % done',
      'Syncing: fetching, 50 % done',
      'Syncing: fetching, 75 % done',
    ]);
    expect(at(1, 5)).toBe('Syncing');
    expect(announced(syncView({ lastSync: NOW }))).toBe(announced(syncView({ lastSync: NOW - 1e9 })));
  });

  it('names each problem with its one remedy', async () => {
    const { actions } = show(
      syncView({
        state: 'trouble',
        problems: [
          { words: 'No permission.', remedy: 'permission' },
          { words: 'Files are gone.', remedy: 'restore' },
          { words: 'It is busy.', remedy: 'retry' },
          { words: 'It is still busy.', remedy: 'retry' },
          { words: 'A clock is wrong.', remedy: null },
        ],
      }),
    );
    expect(heading('Not in sync')).toBeTruthy();
    const items = screen.getByText('A clock is wrong.').closest('ul')!;
    expect(
      within(items)
        .getAllByRole('button')
        .map((it) => it.textContent),
    ).toEqual(['Give the permission', 'Upload it again', 'Try again']);
    for (const name of ['Give the permission', 'Upload it again', 'Try again']) await click(name);
    for (const action of [actions.allow, actions.restore, actions.syncNow]) expect(action).toHaveBeenCalledOnce();
  });

  it('takes a new password where the old one is refused, and says when that is refused too', async () => {
    const setPassword = vi.fn(async (secret: string) => (secret === 'right' ? null : 'Still refused.'));
    const { again } = show(syncView({ state: 'trouble', problems: [{ words: 'Refused.', remedy: 'password' }] }), {
      setPassword,
    });
    type('New app password', 'wrong');
    await click('Use it');
    expect(field('New app password').ariaInvalid).toBe('true');
    type('New app password', 'right');
    const use = button('Use it');
    use.focus();
    await click('Use it');
    expect(setPassword.mock.calls).toEqual([['wrong'], ['right']]);
    again(syncView());
    // The field is gone; the focus goes on at the state.
    expect(document.activeElement).toBe(heading('In sync'));
  });
});

describe('devices', () => {
  const names = () => within(screen.getByRole('region', { name: 'Devices' })).getAllByRole('listitem');

  it('are listed with when they were seen, this one first', () => {
    show(
      syncView({
        devices: [
          device('old', { name: 'Old one', lastSeen: NOW - 3 * 86_400_000 }),
          device('none', { name: '', lastSeen: 0 }),
          device('ahead', { name: 'Ahead', lastSeen: NOW + 1e9, held: 'Its file is not whole.' }),
          device('me', { self: true, name: 'Me' }),
        ],
      }),
    );
    expect(names().map((it) => it.textContent)).toEqual([
      expect.stringMatching(/^Me this browser/),
      expect.stringMatching(/^AheadIts clock is ahead of this one’sIts file is not whole\./),
      expect.stringMatching(/^Old oneLast seen 3 days ago/),
      expect.stringMatching(/^No name yetNothing from it yet/),
    ]);
  });

  it('are forgotten in two steps', async () => {
    const { actions } = show(syncView());
    await click('Forget Chrome at work');
    expect(actions.forgetDevice).not.toHaveBeenCalled();
    expect(screen.getByText(/What it wrote stays/)).toBeTruthy();
    await click('Yes, forget it');
    expect(actions.forgetDevice).toHaveBeenCalledWith('work');
  });

  it('of which this one is renamed, or not', async () => {
    const { actions } = show(syncView());
    await click('Rename this browser');
    type('Name of this browser', '  ');
    await click('Rename');
    await click('Rename this browser');
    type('Name of this browser', 'Lost');
    fireEvent.keyDown(field('Name of this browser'), { key: 'Escape' });
    expect(document.activeElement).toBe(button('Rename this browser'));
    expect(actions.renameDevice).not.toHaveBeenCalled();
    await click('Rename this browser');
    type('Name of this browser', ' Laptop ');
    await click('Rename');
    expect(actions.renameDevice).toHaveBeenCalledWith('Laptop');
  });

  it.each([
    [30_000, 'just now'],
    [60_000, '1 minute ago'],
    [3 * 60_000, '3 minutes ago'],
    [2 * 3_600_000, '2 hours ago'],
    [5 * 86_400_000, '5 days ago'],
    [-30_000, 'just now'],
    [-86_400_000, 'on Nov 29, 2026'],
  ])('%d ms: %s', (past, words) => {
    expect(agoWords(NOW - past, NOW)).toBe(words);
  });

  it('with a clock that is a little ahead are just seen now', () => {
    expect(seenWords(NOW + 60_000, NOW)).toBe('Last seen just now');
  });
});

describe('notes with two texts', () => {
  it('are listed with post and words, and settled one by one', async () => {
    const both = [conflict('a1', ['one', 'two']), conflict('a2', ['three', 'four'])];
    const { actions, again } = show(syncView({ conflicts: both }));
    expect(heading('2 notes with more than one text')).toBeTruthy();
    const [first] = screen.getAllByRole('article');
    expect(first!.textContent).toMatch(/Post of a1.*Words of a1/);
    const keep = within(first!).getAllByRole('button', { name: 'Keep this one' })[1]!;
    keep.focus();
    fireEvent.click(keep);
    expect(actions.resolve).toHaveBeenCalledWith('a1', 'two');
    again(syncView({ conflicts: both.slice(1) }));
    expect(document.activeElement).toBe(heading('1 note with more than one text'));
    again(syncView());
    expect(heading('All notes are settled')).toBeTruthy();
  });

  it('are there without a storage, too: a file brings them', () => {
    const { actions } = show({ ...NO_SYNC, conflicts: [conflict('a1', ['one', 'two'])] });
    fireEvent.click(button('Keep both'));
    expect(actions.resolve).toHaveBeenCalledWith('a1', 'one\n\ntwo');
  });

  it('are not spoken of where there are none', () => {
    show(syncView());
    expect(heading(/settled/)).toBeNull();
  });
});

describe('passphrase and code', () => {
  it('is changed by who knows it, with a word on who knew it before', async () => {
    const changePassphrase = vi.fn(async (old: string) => (old === 'old' ? null : 'That is not it.'));
    show(syncView(), { changePassphrase });
    await click('Change the passphrase');
    expect(screen.getByText(LOCKED_WORDS.former)).toBeTruthy();
    await click('Change it');
    expect(changePassphrase).not.toHaveBeenCalled();
    type('Passphrase now', 'wrong');
    type('New passphrase', 'four words or more');
    type('New passphrase, again', 'four words or more');
    await click('Change it');
    expect(screen.getByText('That is not it.')).toBeTruthy();
    type('Passphrase now', 'old');
    button('Change it').focus();
    await click('Change it');
    expect(changePassphrase).toHaveBeenLastCalledWith('old', 'four words or more');
    expect(screen.getByText('The passphrase is changed.')).toBeTruthy();
    expect(document.activeElement).toBe(button('Change the passphrase'));
  });

  it('gives a further code to who knows the passphrase', async () => {
    const newRecoveryCode = vi.fn(async (words: string) =>
      words === 'right' ? { ok: true as const, code: 'NEWC-CODE' } : { ok: false as const, words: 'That is not it.' },
    );
    show(syncView(), { newRecoveryCode });
    await click('New recovery code');
    type('Passphrase', 'wrong');
    await click('Show a new code');
    expect(field('Passphrase').ariaInvalid).toBe('true');
    type('Passphrase', 'right');
    await click('Show a new code');
    expect(document.querySelector('.recovery-code')?.textContent).toBe('NEWC-CODE');
  });

  it('are not offered without encryption; what that means is said', () => {
    show(syncView({ encrypted: false }));
    expect(screen.queryByRole('button', { name: 'New recovery code' })).toBeNull();
    for (const words of Object.values(PLAIN_WORDS)) expect(screen.getByText(words)).toBeTruthy();
  });
});

describe('leaving', () => {
  it('takes two steps and says that nothing is removed', async () => {
    const { actions, again } = show(syncView());
    await click('Stop syncing this browser');
    expect(actions.leave).not.toHaveBeenCalled();
    expect(screen.getByText(/Everything stays here, and nothing is removed there/)).toBeTruthy();
    await click('Go on syncing');
    await click('Stop syncing this browser');
    await click('Yes, stop syncing');
    expect(actions.leave).toHaveBeenCalledOnce();
    again(NO_SYNC);
    expect(document.activeElement?.textContent).toBe('This browser no longer syncs. Everything is still here.');
  });
});

describe('a file carried by hand', () => {
  const choose = (file: File) =>
    act(async () => void fireEvent.change(screen.getByLabelText('Sync file to open'), { target: { files: [file] } }));

  it('is saved with or without a passphrase', async () => {
    const { actions } = show();
    fireEvent.click(screen.getByLabelText('A file that you carry'));
    expect(screen.getByText(/whoever has the file can read your notes/)).toBeTruthy();
    await click('Save the file');
    expect(screen.getByText('Saved.')).toBeTruthy();
    fireEvent.click(screen.getByLabelText('Lock it with a passphrase'));
    await click('Save the file');
    expect(screen.getByText('Type a passphrase.')).toBeTruthy();
    type('The file’s passphrase', 'four words or more');
    type('The file’s passphrase, again', 'four words or more');
    await click('Save the file');
    expect(vi.mocked(actions.saveBundle).mock.calls).toEqual([[null], ['four words or more']]);
  });

  it('is opened, and asks for its passphrase where it wants one', async () => {
    const openBundle = vi.fn(async (_: File, words: string | null) =>
      words === 'right'
        ? { good: true, words: 'Merged.', wants: null }
        : { good: false, words: words === null ? 'It is locked.' : 'Wrong.', wants: 'passphrase' as const },
    );
    show(NO_SYNC, { openBundle });
    fireEvent.click(screen.getByLabelText('A file that you carry'));
    const file = new File(['x'], 'library.cruxlight');
    await choose(file);
    expect(screen.getByText('It is locked.')).toBeTruthy();
    expect(screen.getByText('library.cruxlight')).toBeTruthy();
    await click('Open it');
    expect(openBundle).toHaveBeenCalledOnce();
    type('The file’s passphrase', 'wrong');
    await click('Open it');
    expect(screen.getByText('Wrong.')).toBeTruthy();
    type('The file’s passphrase', 'right');
    button('Open it').focus();
    await click('Open it');
    expect(openBundle.mock.calls).toEqual([
      [file, null],
      [file, 'wrong'],
      [file, 'right'],
    ]);
    expect(screen.getByText('Merged.')).toBeTruthy();
    expect(document.activeElement).toBe(button('Choose a file'));
  });

  it('is there beside the storage, too', () => {
    show(syncView());
    expect(screen.getByText('A file that you carry')).toBeTruthy();
    expect(screen.getByLabelText('Sync file to open')).toBeTruthy();
  });
});

describe('the settings page', () => {
  it.each([
    'webdav',
    'nextcloud',
    's3',
    'bucket',
    'devices',
    'passphrase',
    'encryption',
    'recovery',
    'bundle',
    'conflict',
  ])('finds sync by “%s”', (query) => {
    show();
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: query } });
    expect(heading('Sync')).toBeTruthy();
  });

  it('begins with the first section where the one that was asked for is none', () => {
    render(page(null, syncActions({}), 'nonsense'));
    expect(heading('Sites')).toBeTruthy();
  });

  it('shows names and texts as text, whatever they look like', () => {
    const hostile = '<img src=x onerror="window.hit=1">';
    show(
      syncView({
        devices: [device('x', { name: hostile, held: hostile })],
        problems: [{ words: hostile, remedy: null }],
        conflicts: [conflict('a', [hostile, `${hostile}2`], { postTitle: hostile, quote: hostile })],
      }),
    );
    expect(document.querySelector('img')).toBeNull();
    expect(screen.getAllByText(hostile).length).toBeGreaterThanOrEqual(6);
  });
});
