import fc from 'fast-check';
import { expect } from 'vitest';
import { reconcile } from '../../../../lib/sync/reconcile';
import { shownRecord } from '../../../../lib/sync/record';
import { devicesOn, settle } from '../../../fixtures/sync/acts';
import { type Device, freshReader, goodStorage, noGate } from '../../../fixtures/sync/world';
import { holds, property } from './property';

/** What the old reader knows. */
const KNOWN = ['note', 'type'];

property(10, () => {
  const unknown = fc.dictionary(fc.stringMatching(/^later-[a-z]{1,6}$/), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 });
  const known = fc.dictionary(fc.constantFrom(...KNOWN), fc.constantFrom('p', 'q'));
  const world = fc.record({
    // Records of a table that the old one knows, and of one that it never heard of.
    records: fc.array(
      fc.record({ id: fc.constantFrom('annotations/a', 'annotations/b', 'novelties/c'), known, unknown }),
      {
        minLength: 1,
        maxLength: 2,
      },
    ),
    edits: fc.array(fc.record({ id: fc.constantFrom('annotations/a', 'annotations/b'), note: fc.string() }), {
      maxLength: 2,
    }),
    /** It was offline from sync for a while, and brings its library to it whole. */
    reconciles: fc.boolean(),
  });
  holds('through edits, compaction, and bringing a library to sync', world, async ({ records, edits, reconciles }) => {
    const transport = goodStorage().transport(noGate);
    const [young, old] = (await devicesOn(transport, 2, { segmentsBeforeSnapshot: 1 })) as [Device, Device];
    for (const { id, known, unknown } of records) await young.set(id, { ...known, ...unknown });
    await settle([young, old]);
    const before = await young.records();
    for (const { id, note } of edits) await old.set(id, { note });
    if (reconciles) {
      const library = [...(await old.records())].flatMap(([record, state]) => {
        const shown = shownRecord(state) ?? {};
        const fields = Object.fromEntries(Object.entries(shown).filter(([name]) => KNOWN.includes(name)));
        return record.startsWith('annotations/') ? [{ record, fields: { ...fields, type: 'r' }, at: old.now }] : [];
      });
      // The library does not name tables that it does not know, so what is gone from it is said table by table.
      const others = [...(await old.records())].filter(([record]) => !record.startsWith('annotations/'));
      const kept = others.map(([record, state]) => ({ record, fields: shownRecord(state) ?? {}, at: old.now }));
      await old.store.transaction((tx) => reconcile(tx, [...library, ...kept], old.now));
    }
    await settle([old, young]);
    for (const records of [await young.records(), await freshReader(transport)])
      for (const [id, state] of before)
        for (const [name, value] of Object.entries(shownRecord(state) ?? {}))
          if (!KNOWN.includes(name)) {
            const now = records.get(id);
            expect(now && shownRecord(now)?.[name]).toEqual(value);
          }
  });
});
