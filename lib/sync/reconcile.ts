import { canonical } from './canonical';
import { adopt, recordChanges } from './edit';
import type { Tx } from './ports';
import { type RecordState, shownRecord } from './record';

/** A record as the library has it now. `at`: when it was last changed, in milliseconds. */
export interface LibraryRecord {
  record: string;
  fields: Readonly<Record<string, unknown>>;
  at: number;
}

/**
 * Brings sync to what the library has: at set-up, and after a time in which edits were made without being recorded. Records
 * that sync never knew go out with the next snapshot; fields that differ and records that are gone become operations now.
 * `records` are all of them; fields that sync knows and the library does not name are left as they are. `shownOf`: what the
 * library shows of a merged record. `understood`: whether it could: a later version's record, or a later version's values, are
 * not the library's to take back. `staysAlone`: a record that is no loss to the library where it does not name it.
 */
export async function reconcile(
  tx: Tx,
  records: readonly LibraryRecord[],
  now: number,
  {
    shownOf = (_, state) => shownRecord(state),
    understood = () => true,
    staysAlone = () => false,
  }: {
    shownOf?: (record: string, state: RecordState) => Record<string, unknown> | null;
    understood?: (record: string, shown: Record<string, unknown>) => boolean;
    staysAlone?: (record: string) => boolean;
  } = {},
): Promise<void> {
  const known = new Map(await tx.records.all());
  await adopt(
    tx,
    records.filter(({ record }) => !known.has(record)),
  );
  const here = new Set(records.map(({ record }) => record));
  for (const { record, fields } of records) {
    const state = known.get(record);
    if (!state) continue;
    const shown = shownOf(record, state);
    if (shown && !understood(record, shown)) continue;
    const changed = Object.entries(fields).filter(
      ([name, value]) => !shown || canonical(shown[name]) !== canonical(value),
    );
    if (changed.length > 0) await recordChanges(tx, [{ record, set: Object.fromEntries(changed) }], now);
  }
  for (const [record, state] of known) {
    const shown = here.has(record) || staysAlone(record) ? null : shownOf(record, state);
    if (shown && understood(record, shown)) await recordChanges(tx, [{ record, delete: true }], now);
  }
}
