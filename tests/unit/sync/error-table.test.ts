import { describe, expect, test } from 'vitest';
import type { Result } from '../../../lib/base/result';
import { retryAfter } from '../../../lib/sync/backoff';
import { plainSlot, slotPath, writeSlot } from '../../../lib/sync/keys';
import type { Transport, TransportFault } from '../../../lib/sync/ports';
import { webPrimitives } from '../../../lib/sync/primitives';
import { type Problem, problemWords } from '../../../lib/sync/problem';
import { type RecordState, shownRecord } from '../../../lib/sync/record';
import { setUp } from '../../../lib/sync/setup';
import { statusOf } from '../../../lib/sync/status';
import { memoryTransport } from '../../../lib/sync/transports/memory';
import { renamed } from '../../fixtures/sync/renamed';
import { Device, freshReader } from '../../fixtures/sync/world';

/** The design's table of errors, row by row: what one cycle of a device does at each, and when it tries again. */

type Files = Map<string, Uint8Array<ArrayBuffer>>;
type Doing = 'list' | 'get' | 'put' | 'remove' | 'makeFolder';

/** A storage that answers as told instead of doing it, and keeps a list of what was asked. */
function storage(files: Files = new Map()) {
  const inner = memoryTransport(files);
  const asked: string[] = [];
  const told: { answer: ((doing: Doing, path: string) => TransportFault | null) | null } = { answer: null };
  const wrap =
    <A extends unknown[], T>(doing: Doing, work: (path: string, ...rest: A) => Promise<Result<T, TransportFault>>) =>
    async (path: string, ...rest: A): Promise<Result<T, TransportFault>> => {
      asked.push(`${doing} ${path}`);
      const fault = told.answer?.(doing, path) ?? null;
      return fault ? { ok: false, error: fault } : work(path, ...rest);
    };
  const transport: Transport = {
    list: wrap('list', inner.list),
    get: wrap('get', inner.get),
    put: wrap('put', inner.put),
    remove: wrap('remove', inner.remove),
    makeFolder: wrap('makeFolder', inner.makeFolder),
  };
  const failing = (doing: Doing, fault: TransportFault) => {
    told.answer = (it) => (it === doing ? fault : null);
  };
  const well = () => {
    told.answer = null;
    asked.length = 0;
  };
  return { files, transport, asked, told, failing, well };
}

const faults = (problems: readonly Problem[]) =>
  problems.map((problem) => (problem.kind === 'transport' ? problem.fault.kind : problem.kind));
const words = (problems: readonly Problem[]) => problems.map((problem) => problemWords(problem)).join(' ');
const waits = (problems: readonly Problem[], failures = 1) =>
  [0, 1].map((chance) => retryAfter(problems, failures, () => chance));
const waiting = async (device: Device) => (await statusOf(device.store)).waiting;
const shown = async (device: Device, record: string) => {
  const state = (await device.records()).get(record);
  return state ? shownRecord(state as RecordState) : undefined;
};
/** Two devices that know of each other, and one more edit that waits at the first. */
async function twoDevices(files: Files = new Map()) {
  const store = storage(files);
  const a = await Device.start(store.transport, 1);
  const b = await Device.start(memoryTransport(files), 2);
  for (const device of [a, b]) await device.set('annotations/a', { [`by ${device === a ? 'a' : 'b'}`]: 'words' });
  for (const device of [a, b, a, b]) await device.sync();
  await a.set('annotations/a', { note: 'waits' });
  await b.set('annotations/b', { note: 'by b' });
  await b.sync();
  store.well();
  return { ...store, a, b };
}

test('wrong passphrase: stops, writes nothing, and tells it', async () => {
  const options = { newId: () => 'x'.repeat(20), randomBytes: (n: number) => new Uint8Array(n), iterations: 10 };
  const store = storage();
  await setUp(store.transport, 'secret', options);
  const before = new Map(store.files);
  store.asked.length = 0;
  expect(await setUp(store.transport, 'wrong', options)).toEqual({ ok: false, error: { kind: 'wrong-passphrase' } });
  expect(store.asked.every((it) => /^(list|get) /.test(it))).toBe(true);
  expect(store.files).toEqual(before);
});

test.each(['list', 'get', 'put'] as const)(
  '401 at %s: pauses, nothing more is asked, nothing is tried again by itself',
  async (doing) => {
    const { a, failing, asked, well, files } = await twoDevices();
    failing(doing, { kind: 'unauthorized' });
    const { problems, done } = await a.sync();
    expect(done).toBe(false);
    expect(faults(problems)).toEqual(['unauthorized']);
    expect(asked.at(-1)?.startsWith(doing)).toBe(true);
    expect(asked.filter((it) => it.startsWith(doing))).toHaveLength(1);
    expect(words(problems)).toMatch(/password/);
    expect(waits(problems)).toEqual(['never', 'never']);
    expect(await waiting(a)).toBe(1);
    well();
    expect((await a.sync()).problems).toEqual([]);
    expect(await freshReader(memoryTransport(files))).toEqual(await a.records());
  },
);

test('403 at a put: says read-only; what others wrote arrived all the same', async () => {
  const { a, failing, well } = await twoDevices();
  failing('put', { kind: 'forbidden' });
  const { problems } = await a.sync();
  expect(faults(problems)).toEqual(['forbidden']);
  expect(words(problems)).toMatch(/read but not write/);
  expect(waits(problems)).toEqual(['never', 'never']);
  expect(await shown(a, 'annotations/b')).toEqual({ note: 'by b' });
  expect(await waiting(a)).toBe(1);
  well();
  expect((await a.sync()).problems).toEqual([]);
});

describe('404 on the root', () => {
  test('asks: nothing is made anew there, nothing is deleted here', async () => {
    const { a, failing, asked, files } = await twoDevices();
    const before = await a.records();
    failing('list', { kind: 'missing' });
    files.clear();
    const { problems } = await a.sync();
    expect(faults(problems)).toEqual(['root-missing']);
    expect(waits(problems)).toEqual(['never', 'never']);
    expect(asked.every((it) => it.startsWith('list '))).toBe(true);
    expect(await a.records()).toEqual(before);
  });

  test('with the reader’s consent everything goes up again', async () => {
    const { a, well, files } = await twoDevices();
    files.clear();
    a.env.mayRestore = true;
    for (let i = 0; i < 3; i++) await a.sync();
    well();
    expect((await a.sync()).problems).toEqual([]);
    expect(await freshReader(memoryTransport(files))).toEqual(await a.records());
  });
});

test.each(['missing', 'conflict'] as const)('%s on a put: makes the parents, once', async (kind) => {
  const { a, told, asked, well } = await twoDevices();
  let puts = 0;
  told.answer = (doing) => (doing === 'put' && puts++ === 0 ? { kind } : null);
  expect((await a.sync()).problems).toEqual([]);
  const made = asked.filter((it) => it.startsWith('makeFolder '));
  expect(made.map((it) => it.replace(/[a-z0-9]{12}$/, 'DEVICE'))).toEqual([
    'makeFolder v1',
    'makeFolder v1/log',
    'makeFolder v1/log/DEVICE',
  ]);
  // Where it stays so, it is not tried for ever.
  well();
  await a.set('annotations/a', { note: 'again' });
  told.answer = (doing) => (doing === 'put' ? { kind } : null);
  expect(faults((await a.sync()).problems)).toEqual(['not-stored']);
  expect(asked.filter((it) => it.startsWith('put '))).toHaveLength(2);
  expect(asked.filter((it) => it.startsWith('makeFolder '))).toHaveLength(3);
  expect(await waiting(a)).toBe(1);
});

test('412: reads and compares; identical means done, another content does not', async () => {
  const { a, told, transport, files, well } = await twoDevices();
  const put = transport.put;
  // Stored by an earlier try of which the answer was lost.
  transport.put = async (path, bytes) => {
    await put(path, bytes);
    return { ok: false, error: { kind: 'precondition' } };
  };
  expect((await a.sync()).problems).toEqual([]);
  expect(await waiting(a)).toBe(0);
  await a.set('annotations/a', { note: 'again' });
  transport.put = async (path) => {
    files.set(path, new Uint8Array([1]));
    return { ok: false, error: { kind: 'precondition' } };
  };
  expect(faults((await a.sync()).problems)).toEqual(['not-stored']);
  expect(await waiting(a)).toBe(1);
  transport.put = put;
  well();
  told.answer = null;
  expect((await a.sync()).problems).toEqual([]);
});

test.each([423, 429, 500, 502, 503])(
  '%i: backs off with jitter, later and later, and honours Retry-After',
  async (status) => {
    const { a, failing, well } = await twoDevices();
    for (const doing of ['list', 'get', 'put'] as const) {
      failing(doing, { kind: 'busy', status, retryAfter: null });
      const { problems } = await a.sync();
      expect(faults(problems)).toEqual(['busy']);
      const [soonest, latest] = waits(problems) as [{ after: number }, { after: number }];
      expect(soonest.after).toBeLessThan(latest.after);
      const [, later] = waits(problems, 4) as [unknown, { after: number }];
      expect(later.after).toBeGreaterThan(latest.after);
    }
    failing('list', { kind: 'busy', status, retryAfter: 3_600_000 });
    for (const wait of waits((await a.sync()).problems))
      expect((wait as { after: number }).after).toBeGreaterThanOrEqual(3_600_000);
    expect(await waiting(a)).toBe(1);
    well();
    expect((await a.sync()).problems).toEqual([]);
  },
);

test('507: the outbox is kept, no snapshot is begun, and it is said', async () => {
  const { a, failing, well, files } = await twoDevices();
  failing('put', { kind: 'full' });
  for (let i = 0; i < 4; i++) {
    // Due from the second time on: then it is known that there is no room.
    if (i > 0) a.env.segmentsBeforeSnapshot = 1;
    await a.set('annotations/a', { note: `more ${i}` });
    const { problems } = await a.sync();
    expect(faults(problems)).toEqual(['full']);
    expect(words(problems)).toMatch(/full/);
    expect(waits(problems)).not.toContain('never');
  }
  const sealed = await a.store.transaction(async (tx) => (await tx.outbox.all()).map(([path]) => path));
  expect(sealed.filter((path) => path.endsWith('.snap'))).toEqual([]);
  expect(sealed.filter((path) => path.endsWith('.seg')).length).toBeGreaterThanOrEqual(4);
  well();
  for (let i = 0; i < 3; i++) await a.sync();
  expect(await waiting(a)).toBe(0);
  expect([...files.keys()].some((path) => path.endsWith('.snap'))).toBe(true);
  expect(await freshReader(memoryTransport(files))).toEqual(await a.records());
});

describe('timeout: the result is unknown', () => {
  test('reads and compares: what did arrive is done', async () => {
    const { a, transport } = await twoDevices();
    const put = transport.put;
    transport.put = async (path, bytes) => {
      await put(path, bytes);
      return { ok: false, error: { kind: 'timeout' } };
    };
    expect((await a.sync()).problems).toEqual([]);
    expect(await waiting(a)).toBe(0);
  });

  test('what did not is put again, byte for byte', async () => {
    const { a, transport, files } = await twoDevices();
    const put = transport.put;
    const tries: string[] = [];
    transport.put = async (path, bytes) => {
      tries.push(`${path} ${bytes.join()}`);
      return tries.length === 1 ? { ok: false, error: { kind: 'timeout' } } : put(path, bytes);
    };
    const first = await a.sync();
    expect(faults(first.problems)).toEqual(['not-stored']);
    expect(waits(first.problems)).not.toContain('never');
    expect((await a.sync()).problems).toEqual([]);
    expect(tries[1]).toBe(tries[0]);
    expect(await freshReader(memoryTransport(files))).toEqual(await a.records());
  });
});

describe('truncated, or hash differs', () => {
  test('held with that device’s later files, others go on, and since when is kept', async () => {
    const { a, b, files } = await twoDevices();
    await a.sync();
    await a.set('annotations/c', { note: 'later' });
    await a.sync();
    const own = await a.store.transaction(async (tx) => (await tx.files.all()).map(([it]) => it).sort());
    const middle = own.at(-2) ?? '';
    const good = files.get(middle) ?? new Uint8Array();
    files.set(middle, good.slice(0, good.length - 3));
    const c = await Device.start(memoryTransport(files), 3);
    c.now = a.now;
    const { problems } = await c.sync();
    expect(problems).toMatchObject([{ kind: 'held', path: middle, reason: 'damaged' }]);
    expect(waits(problems)).not.toContain('never');
    expect((await c.records()).has('annotations/c')).toBe(false);
    expect(await shown(c, 'annotations/b')).toEqual({ note: 'by b' });
    const since = (await statusOf(c.store)).devices.find(({ held }) => held)?.held?.since;
    c.now += 86_400_000;
    await c.sync();
    // After a day the panel names it.
    expect((await statusOf(c.store)).devices.find(({ held }) => held)?.held).toMatchObject({ path: middle, since });
    // Its owner writes it again, or what takes its place.
    a.env.mayRestore = true;
    for (let i = 0; i < 3; i++) await a.sync();
    expect((await c.sync()).problems).toEqual([]);
    await b.sync();
    expect(await shown(c, 'annotations/c')).toEqual({ note: 'later' });
  });
});

test('hash right, decryption fails: set apart and reported, never skipped past', async () => {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const change = {
    keyring: { store: 'teststore', write: { id: 'thekey0', key }, read: new Map([['thekey0', key]]) },
    primitives: webPrimitives,
  };
  const files: Files = new Map();
  const [a, b, c] = await Promise.all([1, 2, 3].map((seed) => Device.start(memoryTransport(files), seed, { change })));
  if (!a || !b || !c) throw new Error('unreachable');
  for (const note of ['one', 'two']) {
    await a.set('annotations/a', { note });
    await a.sync();
  }
  await b.set('annotations/b', { note: 'by b' });
  await b.sync();
  const [first = ''] = [...files.keys()].filter((it) => it.includes('0000000001-'));
  const changed = (files.get(first) ?? new Uint8Array()).map((byte, i, all) =>
    i === all.length - 1 ? byte ^ 1 : byte,
  );
  files.delete(first);
  files.set(await renamed(first, changed), changed);
  const { problems } = await c.sync();
  expect(problems).toMatchObject([{ kind: 'held', reason: 'tampered' }]);
  expect(words(problems)).toMatch(/changed by somebody else/);
  // What stands behind it waits, the other device's does not.
  expect((await c.records()).has('annotations/a')).toBe(false);
  expect(await shown(c, 'annotations/b')).toEqual({ note: 'by b' });
  expect((await c.sync()).problems).toMatchObject([{ kind: 'held', reason: 'tampered' }]);
});

test('a device’s clock a year ahead: accepted, warned; a later edit that saw it wins', async () => {
  const files: Files = new Map();
  const [a, b] = [await Device.start(memoryTransport(files), 1), await Device.start(memoryTransport(files), 2)];
  a.now += 365 * 86_400_000;
  await a.set('annotations/a', { note: 'from the future' });
  await a.sync();
  const { problems, done } = await b.sync();
  expect(faults(problems)).toEqual(['clock-ahead']);
  expect(done).toBe(true);
  expect(await shown(b, 'annotations/a')).toEqual({ note: 'from the future' });
  await b.set('annotations/a', { note: 'later all the same' });
  await b.sync();
  await a.sync();
  expect(await shown(a, 'annotations/a')).toEqual({ note: 'later all the same' });
});

test.each(['rolled back', 'emptied but for a slot'])(
  'remote %s: own verified files are missing, and a full upload is offered',
  async (how) => {
    const files: Files = new Map();
    const slot = plainSlot(() => 'slot0'.padEnd(20, '0'));
    files.set(slotPath(slot), writeSlot(slot));
    const { a } = await twoDevices(files);
    const backup = new Map(files);
    await a.sync();
    await a.set('annotations/a', { note: 'newer than the backup' });
    await a.sync();
    const before = await a.records();
    files.clear();
    for (const [path, bytes] of how === 'rolled back' ? backup : []) files.set(path, bytes);
    const seen = new Set<string>();
    for (let i = 0; i < 3; i++) for (const fault of faults((await a.sync()).problems)) seen.add(fault);
    expect([...seen]).toEqual([how === 'rolled back' ? 'lost-files' : 'root-missing']);
    expect(await a.records()).toEqual(before);
    a.env.mayRestore = true;
    for (let i = 0; i < 3; i++) await a.sync();
    expect(await freshReader(memoryTransport(files))).toEqual(before);
  },
);
