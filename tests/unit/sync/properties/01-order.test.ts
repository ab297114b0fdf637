import fc from 'fast-check';
import { expect } from 'vitest';
import { importBundle } from '../../../../lib/sync/bundle';
import { canonical } from '../../../../lib/sync/canonical';
import { joinRecords, NO_RECORD } from '../../../../lib/sync/record';
import { memoryTransport } from '../../../../lib/sync/transports/memory';
import { actsOf, devicesOn, doIt, textOf } from '../../../fixtures/sync/acts';
import { history, replay } from '../../../fixtures/sync/history';
import { Chance } from '../../../fixtures/sync/simulation/random';
import { Device } from '../../../fixtures/sync/world';
import { holds, property } from './property';

property(1, () => {
  holds('operations, shuffled and twice', fc.tuple(history, fc.nat()), ([{ operations }, seed]) => {
    const shuffled = new Chance(seed).shuffled([...operations, ...operations]);
    expect(canonical(replay(shuffled))).toBe(canonical(replay(operations)));
  });

  holds('the join of records', history, ({ states: [a = NO_RECORD, b = NO_RECORD, c = NO_RECORD] }) => {
    expect(canonical(joinRecords(a, b))).toBe(canonical(joinRecords(b, a)));
    expect(canonical(joinRecords(joinRecords(a, b), c))).toBe(canonical(joinRecords(a, joinRecords(b, c))));
    expect(canonical(joinRecords(joinRecords(a, b), b))).toBe(canonical(joinRecords(a, b)));
  });

  holds('what devices heard of each other joins to what all operations give', history, ({ operations, states }) => {
    expect(canonical(states.reduce(joinRecords))).toBe(canonical(joinRecords(NO_RECORD, replay(operations))));
  });

  holds('files of a storage, shuffled and twice', fc.tuple(actsOf(2, 8), fc.nat()), async ([acts, seed]) => {
    const files = new Map<string, Uint8Array<ArrayBuffer>>();
    const devices = await devicesOn(memoryTransport(files), 2);
    for (const act of acts) await doIt(act, devices[act.who] as Device);
    for (const device of devices) await device.sync();
    const texts: string[] = [];
    for (const order of [[...files], new Chance(seed).shuffled([...files])]) {
      const reader = await Device.start(memoryTransport(), 9);
      for (const again of [1, 2])
        expect((await importBundle(reader.env, new Map(order))).refused, `${again}`).toEqual([]);
      texts.push(textOf(await reader.records()));
    }
    expect(texts[1]).toBe(texts[0]);
  });
});
