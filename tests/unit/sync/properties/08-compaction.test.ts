import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from '../../../../lib/sync/canonical';
import type { Transport } from '../../../../lib/sync/ports';
import { joinRecords, NO_RECORD } from '../../../../lib/sync/record';
import { actsOf, devicesOn, doIt, settle } from '../../../fixtures/sync/acts';
import { type Device, freshReader, goodStorage, noGate } from '../../../fixtures/sync/world';
import { property, RUNS } from './property';

property(8, () => {
  test('whoever begins right after a removal reads all that was there before it', async () => {
    let removals = 0;
    await fc.assert(
      fc.asyncProperty(actsOf(2, 5), async (acts) => {
        const inner = goodStorage().transport(noGate);
        let before: Awaited<ReturnType<typeof freshReader>> | null = null;
        const transport: Transport = {
          ...inner,
          put: async (path, bytes) => {
            before = null;
            return inner.put(path, bytes);
          },
          remove: async (path) => {
            const had = before ?? (await freshReader(inner));
            const done = await inner.remove(path);
            const has = await freshReader(inner);
            for (const [key, state] of had)
              expect(canonical(joinRecords(has.get(key) ?? NO_RECORD, state))).toBe(canonical(has.get(key)));
            before = has;
            removals++;
            return done;
          },
        };
        const devices = await devicesOn(transport, 2, { segmentsBeforeSnapshot: 1 });
        for (const act of acts) await doIt(act, devices[act.who] as Device);
        await settle(devices);
      }),
      { numRuns: RUNS },
    );
    // Where nothing is ever removed, nothing is shown.
    expect(removals).toBeGreaterThan(RUNS);
  }, 600_000);
});
