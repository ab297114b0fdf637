import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openPrivateStore } from '../../../entrypoints/background/private-store';
import { forgetConfig, NO_STATUS, readConfig, readStatus } from '../../../entrypoints/background/sync/config';
import { EVERY } from '../../../entrypoints/background/sync/rounds';
import { isTaking, stopTaking } from '../../../lib/sync';
import { Background, Disk, good, note, noteIn, OWN } from '../../fixtures/sync/background';
import { FLAVOURS, startWebDav, type WebDavFlavour, type WebDavServer } from '../../fixtures/sync/servers/webdav';
import { value } from '../library/make';

const MINUTE = 60_000;

let server: WebDavServer;
beforeEach(async () => {
  server = await startWebDav(FLAVOURS.apache as WebDavFlavour);
});
afterEach(async () => {
  vi.useRealTimers();
  await server.close();
});

async function joined(words = 'one'): Promise<Background> {
  const a = await Background.start();
  await note(a, words);
  await a.join(server.url);
  a.requests = 0;
  return a;
}

/** Everything that can begin a round without the reader: the clock's alarm, an edit, a poke, a start of the browser. */
async function allByThemselves(browser: Background, online = false): Promise<void> {
  await browser.rounds.byItself(online);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await browser.rounds.soon();
  await vi.advanceTimersByTimeAsync(10_000);
  vi.useRealTimers();
  // What the timer began reads from databases, which take real time.
  await new Promise((resolve) => setTimeout(resolve, 50));
  await browser.quiet();
}

const answer = (status: number, headers: Record<string, string> = {}) =>
  server.intercept((request, response) => {
    request.resume();
    response.writeHead(status, headers);
    response.end();
    return true;
  });

/** What the storage has, as a browser that begins now reads it. */
async function fresh(key = 'a'): Promise<string | null> {
  const reader = await Background.start();
  await reader.join(server.url);
  return noteIn(reader, key);
}

describe('what only the reader can mend is not tried again by itself', () => {
  test.each([
    ['401', 401, {}, /password/, 'password'],
    ['403', 403, {}, /account/, 'retry'],
    ['a redirect', 302, { location: 'https://elsewhere.example/' }, /another one now/, null],
  ] as const)('%s', async (_, status, headers, words, remedy) => {
    const a = await joined();
    await note(a, 'two');
    answer(status, headers);
    await a.rounds.run();
    const view = await a.view();
    expect(view).toMatchObject({ state: 'trouble', nextTry: null, problems: [{ remedy }] });
    expect(view.problems[0]?.words).toMatch(words);
    expect(view.waiting).toBeGreaterThan(0);
    expect(a.wakes.at(-1)).toBeNull();
    a.requests = 0;
    for (let day = 0; day < 3; day++) {
      a.disk.time.now += 24 * 60 * MINUTE;
      await note(a, `edit ${day}`);
      await allByThemselves(a, true);
    }
    expect(a.requests).toBe(0);
    expect(a.wakes.at(-1)).toBeNull();
    server.intercept(null);
    await a.rounds.run();
    expect(await a.view()).toMatchObject({ state: 'idle', waiting: 0, problems: [] });
    expect(await fresh()).toBe('edit 2');
  });

  test('404 on the root: asks, recreates nothing, deletes nothing; one click writes it all again', async () => {
    const a = await Background.start();
    await note(a, 'one');
    const code = await a.join(server.url);
    server.files.clear();
    await a.rounds.run();
    expect(await a.view()).toMatchObject({ state: 'trouble', nextTry: null, problems: [{ remedy: 'restore' }] });
    a.disk.time.now += 24 * 60 * MINUTE;
    await allByThemselves(a, true);
    await a.rounds.run();
    expect(server.files.size).toBe(0);
    expect(await noteIn(a)).toBe('one');
    await a.rounds.run(true);
    expect(await a.view()).toMatchObject({ state: 'idle', problems: [] });
    expect([...server.files.keys()].some((path) => path.endsWith('.snap'))).toBe(true);
    // The keys had gone with the folder.
    expect(await fresh()).toBe('one');
    const b = await Background.start();
    await b.join(server.url, code);
    expect(await noteIn(b)).toBe('one');
  });

  test('the permission taken back: nothing is sent, and it goes on by itself once it is given again', async () => {
    const a = await joined();
    await note(a, 'two');
    a.allowed = false;
    await a.rounds.byItself(false);
    expect(a.requests).toBe(0);
    expect(await a.view()).toMatchObject({ state: 'trouble', nextTry: null, problems: [{ remedy: 'permission' }] });
    a.allowed = true;
    await a.rounds.byItself(false);
    expect(await a.view()).toMatchObject({ state: 'idle', problems: [] });
    expect(await fresh()).toBe('two');
  });
});

describe('what may pass is tried again in its time', () => {
  test('429 with Retry-After: no alarm, edit or poke is sooner; the reader may be', async () => {
    const a = await joined();
    await note(a, 'two');
    answer(429, { 'retry-after': '7200' });
    await a.rounds.run();
    const { nextTry } = await a.view();
    expect(nextTry).toBeGreaterThanOrEqual(a.disk.time.now + 7_200_000 - 1_000);
    expect(a.wakes.at(-1)).toBe(nextTry);
    a.requests = 0;
    for (let quarter = 0; quarter < 4; quarter++) {
      a.disk.time.now += EVERY * MINUTE;
      await note(a, `edit ${quarter}`);
      await allByThemselves(a);
    }
    expect(a.requests).toBe(0);
    expect(a.wakes.at(-1)).toBe(nextTry);
    server.intercept(null);
    a.disk.time.now = (nextTry ?? 0) + 1;
    await a.rounds.byItself(false);
    expect(await a.view()).toMatchObject({ state: 'idle', waiting: 0 });
    expect(await fresh()).toBe('edit 3');
  });

  test('5xx: it backs off further each time, and begins anew after a round that went well', async () => {
    const a = await joined();
    await note(a, 'two');
    answer(503);
    const waits: number[] = [];
    for (let i = 0; i < 5; i++) {
      await a.rounds.byItself(false);
      const { nextTry } = await a.view();
      waits.push((nextTry ?? 0) - a.disk.time.now);
      a.disk.time.now = (nextTry ?? 0) + 1;
    }
    for (const [i, wait] of waits.entries()) if (i > 0) expect(wait).toBeGreaterThan((waits[i - 1] ?? 0) * 1.2);
    server.intercept(null);
    await a.rounds.byItself(false);
    const { failures, waits: held } = await readStatus(openPrivateStore(a.disk.secrets));
    expect({ failures, held }).toEqual({ failures: 0, held: null });
    // The alarm that comes again and again is enough: a second one would double all traffic.
    expect(a.wakes.at(-1)).toBeNull();
  });

  test('no connection: the network coming back is worth a try, another alarm is not', async () => {
    const a = await joined();
    const { url } = server;
    await server.close();
    await a.rounds.run();
    a.requests = 0;
    await a.rounds.byItself(false);
    expect(a.requests).toBe(0);
    await a.rounds.byItself(true);
    expect(a.requests).toBeGreaterThan(0);
    expect(url).toBeTruthy();
    server = await startWebDav(FLAVOURS.apache as WebDavFlavour);
  });

  test('a clock that was a year ahead when a round failed holds nothing up after it is set right', async () => {
    const a = await joined();
    a.disk.time.now += 365 * 24 * 60 * MINUTE;
    answer(503);
    await a.rounds.run();
    server.intercept(null);
    a.disk.time.now -= 365 * 24 * 60 * MINUTE;
    await a.rounds.byItself(false);
    expect(await a.view()).toMatchObject({ state: 'idle', problems: [] });
  });

  test('507: what was written waits here, it is said, and it goes out when there is room', async () => {
    const a = await joined();
    await note(a, 'two');
    server.intercept((request, response) => {
      if (request.method !== 'PUT') return false;
      request.resume();
      response.writeHead(507);
      response.end();
      return true;
    });
    await a.rounds.run();
    expect((await a.view()).problems[0]?.words).toMatch(/full/);
    expect((await a.view()).waiting).toBeGreaterThan(0);
    server.intercept(null);
    a.disk.time.now += 24 * 60 * MINUTE;
    await a.rounds.byItself(false);
    expect(await a.view()).toMatchObject({ state: 'idle', waiting: 0 });
    expect(await fresh()).toBe('two');
  });
});

describe('files that were lost on the storage', () => {
  test('own ones are written again by one click', async () => {
    const a = await joined();
    for (const path of server.files.keys()) if (/\/(log|snap)\/.*\.s/.test(path)) server.files.delete(path);
    server.files.set('/dav/my folder/v1/snap/unrelated.txt', new Uint8Array());
    // So that the folder is not empty to it: another device's file.
    const b = await Background.start();
    await b.join(server.url);
    for (let i = 0; i < 3; i++) await a.rounds.run();
    expect((await a.view()).problems).toMatchObject([{ remedy: 'restore' }]);
    await a.rounds.run(true);
    expect(await a.view()).toMatchObject({ state: 'idle', problems: [] });
    await a.rounds.run();
    expect(await a.view()).toMatchObject({ state: 'idle', problems: [] });
    expect(await fresh()).toBe('one');
  });

  test('another device’s are, too: this one has all that they said', async () => {
    const a = await joined();
    const b = await Background.start();
    await note(b, 'only b wrote this', 'b');
    await b.join(server.url);
    await a.rounds.run();
    const self = (await b.view()).devices.find((it) => it.self)?.id ?? '';
    for (const path of server.files.keys()) if (path.includes(self)) server.files.delete(path);
    for (let i = 0; i < 3; i++) await a.rounds.run();
    expect((await a.view()).problems).toMatchObject([{ remedy: 'restore' }]);
    await a.rounds.run(true);
    for (let i = 0; i < 3; i++) await a.rounds.run();
    expect(await a.view()).toMatchObject({ state: 'idle', problems: [] });
    expect(await fresh('b')).toBe('only b wrote this');
  });
});

describe('one round at a time', () => {
  /** Holds the first request until it is let go; counts how many are held at once. */
  function hold() {
    const { promise: open, resolve: go } = Promise.withResolvers<void>();
    const { promise: begins, resolve: begun } = Promise.withResolvers<void>();
    server.intercept(async () => {
      begun();
      await open;
      return false;
    });
    return { begins, go: () => go() };
  }

  test('one that is asked for while one runs comes after it, with all that was asked', async () => {
    const a = await joined();
    server.files.clear();
    const held = hold();
    const first = a.rounds.run();
    await held.begins;
    const second = a.rounds.run(true);
    expect(a.awake).toBe(1);
    held.go();
    await Promise.all([first, second]);
    expect(a.awake).toBe(0);
    expect([...server.files.keys()].some((path) => path.endsWith('.snap'))).toBe(true);
  });

  test('one that is asked for in the last moment of another is not forgotten', async () => {
    const a = await joined();
    await a.rounds.run();
    const usual = a.requests;
    const { replica } = a.library;
    const { read } = replica;
    let last: Promise<void> | null = null;
    // What a round does last: it looks whether edits wait.
    replica.read = async (work) => {
      const answered = read(work);
      await Promise.resolve();
      last ??= a.rounds.run();
      return answered;
    };
    a.requests = 0;
    await a.rounds.run();
    await last;
    expect(a.requests).toBe(2 * usual);
  });

  test('edits made while one runs go out with the next, at once', async () => {
    const a = await joined();
    await note(a, 'two');
    // When its own edits are sealed already.
    server.intercept(async (request) => {
      if (request.method !== 'PUT' || (await noteIn(a)) === 'meanwhile') return false;
      await note(a, 'meanwhile');
      return false;
    });
    await a.rounds.run();
    server.intercept(null);
    expect(await a.view()).toMatchObject({ state: 'idle', waiting: 0 });
    expect(await fresh()).toBe('meanwhile');
  });

  test('stopped, it says nothing of the storage; what is asked for while it stops is done', async () => {
    const a = await joined();
    await note(a, 'two');
    const held = hold();
    void a.rounds.run();
    await held.begins;
    await a.rounds.stop();
    const { failures, waits } = await readStatus(openPrivateStore(a.disk.secrets));
    expect({ failures, waits }).toEqual({ failures: 0, waits: null });
    void a.rounds.run();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const stopped = a.rounds.stop();
    const again = a.rounds.run();
    server.intercept(null);
    held.go();
    await Promise.all([stopped, again]);
    expect(await a.view()).toMatchObject({ state: 'idle', waiting: 0, problems: [] });
  });

  test('a paused one is begun by nothing and wakes nobody', async () => {
    const a = await joined();
    good(await a.calls['sync.pause']({ paused: true }, OWN));
    await note(a, 'two');
    a.wakes.length = 0;
    await allByThemselves(a, true);
    await a.rounds.run();
    expect(a.requests).toBe(0);
    expect(a.wakes.filter((it) => it !== null)).toEqual([]);
  });
});

describe('the worker and its databases', () => {
  test('killed at every step of a round, the next one goes on, and nothing is lost', async () => {
    for (let steps = 0; ; steps += 3) {
      const own = await startWebDav(FLAVOURS.apache as WebDavFlavour);
      const disk = new Disk();
      const begun = await Background.start(disk);
      await note(begun, 'one');
      await begun.join(own.url);
      await begun.killed();
      const first = await Background.start(disk, steps);
      await note(first, 'two');
      const done = await first.orDead(first.rounds.run().then(() => true));
      const a = await first.killed();
      // A file that was being written belongs to the dead for a while.
      disk.time.now += MINUTE;
      await a.rounds.run();
      expect(await a.view(), `after ${steps} steps`).toMatchObject({ state: 'idle', waiting: 0, problems: [] });
      const b = await Background.start();
      await b.join(own.url);
      expect(await noteIn(b), `after ${steps} steps`).toBe('two');
      expect((await b.view()).devices).toHaveLength(2);
      await own.close();
      if (done) return expect(steps).toBeGreaterThan(15);
    }
  }, 120_000);

  test('edits are made up for where nobody took them down', async () => {
    const a = await joined();
    await stopTaking(a.library);
    await note(a, 'not taken down');
    const again = await a.killed();
    await again.rounds.byItself(false);
    expect(await isTaking(again.library)).toBe(true);
    expect(await fresh()).toBe('not taken down');
  });

  test('and where the worker is killed while it makes up for them', async () => {
    for (let steps = 4; steps < 12; steps++) {
      const own = await startWebDav(FLAVOURS.apache as WebDavFlavour);
      const disk = new Disk();
      const begun = await Background.start(disk);
      await note(begun, 'one');
      await begun.join(own.url);
      await stopTaking(begun.library);
      await note(begun, 'not taken down');
      await begun.killed();
      const first = await Background.start(disk, steps);
      await first.orDead(first.rounds.byItself(false));
      const a = await first.killed();
      disk.time.now += MINUTE;
      await a.rounds.byItself(false);
      const b = await Background.start();
      await b.join(own.url);
      expect(await noteIn(b), `after ${steps} steps`).toBe('not taken down');
      await own.close();
    }
  });

  test('notes of sync that are gone altogether: it goes on as a new device with all that is here', async () => {
    const a = await joined();
    await a.library.replica.transaction(async (all) => {
      for (const table of ['self', 'records', 'library', 'files', 'outbox', 'pending', 'seen', 'peers'])
        for (const [id] of await all.all(table)) await all.remove(table, id);
    });
    await note(a, 'after it');
    expect(await a.view()).toMatchObject({ state: 'idle', devices: [] });
    await a.rounds.run();
    expect(await a.view()).toMatchObject({ state: 'idle', problems: [], waiting: 0 });
    expect(await fresh()).toBe('after it');
  });

  test('everything deleted in the middle of a round: it ends quietly, and nothing comes back', async () => {
    const a = await joined();
    const b = await Background.start();
    await note(b, 'of b', 'b');
    await b.join(server.url);
    const secrets = openPrivateStore(a.disk.secrets);
    let deleted = false;
    server.intercept(async (request) => {
      if (request.method !== 'GET' || deleted) return false;
      deleted = true;
      // As `forgetSecrets` and `deleteEverything` do, from a page whose call to the worker went wrong.
      await forgetConfig(secrets);
      value(await a.library.deleteEverything());
      return false;
    });
    await a.rounds.run();
    server.intercept(null);
    expect(deleted).toBe(true);
    expect(value(await a.library.posts())).toEqual([]);
    expect(await a.view()).toMatchObject({ state: 'off', problems: [] });
    expect(await readStatus(secrets)).toEqual(NO_STATUS);
    expect(await fresh()).toBe('one');
  });

  test('damaged notes: editing goes on, the reader is told, and after leaving all is as before', async () => {
    const a = await joined();
    const [path] = await a.library.replica.transaction(async (all) => {
      const files = await all.all('files');
      for (const [id] of files) await all.put('files', id, 'damaged');
      await all.put('self', 'self', { device: 7 });
      return files[0] ?? [];
    });
    expect(path).toBeDefined();
    await note(a, 'still to be written');
    expect(await noteIn(a)).toBe('still to be written');
    await a.rounds.run();
    const again = await a.killed();
    const view = await again.view();
    expect(view).toMatchObject({ state: 'trouble', storage: { kind: 'webdav' } });
    expect(view.problems[0]?.words).toMatch(/set it up again/);
    good(await again.calls['sync.leave']({}, OWN));
    expect(await readConfig(openPrivateStore(again.disk.secrets))).toBeNull();
    await again.join(server.url);
    expect(await again.view()).toMatchObject({ state: 'idle', problems: [], waiting: 0 });
    expect(await fresh()).toBe('still to be written');
  });
});
