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

interface ReconcileOptions {
  /** What the library shows of a merged record. */
  shownOf?: (record: string, state: RecordState) => Record<string, unknown> | null;
  /** Whether it could: a later version's record, or a later version's values, are not the library's to take back. */
  understood?: (record: string, shown: Record<string, unknown>) => boolean;
  /** A record that is no loss to the library where it does not name it. */
  staysAlone?: (record: string) => boolean;
}

/** `reconcileSome` of everything. */
export async function reconcile(tx: Tx, records: readonly LibraryRecord[], now: number): Promise<void> {
  await reconcileSome(tx, await tx.records.ids(), records, now);
}

/**
 * Brings sync to what the library has: at set-up, and after a time in which edits were made without being recorded. Records
 * that sync never knew go out with the next snapshot; fields that differ and records that are gone become operations now.
 * `records` are all that the library has under `names`, and more may be; fields that sync knows and the library does not name
 * are left as they are.
 */
export async function reconcileSome(
  tx: Tx,
  names: readonly string[],
  records: readonly LibraryRecord[],
  now: number,
  {
    shownOf = (_, state) => shownRecord(state),
    understood = () => true,
    staysAlone = () => false,
  }: ReconcileOptions = {},
): Promise<void> {
  const here = new Set(records.map(({ record }) => record));
  const all = [...new Set([...names, ...here])];
  const states = await Promise.all(all.map((record) => tx.records.get(record)));
  const known = new Map(all.flatMap((record, i) => (states[i] ? [[record, states[i]] as const] : [])));
  await adopt(
    tx,
    records.filter(({ record }) => !known.has(record)),
  );
  for (const { record, fields } of records) {
    const state = known.get(record);
    if (!state) continue;
    const shown = shownOf(record, state);
    const changed = Object.entries(fields).filter(
      ([name, value]) => !shown || (shown[name] !== value && canonical(shown[name]) !== canonical(value)),
    );
    if (changed.length === 0 || (shown && !understood(record, shown))) continue;
    await recordChanges(tx, [{ record, set: Object.fromEntries(changed) }], now);
  }
  for (const [record, state] of known) {
    const shown = here.has(record) || staysAlone(record) ? null : shownOf(record, state);
    if (shown && understood(record, shown)) await recordChanges(tx, [{ record, delete: true }], now);
  }
}
