import { expect } from 'vitest';
import { canonical } from '../../../../lib/sync/canonical';
import { covers } from '../../../../lib/sync/version';
import { actsOf, devicesOn, doIt, settle, watched } from '../../../fixtures/sync/acts';
import { history, replay } from '../../../fixtures/sync/history';
import { type Device, freshReader, goodStorage, noGate } from '../../../fixtures/sync/world';
import { holds, property } from './property';

property(2, () => {
  holds('in the merge of all operations', history, ({ operations }) => {
    const state = replay(operations);
    for (const write of operations) {
      if (write.kind !== 'set') continue;
      const present = state.fields[write.field]?.siblings.some((it) => canonical(it.dot) === canonical(write.dot));
      const replaced = operations.some((other) =>
        other.kind === 'set'
          ? other.field === write.field && covers(other.saw, write.dot)
          : other.kind === 'strip' && covers(other.saw[write.field] ?? {}, write.dot),
      );
      expect(present).toBe(!replaced);
    }
  });

  holds('in the library of every device, and of one that begins now', actsOf(2, 8), async (acts) => {
    const transport = goodStorage().transport(noGate);
    const { oracle, hooks } = watched();
    const devices = await devicesOn(transport, 2, { hooks });
    for (const act of acts) await doIt(act, devices[act.who] as Device);
    await settle(devices);
    for (const device of devices) expect(oracle.lost(await device.records())).toEqual([]);
    expect(oracle.lost(await freshReader(transport))).toEqual([]);
  });
});
