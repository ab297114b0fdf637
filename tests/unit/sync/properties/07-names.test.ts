import fc from 'fast-check';
import { expect } from 'vitest';
import { parsePath } from '../../../../lib/sync/names';
import type { Transport } from '../../../../lib/sync/ports';
import { actsOf, devicesOn, doIt, settle } from '../../../fixtures/sync/acts';
import { Deaths } from '../../../fixtures/sync/deaths';
import { Device, goodStorage } from '../../../fixtures/sync/world';
import { holds, property } from './property';

property(7, () => {
  const world = fc.record({
    acts: actsOf(2, 8),
    deaths: fc.array(fc.nat({ max: 100 }), { maxLength: 4 }),
    /** Puts of which half arrives and nobody hears. */
    cuts: fc.array(fc.nat({ max: 12 }), { maxLength: 3 }),
    copied: fc.boolean(),
  });
  holds('through kills, uploads cut off, and a copied profile', world, async ({ acts, deaths: at, cuts, copied }) => {
    const deaths = new Deaths(at);
    const inner = goodStorage().transport(deaths.mayDie);
    const contents = new Map<string, string>();
    let puts = 0;
    const transport: Transport = {
      ...inner,
      put: async (path, bytes) => {
        const text = bytes.join();
        expect(contents.get(path) ?? text).toBe(text);
        contents.set(path, text);
        if (!cuts.includes(puts++)) return inner.put(path, bytes);
        await inner.put(path, bytes.slice(0, bytes.length >> 1));
        return { ok: false, error: { kind: 'timeout' } };
      },
    };
    const devices = await devicesOn(transport, 2, { hooks: deaths.hooks });
    for (const [i, act] of acts.entries()) {
      if (copied && i === acts.length >> 1) {
        // The browser was closed for the copy; both start again.
        const store = (devices[0] as Device).store;
        for (const seed of [3, 4])
          devices[seed === 3 ? 0 : 2] = await Device.start(transport, seed, {
            store: store.copy(deaths.hooks),
            change: { segmentsBeforeSnapshot: 2 },
          });
      }
      await deaths.during(() => doIt(act, devices[act.who] as Device));
    }
    await settle(devices);
    // Not only each name with itself: a number of a device, too, stands for one content only where no copy took it twice.
    const numbers = new Set([...contents.keys()].map((path) => path.replace(/-[0-9a-f]{16}/, '')));
    if (!copied) expect(numbers.size).toBe(contents.size);
    for (const path of contents.keys()) expect(parsePath(path)).not.toBeNull();
  });
});
