import fc from 'fast-check';
import { expect } from 'vitest';
import { applyOperation } from '../../../../lib/sync/operation';
import { isAlive, isStub, joinRecords, type RecordState, versionsOf } from '../../../../lib/sync/record';
import { actsOf, devicesOn, doIt, settle } from '../../../fixtures/sync/acts';
import { history, replay } from '../../../fixtures/sync/history';
import { Device, goodStorage, noGate } from '../../../fixtures/sync/world';
import { holds, property } from './property';

property(11, () => {
  holds('in the merge, from any older state', fc.tuple(history, fc.nat()), ([{ operations }, cut]) => {
    const old = replay(operations.slice(0, cut % (operations.length + 1)));
    const stub = (['delete', 'strip'] as const).reduce<RecordState>(
      (state, kind, i) =>
        applyOperation(state, { kind, record: 'annotations/a', at: 9, dot: ['later0', i + 1], saw: versionsOf(state) }),
      replay(operations),
    );
    expect(isStub(stub)).toBe(true);
    for (const joined of [joinRecords(stub, old), joinRecords(old, stub)]) {
      expect(isAlive(joined)).toBe(false);
      expect(isStub(joined)).toBe(true);
    }
  });

  holds('on a storage where all old files came back beside the new', actsOf(2, 3), async (acts) => {
    const storage = goodStorage();
    const transport = storage.transport(noGate);
    const devices = await devicesOn(transport, 2, { segmentsBeforeSnapshot: 1 });
    const [a, b] = devices as [Device, Device];
    const old = new Map<string, Uint8Array<ArrayBuffer>>();
    const keep = () => {
      for (const path of storage.paths()) old.set(path, storage.read(path) ?? new Uint8Array());
    };
    for (const act of acts) {
      await doIt(act, devices[act.who] as Device);
      keep();
    }
    await settle(devices);
    // Seen by the writer, whatever stood there is replaced: values that conflict are never stripped.
    await a.set('annotations/a', { note: 'secret words', type: 'FQ', 'tag:x': 'x' });
    await settle(devices);
    keep();
    for (const record of (await a.records()).keys()) await a.edit({ record, delete: true });
    await settle(devices);
    for (const device of devices) device.now += 365 * 86_400_000;
    // The next snapshot is when old deletions are stripped.
    for (const device of devices) await device.set('annotations/z', { note: 'something' });
    await settle(devices);
    const dead = [...(await a.records())].filter(([record]) => record !== 'annotations/z');
    expect(dead.every(([, state]) => !isAlive(state))).toBe(true);
    expect(isStub((await a.records()).get('annotations/a') as RecordState)).toBe(true);

    for (const [path, bytes] of old) await transport.put(path, bytes);
    const late = await Device.start(transport, 8);
    await settle([late, a, b]);
    for (const device of [late, a, b])
      for (const [record] of dead) {
        const state = (await device.records()).get(record) as RecordState;
        expect(isAlive(state)).toBe(false);
        if (record === 'annotations/a') expect(JSON.stringify(state)).not.toContain('secret');
      }
  });
});
