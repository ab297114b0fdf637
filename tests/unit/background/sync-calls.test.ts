import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openPrivateStore } from '../../../entrypoints/background/private-store';
import { readConfig } from '../../../entrypoints/background/sync/config';
import { syncCalls } from '../../../lib/messaging/sync';
import { noteConflicts } from '../../../lib/sync';
import { Background, good, note, noteIn, OWN, PASSPHRASE } from '../../fixtures/sync/background';
import {
  FLAVOURS,
  PASSWORD,
  startWebDav,
  USER,
  type WebDavFlavour,
  type WebDavServer,
} from '../../fixtures/sync/servers/webdav';
import { value } from '../library/make';

let server: WebDavServer;
beforeEach(async () => {
  server = await startWebDav(FLAVOURS.apache as WebDavFlavour);
});
afterEach(() => server.close());

async function joined(words: string | null = 'one'): Promise<Background> {
  const browser = await Background.start();
  if (words !== null) await note(browser, words);
  await browser.join(server.url);
  return browser;
}

describe('before anything is set up', () => {
  test('how sync stands can be asked, and nothing else does anything', async () => {
    const a = await Background.start();
    expect(await a.view()).toMatchObject({ state: 'off', storage: null, devices: [], conflicts: [] });
    good(await a.calls['sync.poke']({}, OWN));
    good(await a.calls['sync.leave']({}, OWN));
    for (const refused of [
      a.calls['sync.now']({ restore: false }, OWN),
      a.calls['sync.pause']({ paused: true }, OWN),
      a.calls['sync.password']({ secret: 'x' }, OWN),
      a.calls['sync.rename']({ name: 'x' }, OWN),
      a.calls['sync.recovery']({ passphrase: 'x' }, OWN),
      a.calls['sync.passphrase']({ old: 'x', next: 'y' }, OWN),
    ])
      expect(await refused).toMatchObject({ ok: false });
    expect(a.requests).toBe(0);
    expect(a.wakes.filter((it) => it !== null)).toEqual([]);
  });

  test('leaving gives the permission for the address back', async () => {
    const a = await joined();
    expect(a.disallowed).toEqual([]);
    good(await a.calls['sync.leave']({}, OWN));
    expect(a.disallowed).toEqual([server.url]);
  });

  test('a page of the web is refused every call, whatever it says', async () => {
    const a = await joined();
    a.requests = 0;
    const page = { tabId: 1, url: 'https://www.lesswrong.com/posts/one?chrome-extension://cruxlight/' };
    for (const call of Object.values(a.calls))
      for (const sender of [page, { tabId: 1, url: null }])
        expect(await (call as (args: never, sender: unknown) => unknown)({} as never, sender)).toMatchObject({
          ok: false,
          error: expect.stringContaining('own pages'),
        });
    expect(Object.keys(a.calls).sort()).toEqual(Object.keys(syncCalls).sort());
    expect(a.requests).toBe(0);
  });

  test('an empty passphrase is none', () => {
    for (const words of ['', '   ']) {
      expect(syncCalls['sync.setUp'].args.shape.passphrase.safeParse(words).success).toBe(false);
      expect(syncCalls['sync.passphrase'].args.shape.next.safeParse(words).success).toBe(false);
    }
    expect(syncCalls['sync.setUp'].args.shape.passphrase.safeParse(null).success).toBe(true);
  });
});

describe('while it is set up', () => {
  test('a pause stops the round that runs; resumed, it goes on', async () => {
    const a = await joined();
    await note(a, 'two');
    const { promise: begins, resolve: begun } = Promise.withResolvers<void>();
    server.intercept(() => {
      begun();
      return new Promise<boolean>(() => undefined);
    });
    void a.rounds.run();
    await begins;
    good(await a.calls['sync.pause']({ paused: true }, OWN));
    expect(a.rounds.progress()).toBeNull();
    expect(await a.view()).toMatchObject({ state: 'paused', nextTry: null, problems: [] });
    expect((await a.view()).waiting).toBeGreaterThan(0);
    expect(a.wakes.at(-1)).toBeNull();
    server.intercept(null);
    good(await a.calls['sync.pause']({ paused: false }, OWN));
    await a.quiet();
    expect(await a.view()).toMatchObject({ state: 'idle', waiting: 0 });
  });

  test('after a 401 a new password goes on at once; one that is wrong is not kept', async () => {
    const a = await joined();
    const config = async () => (await readConfig(openPrivateStore(a.disk.secrets)))?.storage;
    const wrong = { kind: 'webdav', address: server.url, user: USER, password: 'old' } as const;
    const store = openPrivateStore(a.disk.secrets);
    await store.set('sync.config', { ...(await readConfig(store)), storage: wrong });
    await note(a, 'two');
    await a.rounds.run();
    expect(await a.view()).toMatchObject({ problems: [{ remedy: 'password' }] });
    expect(await a.calls['sync.password']({ secret: 'no better' }, OWN)).toMatchObject({ ok: false });
    expect(await config()).toMatchObject({ password: 'old' });
    good(await a.calls['sync.password']({ secret: PASSWORD }, OWN));
    await a.quiet();
    expect(await a.view()).toMatchObject({ state: 'idle', waiting: 0, problems: [] });
  });

  test('a password that comes while sync is being left does not bring it back', async () => {
    const a = await joined();
    const [left] = await Promise.all([
      a.calls['sync.leave']({}, OWN),
      a.calls['sync.password']({ secret: PASSWORD }, OWN),
      a.calls['sync.pause']({ paused: false }, OWN),
    ]);
    good(left);
    await a.quiet();
    expect(await a.view()).toMatchObject({ state: 'off', storage: null });
  });

  test('left and set up again, everything is kept, what was written in between too', async () => {
    const [a, b] = [await joined(), await joined(null)];
    good(await a.calls['sync.leave']({}, OWN));
    await note(a, 'while alone');
    await note(b, 'elsewhere', 'b');
    await b.rounds.run();
    expect(await a.view()).toMatchObject({ state: 'off', waiting: 0, devices: [] });
    await a.join(server.url);
    await b.rounds.run();
    for (const browser of [a, b]) {
      expect(await noteIn(browser, 'a')).toBe('while alone');
      expect(await noteIn(browser, 'b')).toBe('elsewhere');
    }
  });

  test('a device that is forgotten is not shown, and is back with its next file', async () => {
    const [a, b] = [await joined(), await joined(null)];
    await a.rounds.run();
    const other = (await a.view()).devices.find((it) => !it.self)?.id ?? '';
    good(await a.calls['sync.forget']({ device: other }, OWN));
    expect((await a.view()).devices.map((it) => it.self)).toEqual([true]);
    await note(b, 'still here', 'b');
    await b.rounds.run();
    await a.rounds.run();
    expect((await a.view()).devices).toHaveLength(2);
    expect(await noteIn(a, 'b')).toBe('still here');
  });

  test('a new name is told to the others', async () => {
    const [a, b] = [await joined(), await joined(null)];
    good(await b.calls['sync.rename']({ name: 'the one at home' }, OWN));
    await note(b, 'x', 'b');
    await b.rounds.run();
    await a.rounds.run();
    expect((await a.view()).devices.map((it) => it.name)).toContain('the one at home');
  });

  test('a recovery code asks for the passphrase', async () => {
    const a = await joined();
    expect(await a.calls['sync.recovery']({ passphrase: 'not it' }, OWN)).toMatchObject({ ok: false });
    const { code } = good(await a.calls['sync.recovery']({ passphrase: PASSPHRASE }, OWN));
    const b = await Background.start();
    await b.join(server.url, code);
    expect(await noteIn(b)).toBe('one');
  });

  test('no secret is in a backup, and none in what is asked of the storage but where it belongs', async () => {
    const a = await Background.start();
    const seen: string[] = [];
    server.intercept((request) => {
      seen.push(`${request.method} ${request.url}`);
      return false;
    });
    await note(a, 'one');
    const code = await a.join(server.url);
    const all = value(await a.library.exportAll());
    for (const secret of [PASSWORD, PASSPHRASE, code ?? 'none']) {
      expect(all).not.toContain(secret);
      expect(seen.join()).not.toContain(encodeURIComponent(secret));
    }
  });
});

describe('two texts of one note', () => {
  async function inConflict(): Promise<[Background, Background]> {
    const [a, b] = [await joined(), await joined(null)];
    await note(a, 'by a');
    await note(b, 'by b');
    for (const browser of [a, b, a]) await browser.rounds.run();
    return [a, b];
  }
  const resolve = (browser: Background, text: string, seen = ['by a', 'by b']) =>
    browser.calls['sync.resolve']({ annotation: 'n:a1', text, seen }, OWN);

  test('are shown, and settled everywhere by a choice in one place', async () => {
    const [a, b] = await inConflict();
    expect((await a.view()).conflicts[0]?.texts.toSorted()).toEqual(['by a', 'by b']);
    expect(await resolve(a, 'by a', ['by a'])).toMatchObject({ ok: false });
    for (const text of (await a.view()).conflicts[0]?.texts ?? []) {
      if (text === (await noteIn(a))) good(await resolve(a, text));
    }
    expect((await a.view()).conflicts).toEqual([]);
    for (const browser of [a, b]) await browser.rounds.run();
    expect((await b.view()).conflicts).toEqual([]);
    expect(await noteIn(b)).toBe(await noteIn(a));
  });

  test('settled by neither, the note is gone everywhere, and does not come back by half', async () => {
    const [a, b] = await inConflict();
    good(await resolve(a, ''));
    for (const browser of [a, b]) await browser.rounds.run();
    for (const browser of [a, b]) {
      expect(await noteIn(browser)).toBeNull();
      expect(await noteConflicts(browser.store)).toEqual([]);
    }
  });
});
