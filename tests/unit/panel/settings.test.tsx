// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EngineActions, EngineStatus, EngineView } from '../../../components/panel/settings/engine-model';
import { SettingsPage } from '../../../components/panel/settings/SettingsPage';
import { hostOfPattern } from '../../../components/panel/settings/SiteSettings';
import { type Settings, settingsSchema } from '../../../lib/library/records';
import { LOCKED_WORDS, PLAIN_WORDS } from '../../../lib/sync/words';
import { syncActions } from '../../fixtures/panel/made-up-sync';

afterEach(cleanup);

const NO_ENGINE: EngineView = {
  choice: { kind: 'embedded', address: '', model: '', hasKey: false, agreed: false, automatic: true },
  builtIn: 'absent',
  downloaded: null,
  status: null,
  posts: [],
  corrections: 0,
};
const engineActions = (): EngineActions => ({
  test: vi.fn(async () => ({ good: true, words: 'It works.' })),
  choose: vi.fn(async () => null),
  withdraw: vi.fn(),
  download: vi.fn(),
  estimate: vi.fn(async () => null),
  run: vi.fn(),
  cancel: vi.fn(),
  forget: vi.fn(),
});

function show(given: Partial<Settings> = {}, quarantined = 0, engine: Partial<EngineView> = {}) {
  const engines = engineActions();
  const actions = { save: vi.fn(), revoke: vi.fn(), backUp: vi.fn(), restore: vi.fn(), deleteEverything: vi.fn() };
  render(
    <SettingsPage
      settings={{ ...settingsSchema.parse({}), ...given }}
      granted={['*://blog.example.org/*']}
      builtIn={['https://www.lesswrong.com/*', 'https://lesswrong.com/*']}
      quarantined={quarantined}
      actions={actions}
      engine={{ ...NO_ENGINE, ...engine }}
      engineActions={engines}
      sync={null}
      syncActions={syncActions()}
      deviceName="Firefox on Linux"
      syncWords={{ locked: LOCKED_WORDS, plain: PLAIN_WORDS }}
      notice={null}
      onNoticeClose={() => undefined}
    />,
  );
  return { ...actions, engines };
}

const go = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

describe('sites', () => {
  it('are listed and can be taken back', () => {
    const { revoke, save } = show({ offSites: ['a.example', 'b.example'] });
    go('Take back: blog.example.org');
    go('Switch on: a.example');
    expect(revoke).toHaveBeenCalledWith('*://blog.example.org/*');
    expect(save).toHaveBeenCalledWith({ offSites: ['b.example'] });
  });

  it('are named as people name them', () => {
    expect(['https://*.substack.com/*', '*://blog.example.org/*'].map(hostOfPattern)).toEqual([
      'all of substack.com',
      'blog.example.org',
    ]);
  });
});

describe('keys', () => {
  it('are changed by pressing the new one', () => {
    const { save } = show();
    go('Keys');
    go('Reject: x. Change.');
    fireEvent.keyDown(screen.getByRole('button', { name: 'Reject: x. Change.' }), { key: 'R' });
    expect(save).toHaveBeenCalledWith({ keys: { reject: 'r' } });
  });

  it('are never shared by two actions', () => {
    const { save } = show();
    go('Keys');
    go('Reject: x. Change.');
    fireEvent.keyDown(screen.getByRole('button', { name: 'Reject: x. Change.' }), { key: 'n' });
    expect(save).not.toHaveBeenCalled();
    expect(screen.getByText('“n” is already used for: Note.')).toBeTruthy();
  });

  it('go back to what they were, and can be switched off', () => {
    const { save } = show({ keys: { reject: 'r', note: 'm' } });
    go('Keys');
    go('As before (x)');
    fireEvent.click(screen.getByRole('checkbox'));
    expect(save.mock.calls).toEqual([[{ keys: { note: 'm' } }], [{ letterKeys: false }]]);
  });
});

describe('the page', () => {
  it('finds settings by what people call them', () => {
    show();
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'telemetry' } });
    expect(screen.getAllByRole('heading', { level: 2 }).map((it) => it.textContent)).toEqual([
      'How passages are tagged',
    ]);
    expect(screen.getByText('Nothing leaves your machine')).toBeTruthy();
  });

  it('keeps the types in the order of the codebook', () => {
    const { save } = show({ types: ['VV'] });
    go('Marks');
    fireEvent.click(screen.getByRole('checkbox', { name: 'Incentive' }));
    expect(save).toHaveBeenCalledWith({ types: ['IN', 'VV'] });
  });

  it('tells of records that could not be read', () => {
    show({}, 2);
    go('Your data');
    expect(screen.getByRole('note').textContent).toMatch(/^2 stored records could not be read/);
  });
});

describe('how passages are tagged', () => {
  const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
  const isOff = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name }).disabled;
  const endpoint: EngineView['choice'] = {
    kind: 'openai',
    address: 'https://models.example/v1',
    model: 'm',
    hasKey: true,
    agreed: true,
    automatic: false,
  };
  const status: EngineStatus = {
    state: 'running',
    post: 'p',
    title: 'A post',
    engine: 'm',
    done: 3,
    of: 9,
    requests: 1,
    inputTokens: 1200,
    outputTokens: 80,
    kept: 0,
    refused: 1,
    differs: 2,
    problem: null,
    queued: 0,
  };

  it('says what leaves the machine, and asks again when the address is another', async () => {
    const { engines } = show();
    go('Tagging');
    fireEvent.click(screen.getByLabelText(/a model of your choice/));
    type('Address', 'https://models.example/v1');
    type('Model', 'm');
    type('Key', 'k');
    expect(screen.getByText(/text of the posts that you tag go to models\.example/)).toBeTruthy();
    expect(isOff('Use it')).toBe(true);
    fireEvent.click(screen.getByLabelText(/I agree/));
    expect(isOff('Use it')).toBe(false);
    type('Address', 'https://other.example/v1');
    expect(isOff('Use it')).toBe(true);
    fireEvent.click(screen.getByLabelText(/I agree/));
    fireEvent.click(screen.getByRole('button', { name: 'Use it' }));
    expect(engines.choose).toHaveBeenCalledWith({
      kind: 'openai',
      address: 'https://other.example/v1',
      model: 'm',
      key: 'k',
      agreed: true,
      automatic: true,
    });
  });

  it('takes no address that is not safe', () => {
    show();
    go('Tagging');
    fireEvent.click(screen.getByLabelText(/a model of your choice/));
    type('Model', 'm');
    type('Address', 'http://models.example/v1');
    expect(screen.getByRole('note').textContent).toMatch(/only https/);
    expect([isOff('Test it'), isOff('Use it')]).toEqual([true, true]);
  });

  it('shows what was agreed to and takes it back with one click', () => {
    const { engines } = show({}, 0, { choice: endpoint });
    go('Tagging');
    expect(screen.getByText(/You agreed to this: .*models\.example/)).toBeTruthy();
    go('No longer use it');
    expect(engines.withdraw).toHaveBeenCalledOnce();
  });

  it('keeps a key that is not typed anew, without ever having it', () => {
    const { engines } = show({}, 0, { choice: endpoint });
    go('Tagging');
    go('Change');
    expect(screen.getByLabelText<HTMLInputElement>('Key').value).toBe('');
    fireEvent.click(screen.getByLabelText(/I agree/));
    fireEvent.click(screen.getByRole('button', { name: 'Use it' }));
    expect(vi.mocked(engines.choose).mock.calls[0]?.[0]).not.toHaveProperty('key');
  });

  it('shows how far a run is, what it used and how to stop it', () => {
    const { engines } = show({}, 0, { choice: endpoint, status, posts: [{ key: 'p', title: 'A post' }] });
    go('Tagging');
    expect(screen.getByText('Reading: A post')).toBeTruthy();
    expect(screen.getByText('3 of 9 passages')).toBeTruthy();
    expect(
      screen.getByText(/1,200 tokens sent, 80 received · differs from the embedded model on 2 passages/),
    ).toBeTruthy();
    go('Stop');
    expect(engines.cancel).toHaveBeenCalledOnce();
  });

  it('says why a run failed', () => {
    show({}, 0, {
      choice: endpoint,
      status: { ...status, state: 'failed', problem: 'models.example refused the key (status 401). Check the key.' },
      posts: [{ key: 'p', title: 'A post' }],
    });
    go('Tagging');
    expect(screen.getByRole('alert').textContent).toMatch(/refused the key/);
    expect(screen.getByRole('button', { name: 'Read this post' })).toBeTruthy();
  });

  it.each([
    ['absent', /no model of its own/, null],
    ['no', /can’t run on this machine/, null],
    ['after-download', /can download/, 'Download the browser’s model'],
    ['ready', /is ready/, 'Use it'],
  ] as const)('the browser’s own model: %s', (builtIn, words, button) => {
    const { engines } = show({}, 0, { builtIn });
    go('Tagging');
    fireEvent.click(screen.getByLabelText(/browser’s own model/));
    expect(screen.getByText(words)).toBeTruthy();
    const buttons = ['Download the browser’s model', 'Use it'].filter((name) => screen.queryByRole('button', { name }));
    expect(buttons).toEqual(button === null ? [] : [button]);
    if (builtIn === 'after-download') {
      expect(engines.download).not.toHaveBeenCalled();
      go('Download the browser’s model');
      expect(engines.download).toHaveBeenCalledOnce();
    }
  });

  it('forgets what was learnt in two steps', () => {
    const { engines } = show({}, 0, { corrections: 3 });
    go('Tagging');
    expect(screen.getByText(/learnt from 3 decisions/)).toBeTruthy();
    go('Forget what was learnt');
    expect(engines.forget).not.toHaveBeenCalled();
    go('Yes, forget it');
    expect(engines.forget).toHaveBeenCalledOnce();
  });
});
