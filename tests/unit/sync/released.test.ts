import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readBundle } from '../../../lib/sync/container';
import { openFrame } from '../../../lib/sync/frame';
import { FORMAT } from '../../../lib/sync/limits';
import { parsePath } from '../../../lib/sync/names';
import { webPrimitives } from '../../../lib/sync/primitives';
import { conflictsOf, isStub, type RecordState, shownRecord } from '../../../lib/sync/record';
import { readSlots, unlock } from '../../../lib/sync/setup';
import { memoryTransport } from '../../../lib/sync/transports/memory';
import { Device } from '../../fixtures/sync/world';

const folder = new URL('../../fixtures/sync/stores/', import.meta.url);
const stores = readdirSync(folder).filter((name) => name.endsWith('.cxlb'));
const bytesOf = (name: string) => new Uint8Array(readFileSync(new URL(name, folder)));

/** Every released store, by the hash that it had when it was put here. A line is added with a store and never changed. */
const RELEASED: Record<string, string> = {
  'format-1-plain.cxlb': '18120a98db7dad4b7c6c938673838b7bbd21aa7d4234d9647dc102922b8298eb',
  'format-1-locked.cxlb': 'a5b358a372edf436f16e7660588140006e198d90cc2de9dbf25cc5c20f6a0732',
  'format-1-full-plain.cxlb': '3b51c74101d8cb612bf10e5e74521545aaf5cf2f85ed0568514025fea79d4511',
  'format-1-full-locked.cxlb': 'a45b68a9f7cc4127424fa7368f559e9af58443142bfc5f5b058d2ba023175ca9',
};

interface Expected {
  recovery: string;
  records: Record<string, Record<string, unknown> | null>;
  conflicts?: Record<string, Record<string, unknown[]>>;
  stubs?: string[];
}
const expectedOf = (store: string) =>
  JSON.parse(readFileSync(new URL(store.replace(/-[a-z]+\.cxlb$/, '.json'), folder), 'utf8')) as Expected;

async function open(store: string, words: string | null) {
  const bundle = readBundle(bytesOf(store));
  if (!bundle.ok || bundle.value.cut) throw new Error(`${store} is no whole bundle`);
  const { files } = bundle.value;
  const transport = memoryTransport(files);
  const slots = await readSlots(transport);
  const keyring = slots.ok ? await unlock(slots.value.slots, words) : null;
  if (!keyring) throw new Error('not unlocked');
  return { files, transport, keyring };
}

describe('stores that released versions wrote', () => {
  test('are byte for byte what they were', () => {
    const hashes = stores.map((name) => [name, createHash('sha256').update(bytesOf(name)).digest('hex')]);
    expect(Object.fromEntries(hashes)).toEqual(RELEASED);
  });

  test('there are some of every format, locked and plain', () => {
    for (let format = 1; format <= FORMAT; format++)
      for (const kind of ['full-plain', 'full-locked']) expect(stores).toContain(`format-${format}-${kind}.cxlb`);
  });

  for (const store of stores) {
    const expected = expectedOf(store);
    const words = store.includes('plain') ? [null] : ['fixture passphrase', expected.recovery];
    test.each(words)(`${store} is read whole, opened with: %s`, async (words) => {
      const { files, transport, keyring } = await open(store, words);
      const before = new Map(files);
      const reader = await Device.start(transport, 7, { change: { keyring, primitives: webPrimitives } });
      const { problems } = await reader.sync();
      // Its writers lived later than a test’s clock.
      expect(problems.filter(({ kind }) => kind !== 'clock-ahead')).toEqual([]);
      const records = [...(await reader.records())].sort(([a], [b]) => (a < b ? -1 : 1));
      const pick = <T>(of: (state: RecordState) => T) => records.map(([key, state]) => [key, of(state)] as const);
      expect(Object.fromEntries(pick(shownRecord))).toEqual(expected.records);
      const conflicts = pick(conflictsOf).filter(([, fields]) => Object.keys(fields).length > 0);
      expect(conflicts).not.toEqual([]);
      if (expected.conflicts) expect(Object.fromEntries(conflicts)).toEqual(expected.conflicts);
      const stubs = pick(isStub).flatMap(([key, is]) => (is ? [key] : []));
      if (expected.stubs) expect(stubs).toEqual(expected.stubs);
      // Reading changes nothing of it.
      for (const [path, bytes] of before) expect(files.get(path)).toEqual(bytes);
    });

    test(`${store} can be written on: an edit arrives at another device, and what is unknown stays`, async () => {
      const { transport, keyring } = await open(store, words[0] ?? null);
      const change = { keyring, primitives: webPrimitives, segmentsBeforeSnapshot: 1 };
      const [a, b] = [await Device.start(transport, 8, { change }), await Device.start(transport, 9, { change })];
      await a.sync();
      await a.set('annotations/a', { note: 'by a later version' });
      for (let i = 0; i < 3; i++) for (const device of [a, b]) await device.sync();
      const state = (await b.records()).get('annotations/a') as RecordState;
      expect(shownRecord(state)).toMatchObject({
        note: 'by a later version',
        'from-the-future': expected.records['annotations/a']?.['from-the-future'],
      });
    });
  }

  test.each(['full-plain', 'full-locked'])(
    'the %s ones have everything in them that a format can hold',
    async (kind) => {
      for (let format = 1; format <= FORMAT; format++) {
        const store = `format-${format}-${kind}.cxlb`;
        const locked = kind.endsWith('locked');
        const { files, keyring } = await open(store, locked ? 'fixture passphrase' : null);
        const found = new Set<string>();
        for (const [path, bytes] of files) {
          if (path.startsWith('v1/keys/')) found.add(`slot ${JSON.parse(new TextDecoder().decode(bytes)).kind}`);
          if (!parsePath(path)) continue;
          const frame = await openFrame(webPrimitives, keyring, path, bytes);
          if (!frame.ok) throw new Error(`${path}: ${frame.error}`);
          const { header, body } = frame.value;
          found.add(header.kind === 'snapshot' && header.parts > 1 ? 'snapshot in parts' : header.kind);
          if (header.kind === 'segment')
            for (const { kind } of (body as { operations: { kind: string }[] }).operations)
              found.add(`operation ${kind}`);
        }
        const slots = locked ? ['slot passphrase', 'slot recovery'] : ['slot plain'];
        for (const it of ['segment', 'snapshot in parts', 'operation set', 'operation delete', ...slots])
          expect([...found]).toContain(it);
        if (locked) expect(keyring.read.size).toBe(2);
        const { records, conflicts, stubs } = expectedOf(store);
        expect(stubs).not.toEqual([]);
        expect(conflicts).not.toEqual({});
        expect(Object.entries(records).filter(([, it]) => it === null).length).toBeGreaterThan(stubs?.length ?? 0);
        expect(Object.keys(records).some((key) => !/^(annotations|curations)\//.test(key))).toBe(true);
      }
    },
  );
});
