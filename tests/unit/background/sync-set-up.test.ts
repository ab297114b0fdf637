import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openPrivateStore } from '../../../entrypoints/background/private-store';
import { readConfig } from '../../../entrypoints/background/sync/config';
import { isTaking } from '../../../lib/sync';
import { Background, Disk, good, note, noteIn, OWN, PASSPHRASE } from '../../fixtures/sync/background';
import { FLAVOURS, startWebDav, type WebDavFlavour, type WebDavServer } from '../../fixtures/sync/servers/webdav';
import { passage, value, visit } from '../library/make';

const TEXT = 'We never learn whether an audit was any good.';

let server: WebDavServer;
beforeEach(async () => {
  server = await startWebDav(FLAVOURS.apache as WebDavFlavour);
});
afterEach(() => server.close());

describe('setting up', () => {
  test('on an empty folder: the library goes there, locked, with a recovery code', async () => {
    const a = await Background.start();
    await note(a, 'the words of a');
    const code = await a.join(server.url);
    expect(code).toMatch(/^[0-9A-Z-]{20,}$/);
    expect(await a.view()).toMatchObject({ state: 'idle', encrypted: true, waiting: 0, problems: [] });
    const there = [...server.files.values()].map((bytes) => Buffer.from(bytes).toString('latin1')).join();
    expect(there).not.toMatch(/the words of a|glass harbour/);
  });

  test('where a library is: both are one then, in both', async () => {
    const [a, b] = [await Background.start(), await Background.start()];
    await note(a, 'from a', 'a');
    await note(b, 'from b', 'b');
    await a.join(server.url);
    expect(good(await b.setUp(server.url))).toEqual({ ok: true, joined: true, recoveryCode: null });
    await b.quiet();
    await a.rounds.run();
    for (const browser of [a, b]) {
      expect(await noteIn(browser, 'a')).toBe('from a');
      expect(await noteIn(browser, 'b')).toBe('from b');
      expect((await browser.view()).devices).toHaveLength(2);
    }
  });

  test('wrong passphrase: stops, writes nothing there or here, asks again', async () => {
    const [a, b] = [await Background.start(), await Background.start()];
    await a.join(server.url);
    await note(b, 'mine');
    const before = new Map(server.files);
    for (const [typed, wants] of [
      ['something else', 'passphrase'],
      [null, 'passphrase'],
    ] as const)
      expect(good(await b.setUp(server.url, typed))).toMatchObject({ ok: false, wants });
    expect(server.files).toEqual(before);
    expect((await b.view()).state).toBe('off');
    expect(await isTaking(b.library)).toBe(false);
    await b.join(server.url);
    expect(await b.view()).toMatchObject({ state: 'idle' });
  });

  test('a passphrase typed for a folder that is not encrypted is refused: it would lock nothing', async () => {
    const [a, b] = [await Background.start(), await Background.start()];
    expect(await a.join(server.url, null)).toBeNull();
    expect(await a.view()).toMatchObject({ encrypted: false });
    expect(good(await b.setUp(server.url))).toMatchObject({ ok: false, wants: 'no-passphrase' });
    await b.join(server.url, null);
    expect(await b.view()).toMatchObject({ state: 'idle' });
  });

  test('two set-ups at once in one browser: the second is told, and one library is there', async () => {
    const a = await Background.start();
    const [first, second] = await Promise.all([a.setUp(server.url), a.setUp(server.url, 'another passphrase')]);
    expect(first).toMatchObject({ ok: true, value: { ok: true } });
    expect(second).toMatchObject({ ok: false, error: expect.stringContaining('set up already') });
    await a.quiet();
    const slots = [...server.files.keys()].filter((path) => path.includes('/keys/'));
    expect(slots).toHaveLength(2);
  });

  test('a folder that is not there is made, a wrong password makes nothing and keeps nothing', async () => {
    const a = await Background.start();
    const refused = good(await a.setUp(`${server.url}/new`, PASSPHRASE, 'wrong'));
    expect(refused).toMatchObject({ ok: false, words: expect.stringMatching(/password/i) });
    expect(await a.view()).toMatchObject({ state: 'off', storage: null });
    await a.join(`${server.url}/new`);
    expect([...server.files.keys()].every((path) => path.startsWith('/dav/my folder/new/v1/'))).toBe(true);
  });
});

describe('ways in', () => {
  test('the recovery code opens, as typed by hand', async () => {
    const [a, b] = [await Background.start(), await Background.start()];
    await note(a, 'locked away');
    const code = (await a.join(server.url)) ?? '';
    await b.join(server.url, ` ${code.toLowerCase().replaceAll('-', ' ')} `);
    expect(await noteIn(b)).toBe('locked away');
  });

  test('after a change of the passphrase both open, and a wrong old one changes nothing', async () => {
    const a = await Background.start();
    await note(a, 'locked away');
    await a.join(server.url);
    const before = server.files.size;
    const change = (old: string, next: string) => a.calls['sync.passphrase']({ old, next }, OWN);
    expect(await change('not it', 'new words')).toMatchObject({ ok: false });
    expect(server.files.size).toBe(before);
    good(await change(PASSPHRASE, 'new words'));
    for (const typed of [PASSPHRASE, 'new words']) {
      const b = await Background.start();
      await b.join(server.url, typed);
      expect(await noteIn(b)).toBe('locked away');
    }
  });

  test('where two first set-ups left two keys, a new passphrase opens what both wrote', async () => {
    const [a, b] = [await Background.start(), await Background.start()];
    await note(a, 'from a', 'a');
    await note(b, 'from b', 'b');
    // Each sees an empty folder, since neither has written its key.
    let waiting = 0;
    const { promise: both, resolve: go } = Promise.withResolvers<void>();
    server.intercept(async ({ method, url }) => {
      if (method !== 'PUT' || !url?.includes('/keys/') || waiting >= 2) return false;
      if (++waiting === 2) go();
      await both;
      return false;
    });
    await Promise.all([a.join(server.url), b.join(server.url)]);
    server.intercept(null);
    good(await a.calls['sync.passphrase']({ old: PASSPHRASE, next: 'new words' }, OWN));
    const c = await Background.start();
    await c.join(server.url, 'new words');
    for (const browser of [a, b, c]) await browser.rounds.run();
    expect((await readConfig(openPrivateStore(c.disk.secrets)))?.keyring.read.size).toBe(2);
    expect((await c.view()).problems).toEqual([]);
    expect([await noteIn(c, 'a'), await noteIn(c, 'b')]).toEqual(['from a', 'from b']);
  });
});

describe('the worker is killed', () => {
  test('at every step of a set-up: what is set up takes edits down, what is not takes none, and all goes on', async () => {
    for (let steps = 0; ; steps++) {
      const own = await startWebDav(FLAVOURS.apache as WebDavFlavour);
      const disk = new Disk();
      const first = await Background.start(disk, steps);
      value(await first.library.recordVisit(visit('lw:a'), [passage('a1', TEXT)]));
      const done = await first.orDead(first.setUp(own.url));
      const a = await first.killed();
      const config = await readConfig(openPrivateStore(disk.secrets));
      expect(await isTaking(a.library), `after ${steps} steps`).toBe(config !== null);
      if (!config) await a.join(own.url);
      await note(a, 'after it');
      await a.rounds.run();
      const b = await Background.start();
      await b.join(own.url);
      expect(await noteIn(b), `after ${steps} steps`).toBe('after it');
      await own.close();
      if (done !== null) return expect(steps).toBeGreaterThan(15);
    }
  }, 120_000);

  test('at every step of leaving: it ends as left, here and there, and another storage starts clean', async () => {
    for (let steps = 0; ; steps++) {
      const [own, next] = [
        await startWebDav(FLAVOURS.apache as WebDavFlavour),
        await startWebDav(FLAVOURS.apache as WebDavFlavour),
      ];
      const disk = new Disk();
      const begun = await Background.start(disk);
      await note(begun, 'kept');
      await begun.join(own.url);
      await begun.killed();
      const first = await Background.start(disk, steps);
      const done = await first.orDead(first.calls['sync.leave']({}, OWN));
      const a = await first.killed();
      if ((await a.view()).state !== 'off') good(await a.calls['sync.leave']({}, OWN));
      expect(await isTaking(a.library), `after ${steps} steps`).toBe(false);
      await a.join(next.url);
      expect(await a.view(), `after ${steps} steps`).toMatchObject({ state: 'idle', problems: [], waiting: 0 });
      expect(await noteIn(a)).toBe('kept');
      const b = await Background.start();
      await b.join(next.url);
      expect(await noteIn(b), `after ${steps} steps`).toBe('kept');
      await Promise.all([own.close(), next.close()]);
      if (done !== null) return expect(steps).toBeGreaterThan(4);
    }
  }, 120_000);
});
