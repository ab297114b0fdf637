import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readBundle } from '../../../lib/sync/container';
import { FORMAT } from '../../../lib/sync/limits';
import { webPrimitives } from '../../../lib/sync/primitives';
import { conflictsOf, shownRecord } from '../../../lib/sync/record';
import { readSlots, unlock } from '../../../lib/sync/setup';
import { memoryTransport } from '../../../lib/sync/transports/memory';
import { Device } from '../../fixtures/sync/world';

const folder = new URL('../../fixtures/sync/stores/', import.meta.url);
const stores = readdirSync(folder).filter((name) => name.endsWith('.cxlb'));

describe('stores that released versions wrote', () => {
  test('there are some of every format', () => {
    for (let format = 1; format <= FORMAT; format++)
      for (const kind of ['plain', 'locked']) expect(stores).toContain(`format-${format}-${kind}.cxlb`);
  });

  for (const store of stores) {
    const expected = JSON.parse(readFileSync(new URL(store.replace(/-[a-z]+\.cxlb$/, '.json'), folder), 'utf8')) as {
      recovery: string;
      records: Record<string, Record<string, unknown> | null>;
    };
    const words = store.includes('plain') ? [null] : ['fixture passphrase', expected.recovery];
    test.each(words)(`${store} is read whole, opened with: %s`, async (words) => {
      const bundle = readBundle(new Uint8Array(readFileSync(new URL(store, folder))));
      if (!bundle.ok) throw new Error(bundle.error);
      const transport = memoryTransport(bundle.value.files);
      const slots = await readSlots(transport);
      const keyring = slots.ok ? await unlock(slots.value.slots, words) : null;
      if (!keyring) throw new Error('not unlocked');
      const reader = await Device.start(transport, 7, { change: { keyring, primitives: webPrimitives } });
      expect((await reader.sync()).problems).toEqual([]);
      const records = await reader.records();
      expect(Object.fromEntries([...records].map(([key, state]) => [key, shownRecord(state)]))).toEqual(
        expected.records,
      );
      const conflict = records.get('annotations/b');
      expect(conflict && conflictsOf(conflict).note).toHaveLength(2);
    });
  }
});
