import fc from 'fast-check';
import { expect } from 'vitest';
import { isAlive, type RecordState, shownRecord } from '../../../../lib/sync/record';
import { covers } from '../../../../lib/sync/version';
import { actsOf, devicesOn, doIt, settle } from '../../../fixtures/sync/acts';
import { history, replay } from '../../../fixtures/sync/history';
import { type Device, goodStorage, noGate } from '../../../fixtures/sync/world';
import { holds, property } from './property';

property(3, () => {
  holds('in the merge: the record lives, and all of it', history, ({ operations }) => {
    const kept = operations.filter((it) => it.kind !== 'strip');
    const state = replay(kept);
    const standing = kept.filter(
      (it) =>
        it.kind === 'set' &&
        !kept.some((other) =>
          other.kind === 'set'
            ? other.field === it.field && covers(other.saw, it.dot)
            : covers(other.saw[it.field] ?? {}, it.dot),
        ),
    );
    expect(isAlive(state)).toBe(standing.length > 0);
    const fields = new Set(kept.flatMap((it) => (it.kind === 'set' ? [it.field] : [])));
    for (const field of fields) expect(state.fields[field]?.siblings).not.toHaveLength(0);
  });

  const world = fc.record({
    before: actsOf(2, 2),
    /** The deletion is written out, or even stripped, before the edit is. */
    syncs: fc.nat({ max: 2 }),
    late: fc.boolean(),
    silent: fc.boolean(),
  });
  holds('between devices, also where the deletion was stripped meanwhile', world, async (world) => {
    const transport = goodStorage().transport(noGate);
    const [deleter, editor] = (await devicesOn(transport, 2, { segmentsBeforeSnapshot: 1 })) as [Device, Device];
    for (const act of world.before) await doIt(act, act.who === 0 ? deleter : editor);
    await editor.set('annotations/a', { note: 'whole', type: 'FQ' });
    await settle([editor, deleter, editor]);
    const before = shownRecord((await editor.records()).get('annotations/a') as RecordState);

    await deleter.edit({ record: 'annotations/a', delete: true });
    // Silent for long enough, nobody waits for the editor: the deleted values are dropped.
    if (world.silent) deleter.now += 365 * 86_400_000;
    for (let i = 0; i < world.syncs; i++) {
      await deleter.set('annotations/z', { note: `${i}` });
      await deleter.sync();
    }
    if (world.late) editor.now = deleter.now;
    await editor.set('annotations/a', { note: 'edited unseen' });
    await settle([editor, deleter]);
    for (const device of [editor, deleter]) {
      const state = (await device.records()).get('annotations/a') as RecordState;
      expect(shownRecord(state)).toEqual({ ...before, note: 'edited unseen' });
    }
  });
});
