import fc from 'fast-check';
import { expect } from 'vitest';
import { applyOperation, type Operation } from '../../../../lib/sync/operation';
import { conflictsOf, NO_FIELD, type RecordState, shownRecord } from '../../../../lib/sync/record';
import { actsOf, devicesOn, doIt, settle } from '../../../fixtures/sync/acts';
import { history, replay } from '../../../fixtures/sync/history';
import { type Device, goodStorage, noGate } from '../../../fixtures/sync/world';
import { holds, property } from './property';

property(4, () => {
  holds('in the merge, whichever comes first', fc.tuple(history, fc.nat({ max: 5 })), ([{ operations }, at]) => {
    const before = replay(operations);
    const last: Operation = {
      kind: 'set',
      record: 'annotations/a',
      field: 'note',
      value: 'the later words',
      at,
      dot: ['later0', 1],
      saw: (before.fields.note ?? NO_FIELD).version,
    };
    for (const state of [applyOperation(before, last), replay([last, ...operations])]) {
      expect(shownRecord(state)?.note).toBe('the later words');
      expect(conflictsOf(state).note).toBeUndefined();
    }
  });

  /** Years, both ways; a clock may be set between any two things that a device does. */
  const jump = fc.integer({ min: -3, max: 3 }).map((years) => years * 365 * 86_400_000);
  const world = fc.record({ acts: actsOf(2, 6), jumps: fc.array(jump, { minLength: 6, maxLength: 6 }), last: jump });
  holds('between devices whose clocks are years apart and jump', world, async ({ acts, jumps, last }) => {
    const devices = await devicesOn(goodStorage().transport(noGate), 2);
    const turn = (device: Device, by: number) => {
      // No clock says a time before 1970.
      device.now = Math.max(1, device.now + by);
    };
    for (const [i, act] of acts.entries()) {
      const device = devices[act.who] as Device;
      turn(device, jumps[i] ?? 0);
      await doIt(act, device);
    }
    await settle(devices);
    const [writer] = devices as [Device];
    turn(writer, last);
    await writer.set('annotations/a', { note: 'the later words' });
    await settle(devices);
    for (const device of devices) {
      const state = (await device.records()).get('annotations/a') as RecordState;
      expect(shownRecord(state)?.note).toBe('the later words');
      expect(conflictsOf(state).note).toBeUndefined();
    }
  });
});
