import { describe, expect, test } from 'vitest';
import { retryAfter } from '../../../lib/sync/backoff';
import { openFrame, sealFrame } from '../../../lib/sync/frame';
import { forgetDevice, leave } from '../../../lib/sync/leave';
import { type Problem, problemWords } from '../../../lib/sync/problem';
import { reconcile } from '../../../lib/sync/reconcile';
import { isStub, type RecordState, shownRecord } from '../../../lib/sync/record';
import { statusOf } from '../../../lib/sync/status';
import { memoryTransport } from '../../../lib/sync/transports/memory';
import { quickPrimitives } from '../../fixtures/sync/simulation/quick';
import { Device, freshReader, goodStorage, noGate } from '../../fixtures/sync/world';

type Files = Map<string, Uint8Array<ArrayBuffer>>;
const pair = async (files: Files, change = {}) => {
  const transport = memoryTransport(files);
  return [await Device.start(transport, 1, { change }), await Device.start(transport, 2, { change })] as const;
};
const kinds = (problems: readonly Problem[]) => problems.map(({ kind }) => kind);
const shown = async (device: Device, record: string) =>
  shownRecord((await device.records()).get(record) as RecordState);

describe('what happens on the storage', () => {
  test('an emptied folder deletes nothing here, and is filled again only when the reader agrees', async () => {
    const files: Files = new Map();
    const [a, b] = await pair(files);
    await a.set('annotations/a', { note: 'words' });
    for (const device of [a, b]) await device.sync();
    files.clear();
    for (let i = 0; i < 3; i++) {
      const report = await a.sync();
      expect(report.done).toBe(false);
      expect(kinds(report.problems).every((kind) => kind === 'root-missing' || kind === 'lost-files')).toBe(true);
      expect(report.problems).not.toEqual([]);
    }
    expect(files.size).toBe(0);
    expect(await shown(a, 'annotations/a')).toEqual({ note: 'words' });
    a.env.mayRestore = true;
    for (let i = 0; i < 3; i++) await a.sync();
    expect(await freshReader(memoryTransport(files))).toEqual(await a.records());
  });

  test('one own file that vanished is noticed, and not at the first stale listing', async () => {
    const files: Files = new Map();
    const [a] = await pair(files);
    for (const note of ['one', 'two']) {
      await a.set('annotations/a', { note });
      await a.sync();
    }
    files.delete([...files.keys()].find((path) => path.endsWith('.seg')) ?? '');
    expect(kinds((await a.sync()).problems)).toEqual([]);
    expect(kinds((await a.sync()).problems)).toEqual(['lost-files']);
    a.env.mayRestore = true;
    for (let i = 0; i < 2; i++) await a.sync();
    expect(await freshReader(memoryTransport(files))).toEqual(await a.records());
  });

  test('a changed file is never passed over: what comes after it waits, other devices go on', async () => {
    const files: Files = new Map();
    const [a, b] = await pair(files);
    await a.set('annotations/a', { note: 'one' });
    await a.sync();
    const path = [...files.keys()].find((it) => it.includes('0000000001-')) ?? '';
    const good = files.get(path) as Uint8Array<ArrayBuffer>;
    files.set(
      path,
      good.map((byte, i) => (i === 30 ? byte ^ 1 : byte)),
    );
    await a.set('annotations/a', { note: 'two' });
    await a.sync();
    await b.set('annotations/b', { note: 'b' });
    const report = await b.sync();
    expect(report.problems).toMatchObject([{ kind: 'held', path, reason: 'damaged' }]);
    expect((await b.records()).has('annotations/a')).toBe(false);
    expect(report.pushed.files).toBe(1);
    const since = (await statusOf(b.store)).devices.find(({ held }) => held)?.held?.since;
    expect(since).toBe(b.now);
    await b.sync();
    expect((await statusOf(b.store)).devices.find(({ held }) => held)?.held?.since).toBe(since);
    files.set(path, good);
    expect((await b.sync()).problems).toEqual([]);
    expect(await shown(b, 'annotations/a')).toEqual({ note: 'two' });
  });

  test('a damaged own file of another length is replaced by a snapshot', async () => {
    const files: Files = new Map();
    const [a, b] = await pair(files, { mayRestore: true });
    await a.set('annotations/a', { note: 'one' });
    await a.sync();
    for (const [path, bytes] of files) files.set(path, bytes.slice(0, 40));
    expect((await b.sync()).problems).toMatchObject([{ kind: 'held', reason: 'damaged' }]);
    for (let i = 0; i < 3; i++) await a.sync();
    expect((await b.sync()).problems).toEqual([]);
    expect(await b.records()).toEqual(await a.records());
  });

  test('a file of a newer format: this device writes nothing there and keeps its edits', async () => {
    const files: Files = new Map();
    const [a, b] = await pair(files);
    await a.set('annotations/a', { note: 'one' });
    await a.sync();
    const [path = '', bytes = new Uint8Array()] = [...files][0] ?? [];
    const text = Buffer.from(bytes).toString('latin1').replace('"reader":1', '"reader":9');
    const newer = new Uint8Array(Buffer.from(text, 'latin1'));
    const hash = [...(await quickPrimitives.sha256(newer)).subarray(0, 8)];
    files.delete(path);
    files.set(path.replace(/[0-9a-f]{16}/, hash.map((it) => it.toString(16).padStart(2, '0')).join('')), newer);
    await b.set('annotations/b', { note: 'mine' });
    const before = new Map(files);
    const report = await b.sync();
    expect(report.problems).toMatchObject([{ kind: 'held', reason: 'newer' }]);
    expect(files).toEqual(before);
    expect((await statusOf(b.store)).waiting).toBe(1);
  });

  test('a full storage: edits wait, no snapshot is begun, and all goes on when there is room', async () => {
    const storage = goodStorage();
    const transport = storage.transport(noGate);
    const a = await Device.start(transport, 1, { change: { segmentsBeforeSnapshot: 2 } });
    await a.set('annotations/a', { note: 'one' });
    await a.sync();
    storage.full = true;
    for (let i = 0; i < 4; i++) {
      await a.set('annotations/a', { note: `more ${i}` });
      expect((await a.sync()).problems).toMatchObject([{ kind: 'transport', fault: { kind: 'full' } }]);
    }
    const sealed = await a.store.transaction(async (tx) => (await tx.outbox.all()).map(([path]) => path));
    expect(sealed).toHaveLength(4);
    expect(sealed.every((path) => path.endsWith('.seg'))).toBe(true);
    storage.full = false;
    for (let i = 0; i < 3; i++) await a.sync();
    expect(await freshReader(transport)).toEqual(await a.records());
    expect(storage.paths().some((path) => path.endsWith('.snap'))).toBe(true);
  });

  test('a file of another kind in our folders disturbs nobody', async () => {
    const files: Files = new Map();
    const [a, b] = await pair(files);
    await a.set('annotations/a', { note: 'one' });
    await a.sync();
    const junk = new Uint8Array([1, 2, 3]);
    for (const path of ['v1/log/.DS_Store', 'v1/snap/desktop.ini', 'v1/log/Eigene Dateien/x.seg'])
      files.set(path, junk);
    for (const path of [...files.keys()].filter((it) => it.endsWith('.seg'))) files.set(`${path}.part`, junk);
    expect((await b.sync()).problems).toEqual([]);
    expect(await b.records()).toEqual(await a.records());
  });
});

describe('the reader’s choices', () => {
  test('leaving keeps everything here, and coming back brings what was edited meanwhile', async () => {
    const files: Files = new Map();
    const [a, b] = await pair(files);
    await a.set('annotations/a', { note: 'one', type: 'FQ' });
    await b.set('annotations/b', { note: 'b' });
    for (const device of [a, b, a]) await device.sync();
    await leave(a.store, a.env.newId);
    expect((await a.records()).size).toBe(2);
    expect((await statusOf(a.store)).devices).toHaveLength(1);
    await a.store.transaction((tx) =>
      reconcile(
        tx,
        [
          { record: 'annotations/a', fields: { note: 'edited while away', type: 'FQ' }, at: a.now },
          { record: 'annotations/c', fields: { note: 'new' }, at: a.now },
        ],
        a.now,
      ),
    );
    for (const device of [a, b, a, b]) expect((await device.sync()).problems).toEqual([]);
    expect(await b.records()).toEqual(await a.records());
    expect(await shown(b, 'annotations/a')).toEqual({ note: 'edited while away', type: 'FQ' });
    expect(await shown(b, 'annotations/b')).toBeNull();
    expect(await shown(b, 'annotations/c')).toEqual({ note: 'new' });
  });

  test('bringing sync to a library that has not changed writes nothing', async () => {
    const [a] = await pair(new Map());
    await a.set('annotations/a', { note: 'one' });
    await a.sync();
    const record = { record: 'annotations/a', fields: { note: 'one' }, at: a.now };
    await a.store.transaction((tx) => reconcile(tx, [record], a.now));
    expect((await statusOf(a.store)).waiting).toBe(0);
  });

  test('nothing waits for a forgotten device, and it is back with its next file', async () => {
    const files: Files = new Map();
    const [a, b] = await pair(files);
    await a.set('annotations/a', { note: 'one' });
    await b.set('annotations/b', { note: 'b' });
    for (const device of [a, b, a]) await device.sync();
    const other = (await statusOf(a.store)).devices.find(({ self }) => !self);
    expect(other).toMatchObject({ name: 'device 2' });
    await a.edit({ record: 'annotations/a', delete: true });
    for (let i = 0; i < 2; i++) await a.sync();
    expect(isStub((await a.records()).get('annotations/a') as RecordState)).toBe(false);
    await forgetDevice(a.store, other?.device ?? '');
    for (let i = 0; i < 2; i++) await a.sync();
    expect(isStub((await a.records()).get('annotations/a') as RecordState)).toBe(true);
    expect((await statusOf(a.store)).devices).toHaveLength(1);
    await b.set('annotations/b', { note: 'still there' });
    await b.sync();
    await a.sync();
    expect((await statusOf(a.store)).devices).toHaveLength(2);
  });
});

test('what only the reader can mend is not tried again; the rest is, later and later, not before the storage said', () => {
  const transport = (fault: Extract<Problem, { kind: 'transport' }>['fault']): Problem => ({
    kind: 'transport',
    fault,
    doing: 'put',
  });
  const half = () => 0.5;
  for (const kind of ['unauthorized', 'forbidden'] as const)
    expect(retryAfter([transport({ kind })], 1, half)).toBe('never');
  expect(retryAfter([{ kind: 'root-missing' }], 1, half)).toBe('never');
  const waits = [0, 3, 6, 50].map((failures) => retryAfter([transport({ kind: 'timeout' })], failures, half));
  expect(waits).toEqual([60_000, 270_000, 1_950_000, 10_830_000].map((after) => ({ after })));
  const busy = transport({ kind: 'busy', status: 429, retryAfter: 7_200_000 });
  expect(retryAfter([busy], 0, half)).toEqual({ after: 7_230_000 });
});

test('every problem has words, and none of them are a machine’s', () => {
  const faults = [
    'unauthorized',
    'forbidden',
    'missing',
    'conflict',
    'precondition',
    'full',
    'timeout',
    'aborted',
  ] as const;
  const reasons = ['damaged', 'tampered', 'unknown-key', 'not-encrypted', 'newer', 'malformed'] as const;
  const problems: Problem[] = [
    ...faults.map((kind): Problem => ({ kind: 'transport', fault: { kind }, doing: 'get' })),
    { kind: 'transport', fault: { kind: 'unreachable', detail: '' }, doing: 'get' },
    { kind: 'transport', fault: { kind: 'redirect', to: null }, doing: 'get' },
    { kind: 'transport', fault: { kind: 'unexpected', detail: '' }, doing: 'get' },
    { kind: 'transport', fault: { kind: 'busy', status: 503, retryAfter: null }, doing: 'get' },
    ...reasons.map((reason): Problem => ({ kind: 'held', device: 'd', path: 'p', reason, since: 0 })),
    { kind: 'root-missing' },
    { kind: 'lost-files', device: 'd' },
    { kind: 'waiting', device: 'd' },
    { kind: 'clock-ahead', device: 'd', by: 1e9 },
    { kind: 'not-stored', path: 'p' },
    { kind: 'was-cloned', from: 'd' },
  ];
  const words = problems.map((problem) => problemWords(problem, 'Laptop'));
  for (const sentence of words) expect(sentence).toMatch(/^[A-Z].{15,}\.$/);
  expect(new Set(words).size).toBeGreaterThanOrEqual(words.length - 1);
});

test('a segment whose body is of no known form is held, and not half merged', async () => {
  const files: Files = new Map();
  const [, b] = await pair(files);
  const header = { kind: 'segment', device: 'stranger', seq: 1, saw: {}, at: 1 } as const;
  const good = {
    kind: 'set',
    record: 'annotations/a',
    field: 'note',
    value: 'x',
    at: 1,
    dot: ['stranger', 1],
    saw: {},
  };
  const body = { name: '', operations: [good, { ...good, record: 'no table' }] };
  const { path, bytes } = await sealFrame(quickPrimitives, b.env.keyring, header, body, () => new Uint8Array(12));
  expect((await openFrame(quickPrimitives, b.env.keyring, path, bytes)).ok).toBe(true);
  files.set(path, bytes);
  expect((await b.sync()).problems).toMatchObject([{ kind: 'held', reason: 'malformed' }]);
  expect((await b.records()).size).toBe(0);
});
