import { describe, expect, test } from 'vitest';
import { syncOnce } from '../../../lib/sync/cycle';
import { MemoryStore } from '../../../lib/sync/memory-store';
import type { Transport } from '../../../lib/sync/ports';
import { isAlive, isStub, NO_RECORD, type RecordState, shownRecord } from '../../../lib/sync/record';
import { devicesOn, settle, textOf } from '../../fixtures/sync/acts';
import { Chance } from '../../fixtures/sync/simulation/random';
import { FaultyStorage } from '../../fixtures/sync/simulation/storage';
import { Device, freshReader, goodStorage, noGate } from '../../fixtures/sync/world';

describe('the loop on one device', () => {
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
      if (room > 2) expect(textOf(await freshReader(inner))).toBe(textOf(await device.records()));
    }
    room = Infinity;
    await settle([device]);
    const self = await device.store.transaction((tx) => tx.self.get('self'));
    expect(self?.writing).toBeNull();
    expect(self?.snapshot?.paths.length).toBeGreaterThan(2);
    for (const path of self?.snapshot?.paths ?? []) expect(storage.paths()).toContain(path);
  });

  test('nothing is removed for a snapshot of which a part was cut off since, where listings say no sizes', async () => {
    const storage = new FaultyStorage(new Chance(1), { truncates: true, folders: true, sizes: false });
    const transport = storage.transport(noGate);
    const [device] = (await devicesOn(transport, 1)) as [Device];
    device.env.fileBytes = 300;
    for (let i = 0; i < 2; i++) {
      await device.set(`annotations/${i}`, { note: `text ${i}`, type: `type ${i}` });
      await device.sync();
    }
    const isSnapshot = (path: string) => path.endsWith('.snap');
    while (!storage.paths().some(isSnapshot)) await device.sync();
    const segments = storage.paths().filter((path) => path.endsWith('.seg'));
    expect(segments).toHaveLength(2);
    const part = storage.paths().find(isSnapshot) ?? '';
    const bytes = storage.read(part) ?? new Uint8Array();
    // A copy of the profile, or a backup of the folder: the owner holds it for stored.
    await transport.put(part, bytes.slice(0, 100));
    for (let i = 0; i < 3; i++) expect((await device.sync()).removed).toBe(0);
    expect(storage.paths()).toEqual(expect.arrayContaining(segments));
    await transport.put(part, bytes);
    expect((await device.sync()).removed).toBe(2);
    expect(textOf(await freshReader(transport))).toBe(textOf(await device.records()));
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
    expect(textOf(await freshReader(inner))).toBe(textOf(await device.records()));
  });

  test('a reader that knows fewer fields keeps the others when it writes and compacts', async () => {
    const transport = goodStorage().transport(noGate);
    const [young, old] = (await devicesOn(transport, 2, { segmentsBeforeSnapshot: 1 })) as [Device, Device];
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
    const [a, b] = (await devicesOn(transport, 2, { segmentsBeforeSnapshot: 1_000 })) as [Device, Device];
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
    const [a, b] = (await devicesOn(transport, 2, { segmentsBeforeSnapshot: 1_000 })) as [Device, Device];
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
    expect(textOf(await b.records())).toBe(textOf(await a.records()));
    await settle([a]);
    expect(textOf(await freshReader(transport))).toBe(textOf(await a.records()));
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
