import { Dexie } from 'dexie';
import type { Apart } from './apart';
import { type Edited, entryOf, type Journal, journalingOf, type ReplicaTable, rowsOf, switchJournal } from './journal';
import { type Annotation, annotationSchema, type PassageRecord, passageRecordSchema } from './records';
import { Store } from './store';
import { SYNCED } from './synced';

/** Ids of the passages on which something was left. */
const passagesOf = (edited: readonly Edited[]): string[] => {
  const annotations = edited.flatMap(({ table, after }): Annotation[] =>
    table === 'annotations' ? ((annotationSchema.safeParse(after).data ?? []) as Annotation[]) : [],
  );
  return [...new Set(annotations.filter((it) => it.deletedAt === null).flatMap((it) => it.passage ?? []))];
};

/**
 * What the synced tables call after each edit. A passage goes along with the first thing that the reader leaves on it, so
 * that it can be shown where its page was never opened.
 */
export function takerFor(db: Dexie, replica: ReplicaTable, journal: Journal, apart: Apart) {
  const passages = new Store<PassageRecord>(db.table('passages'), passageRecordSchema, apart);
  const rows = rowsOf(replica);
  return async (edited: readonly Edited[]): Promise<void> => {
    // An edit and its journal are kept together or not at all.
    if (!Dexie.currentTransaction) throw new Error('A synced table was edited outside of a transaction.');
    if ((await journalingOf(replica)) === 'off') return;
    const entries = edited.flatMap((it) => entryOf(it) ?? []);
    if (entries.length === 0) return;
    for (const passage of await passages.getAll(passagesOf(edited))) {
      const record = `passages/${passage.id}`;
      const set = SYNCED.passages.toFields(passage);
      if (set && (await rows.get('records', record)) === undefined) entries.push({ record, set, whole: set });
    }
    if (!(await journal(rows, entries))) await switchJournal(replica, 'off');
  };
}
