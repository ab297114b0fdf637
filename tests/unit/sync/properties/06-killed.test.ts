import fc from 'fast-check';
import { expect } from 'vitest';
import { actsOf, devicesOn, doIt, settle, shownTextOf, textOf, watched } from '../../../fixtures/sync/acts';
import { Deaths } from '../../../fixtures/sync/deaths';
import { type Device, freshReader, goodStorage } from '../../../fixtures/sync/world';
import { holds, property } from './property';

property(6, () => {
  holds('one device ends with the very same', fc.tuple(actsOf(1, 10), fc.nat({ max: 80 })), async ([acts, at]) => {
    const results: string[] = [];
    for (const deaths of [new Deaths([at]), new Deaths([])]) {
      const transport = goodStorage().transport(deaths.mayDie);
      const [device] = (await devicesOn(transport, 1, { hooks: deaths.hooks })) as [Device];
      // An edit is one transaction, so only syncs can be killed half way.
      for (const act of acts) await (act.change ? doIt(act, device) : deaths.during(() => doIt(act, device)));
      await settle([device]);
      expect(textOf(await freshReader(transport))).toBe(textOf(await device.records()));
      results.push(shownTextOf(await device.records()));
    }
    expect(results[0]).toBe(results[1]);
  });

  const often = fc.array(fc.nat({ max: 100 }), { minLength: 1, maxLength: 6 });
  holds(
    'two devices killed again and again agree and miss nothing',
    fc.tuple(actsOf(2, 10), often),
    async ([acts, at]) => {
      const deaths = new Deaths(at);
      const { oracle, hooks } = watched();
      const transport = goodStorage().transport(deaths.mayDie);
      const after = async (tables: Parameters<NonNullable<typeof hooks.after>>[0]) => {
        await hooks.after?.(tables);
        await deaths.mayDie();
      };
      const devices = await devicesOn(transport, 2, { hooks: { before: deaths.mayDie, after } });
      for (const act of acts) await deaths.during(() => doIt(act, devices[act.who] as Device));
      await settle(devices);
      const [a, b] = await Promise.all(devices.map((device) => device.records()));
      expect(textOf(b ?? new Map())).toBe(textOf(a ?? new Map()));
      expect(oracle.lost(a ?? new Map())).toEqual([]);
    },
  );
});
