import fc from 'fast-check';
import { expect } from 'vitest';
import { actsOf, devicesOn, doIt, settle, textOf, watched } from '../../../fixtures/sync/acts';
import { Device, freshReader, goodStorage, noGate } from '../../../fixtures/sync/world';
import { holds, property } from './property';

property(12, () => {
  const world = fc.record({
    before: actsOf(2, 4),
    after: actsOf(3, 5),
    /** Closed for the copy, both start again; or the copy alone does, from a profile copied while the browser ran. */
    both: fc.boolean(),
  });
  holds('whatever its two selves do from then on', world, async ({ before, after, both }) => {
    const transport = goodStorage().transport(noGate);
    const { oracle, hooks } = watched();
    const [first, other] = (await devicesOn(transport, 2, { hooks })) as [Device, Device];
    for (const act of before) await doIt(act, act.who === 0 ? first : other);
    const change = { segmentsBeforeSnapshot: 2 };
    const start = (seed: number) => Device.start(transport, seed, { store: first.store.copy(hooks), change });
    const selves = [both ? await start(3) : first, await start(4), other];
    for (const act of after) await doIt(act, selves[act.who] as Device);
    await settle(selves);
    const records = await Promise.all(selves.map((self) => self.records()));
    expect(new Set(records.map(textOf)).size).toBe(1);
    expect(oracle.lost(records[0] ?? new Map())).toEqual([]);
    expect(textOf(await freshReader(transport))).toBe(textOf(records[0] ?? new Map()));
  });
});
