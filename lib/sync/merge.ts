import { segmentBodySchema, snapshotBodySchema } from './body';
import { canonical } from './canonical';
import { write } from './edit';
import { valuesOf } from './field';
import type { Frame } from './frame';
import { operationToRecord } from './operation';
import type { Tx } from './ports';
import { isAlive, joinRecords, NO_RECORD, type RecordState } from './record';

/**
 * Merges what another device says of a record. Where a stripped field meets a record that lives (an edit that the deletion
 * had not seen came late), this device, which still has the values, writes them again: the record comes back whole. Records
 * with conflicts are never stripped, so one value is all there is.
 */
export async function mergeRecord(tx: Tx, record: string, piece: RecordState, now: number): Promise<void> {
  const old = (await tx.records.get(record)) ?? NO_RECORD;
  const next = joinRecords(old, piece);
  if (canonical(old) === canonical(next)) return;
  await tx.records.put(record, next);
  if (!isAlive(next)) return;
  for (const [field, before] of Object.entries(old.fields)) {
    const after = next.fields[field];
    if (!after || after.siblings.length > 0 || before.siblings.length === 0) continue;
    const value = valuesOf(before)[0];
    const again = { kind: 'set', record, field, saw: after.version } as const;
    await write(tx, value === undefined ? again : { ...again, value }, now);
  }
}

/** What a file says of records, whatever kind it is. */
export interface Content {
  name: string;
  records: readonly (readonly [record: string, piece: RecordState])[];
  files: readonly string[];
}

/** The content of an opened file; null where it is not of the form that this reader knows. */
export function contentOf({ header, body }: Frame): Content | null {
  if (header.kind === 'segment') {
    const { data } = segmentBodySchema.safeParse(body);
    if (!data) return null;
    const records = data.operations.map((it) => [it.record, operationToRecord(it)] as const);
    return { name: data.name, records, files: [] };
  }
  return snapshotBodySchema.safeParse(body).data ?? null;
}

export async function mergeContent(tx: Tx, records: Content['records'], now: number): Promise<void> {
  for (const [record, piece] of records) await mergeRecord(tx, record, piece, now);
}
