import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical } from '../../../lib/sync/canonical';
import { syncOnce } from '../../../lib/sync/cycle';
import type { RecordChange } from '../../../lib/sync/edit';
import { MemoryStore } from '../../../lib/sync/memory-store';
import type { Transport } from '../../../lib/sync/ports';
import { isAlive, isStub, joinRecords, NO_RECORD, type RecordState, shownRecord } from '../../../lib/sync/record';
import { Oracle } from '../../fixtures/sync/simulation/oracle';
import { Device, freshReader, goodStorage, noGate } from '../../fixtures/sync/world';

const text = (records: ReadonlyMap<string, RecordState>) =>
  canonical([...records].sort(([a], [b]) => (a < b ? -1 : 1)));

const change: fc.Arbitrary<RecordChange> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      record: fc.constantFrom('annotations/a', 'annotations/b', 'curations/c'),
      set: fc.dictionary(fc.constantFrom('note', 'type', 'tag:x'), fc.constantFrom('p', 'q', undefined), {
        minKeys: 1,
      }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      record: fc.constantFrom('annotations/a', 'annotations/b', 'curations/c'),
      delete: fc.constant(true as const),
    }),
  },
);
/** What one of a few devices does next: an edit, or (null) a sync. */
const act = fc.record({ who: fc.nat({ max: 2 }), change: fc.option(change, { freq: 2 }) });
const acts = fc.array(act, { minLength: 1, maxLength: 16 });
type Act = { who: number; change: RecordChange | null };

async function devicesOn(transport: Transport, count: number, segmentsBeforeSnapshot = 2): Promise<Device[]> {
  return Promise.all(
    Array.from({ length: count }, (_, i) => Device.start(transport, i + 1, { change: { segmentsBeforeSnapshot } })),
  );
}

const doIt = ({ change }: Act, device: Device): Promise<unknown> => (change ? device.edit(change) : device.sync());

async function settle(devices: readonly Device[]): Promise<void> {
  for (let i = 0; i < 4; i++) for (const device of devices) await device.sync();
}

describe('the loop on one device', () => {
  test(
    'snapshot and tail give what all segments give',
    () =>
      fc.assert(
        fc.asyncProperty(acts, async (acts) => {
          const texts: string[] = [];
          for (const segments of [1, 1_000]) {
            const transport = goodStorage().transport(noGate);
            const devices = await devicesOn(transport, 3, segments);
            for (const act of acts) await doIt(act, devices[act.who] as Device);
            await settle(devices);
            const here = await devices[0]?.records();
            const there = await freshReader(transport);
            expect(text(there)).toBe(text(here ?? new Map()));
            // Which deletions could be stripped, and so how many writes there are, depends on who saw what; what is shown does not.
            texts.push(canonical([...there].map(([key, state]) => [key, shownRecord(state)]).sort()));
          }
          expect(new Set(texts).size).toBe(1);
        }),
        { numRuns: 1_000 },
      ),
    60_000,
  );

  test(
    'killed at any await and begun again it ends like never killed; a name never has two contents',
    () =>
      fc.assert(
        fc.asyncProperty(acts, fc.nat({ max: 120 }), async (acts, killAt) => {
          const results: string[] = [];
          for (const limit of [killAt, Infinity]) {
            let awaits = 0;
            let armed = false;
            const mayDie = async () => {
              if (armed && awaits++ === limit) throw new Error('killed');
            };
            const contents = new Map<string, string>();
            const inner = goodStorage().transport(mayDie);
            const transport: Transport = {
              ...inner,
              put: async (path, bytes) => {
                const text = [...bytes].join();
                expect(contents.get(path) ?? text).toBe(text);
                contents.set(path, text);
                return inner.put(path, bytes);
              },
            };
            const hooks = { before: mayDie, after: mayDie };
            const device = await Device.start(transport, 1, { hooks, change: { segmentsBeforeSnapshot: 2 } });
            for (const act of acts) {
              // Edits are one transaction each, so only syncs can be killed half way.
              armed = act.change === null;
              try {
                await doIt(act, device);
              } catch (error) {
                if (!(error instanceof Error) || error.message !== 'killed') throw error;
              }
            }
            armed = false;
            await settle([device]);
            const fresh = await freshReader(inner);
            const records = await device.records();
            expect(text(fresh)).toBe(text(records));
            results.push(canonical([...records].map(([key, state]) => [key, shownRecord(state)]).sort()));
          }
          expect(results[0]).toBe(results[1]);
        }),
        { numRuns: 2_000 },
      ),
    60_000,
  );

  test(
    'compaction never removes the last copy of anything',
    () =>
      fc.assert(
        fc.asyncProperty(acts, async (acts) => {
          const storage = goodStorage();
          const inner = storage.transport(noGate);
          let removals = 0;
          const transport: Transport = {
            ...inner,
            remove: async (path) => {
              const before = await freshReader(inner);
              const done = await inner.remove(path);
              const after = await freshReader(inner);
              for (const [key, state] of before)
                expect(canonical(joinRecords(after.get(key) ?? NO_RECORD, state))).toBe(canonical(after.get(key)));
              removals++;
              return done;
            },
          };
          const devices = await devicesOn(transport, 3, 1);
          for (const act of acts) await doIt(act, devices[act.who] as Device);
          await settle(devices);
          fc.pre(removals > 0);
        }),
        { numRuns: 1_000 },
      ),
    60_000,
  );

  test(
    'a cloned profile loses nothing',
    () =>
      fc.assert(
        fc.asyncProperty(acts, acts, async (before, after) => {
          const transport = goodStorage().transport(noGate);
          const oracle = new Oracle();
          const hooks = { after: async (tables: Parameters<Oracle['see']>[0]) => oracle.see(tables) };
          const first = await Device.start(transport, 1, { hooks, change: { segmentsBeforeSnapshot: 2 } });
          const other = await Device.start(transport, 2, { hooks, change: { segmentsBeforeSnapshot: 2 } });
          for (const act of before) await doIt(act, act.who === 0 ? first : other);
          // The browser was closed for the copy; both start again.
          const selves = [
            await Device.start(transport, 3, { store: first.store.copy(hooks), change: { segmentsBeforeSnapshot: 2 } }),
            await Device.start(transport, 4, { store: first.store.copy(hooks), change: { segmentsBeforeSnapshot: 2 } }),
            other,
          ];
          for (const act of after) await doIt(act, selves[act.who] as Device);
          await settle(selves);
          const records = await Promise.all(selves.map((self) => self.records()));
          expect(new Set(records.map(text)).size).toBe(1);
          expect(oracle.lost(records[0] ?? new Map())).toEqual([]);
          expect(text(await freshReader(transport))).toBe(text(records[0] ?? new Map()));
        }),
        { numRuns: 1_000 },
      ),
    60_000,
  );

  test('a snapshot interrupted between its parts is finished, and nothing of it removed before', async () => {
    const storage = goodStorage();
    const inner = storage.transport(noGate);
    let room = Infinity;
    const transport: Transport = {
      ...inner,
      put: async (path, bytes) =>
        path.endsWith('.snap') && room-- <= 0 ? { ok: false, error: { kind: 'unauthorized' } } : inner.put(path, bytes),
    };
    const device = await Device.start(transport, 1, { change: { segmentsBeforeSnapshot: 2, fileBytes: 300 } });
    for (let i = 0; i < 12; i++) {
      room = i % 3 === 2 ? Infinity : 2;
      await device.set(`annotations/${i % 5}`, { note: `text ${i}`, type: `type ${i}` });
      await device.sync();
      await device.sync();
      if (room > 2) expect(text(await freshReader(inner))).toBe(text(await device.records()));
    }
    room = Infinity;
    await settle([device]);
    const self = await device.store.transaction((tx) => tx.self.get('self'));
    expect(self?.writing).toBeNull();
    expect(self?.snapshot?.paths.length).toBeGreaterThan(2);
    for (const path of self?.snapshot?.paths ?? []) expect(storage.paths()).toContain(path);
  });

  test('two runs at once never both write one file, and what a dead one held is written later', async () => {
    const inner = goodStorage().transport(noGate);
    const second = { begin: null as (() => Promise<unknown>) | null };
    const puts: string[] = [];
    const transport: Transport = {
      ...inner,
      put: async (path, bytes) => {
        puts.push(path);
        const begin = second.begin;
        second.begin = null;
        await begin?.();
        return inner.put(path, bytes);
      },
    };
    const device = await Device.start(transport, 1);
    await device.set('annotations/a', { note: 'words' });
    second.begin = () => syncOnce(device.env);
    await device.sync();
    const [path = ''] = puts;
    expect(puts.filter((it) => it === path)).toHaveLength(2);
    await device.set('annotations/a', { note: 'more words' });
    puts.length = 0;
    second.begin = async () => {
      await syncOnce(device.env);
      throw new Error('killed');
    };
    await expect(device.sync()).rejects.toThrow('killed');
    expect(puts).toHaveLength(1);
    await device.sync();
    expect(puts).toEqual([puts[0], puts[0]]);
    expect(text(await freshReader(inner))).toBe(text(await device.records()));
  });

  test('a reader that knows fewer fields keeps the others when it writes and compacts', async () => {
    const transport = goodStorage().transport(noGate);
    const [young, old] = (await devicesOn(transport, 2, 1)) as [Device, Device];
    await young.set('annotations/a', { note: 'words', 'from-the-future': { of: [1, 2] } });
    await young.set('things/unknown', { of: 'a table that the old one does not know' });
    await young.sync();
    await old.sync();
    await old.set('annotations/a', { note: 'other words' });
    await settle([old]);
    const fresh = await freshReader(transport);
    expect(shownRecord(fresh.get('annotations/a') as RecordState)).toEqual({
      note: 'other words',
      'from-the-future': { of: [1, 2] },
    });
    expect(fresh.has('things/unknown')).toBe(true);
  });

  test('values of what was deleted go when every device has seen it, and the stub stays', async () => {
    const transport = goodStorage().transport(noGate);
    const [a, b] = (await devicesOn(transport, 2, 1_000)) as [Device, Device];
    await a.set('annotations/a', { note: 'secret words' });
    await b.set('annotations/b', { note: 'b' });
    await settle([a, b]);
    await a.edit({ record: 'annotations/a', delete: true });
    await a.sync();
    await a.sync();
    expect(isStub((await a.records()).get('annotations/a') as RecordState)).toBe(false);
    await b.sync();
    await b.set('annotations/b', { note: 'b again' });
    await settle([b, a, b]);
    for (const device of [a, b]) {
      const state = (await device.records()).get('annotations/a') as RecordState;
      expect(isStub(state)).toBe(true);
      expect(JSON.stringify(state)).not.toContain('secret');
    }
  });

  test('an edit made before a deletion and its stripping were seen brings the record back whole', async () => {
    const transport = goodStorage().transport(noGate);
    const [a, b] = (await devicesOn(transport, 2, 1_000)) as [Device, Device];
    await a.set('annotations/a', { note: 'first', type: 'FQ' });
    await settle([a, b]);
    // b says nothing for a year; a deletes, and strips at its next snapshot.
    await a.edit({ record: 'annotations/a', delete: true });
    await a.sync();
    a.now += 365 * 86_400_000;
    a.env.segmentsBeforeSnapshot = 1;
    await a.set('annotations/z', { note: 'something' });
    await settle([a]);
    expect(isStub((await a.records()).get('annotations/a') as RecordState)).toBe(true);
    await b.set('annotations/a', { note: 'edited meanwhile' });
    b.now = a.now;
    await settle([b, a]);
    for (const device of [a, b]) {
      const state = (await device.records()).get('annotations/a') as RecordState;
      expect(isAlive(state)).toBe(true);
      expect(shownRecord(state)).toEqual({ note: 'edited meanwhile', type: 'FQ' });
    }
  });

  test('a large library goes up in files below 256 KB and comes down whole', async () => {
    const storage = goodStorage();
    const transport = storage.transport(noGate);
    const [a, b] = (await devicesOn(transport, 2)) as [Device, Device];
    const noise = (i: number) =>
      Array.from({ length: 300 }, (_, k) => ((i * 7919 + k * 104_729) % 99_991).toString(36)).join(' ');
    await a.edit(...Array.from({ length: 1_500 }, (_, i) => ({ record: `annotations/${i}`, set: { note: noise(i) } })));
    await a.edit({ record: 'annotations/huge', set: { note: 'ü'.repeat(90_000), other: 'ö'.repeat(90_000) } });
    const seen: string[] = [];
    const watch = (device: Device) => {
      device.env.onProgress = ({ doing, files, of }) => {
        expect(files).toBeLessThanOrEqual(of);
        seen.push(doing);
      };
    };
    watch(a);
    watch(b);
    await settle([a, b]);
    expect(seen.filter((it) => it === 'push').length).toBeGreaterThan(5);
    expect(seen.filter((it) => it === 'pull').length).toBeGreaterThan(5);
    expect(text(await b.records())).toBe(text(await a.records()));
    await settle([a]);
    expect(text(await freshReader(transport))).toBe(text(await a.records()));
    for (const path of storage.paths()) expect(storage.read(path)?.length).toBeLessThan(256 * 1024);
  });
});

test('the store in memory keeps nothing of a transaction that fails', async () => {
  const store = new MemoryStore();
  await expect(
    store.transaction(async (tx) => {
      await tx.records.put('annotations/a', NO_RECORD);
      throw new Error('full');
    }),
  ).rejects.toThrow('full');
  expect(await store.transaction((tx) => tx.records.all())).toEqual([]);
});
