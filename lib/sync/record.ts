import * as z from 'zod';
import { type Field, fieldSchema, isFieldAlive, joinFields, valuesOf } from './field';
import type { Version } from './version';

/** A record as every device merges it. Fields that this version does not know are kept like all others. */
export interface RecordState {
  fields: Readonly<Record<string, Field>>;
  /** Clock of the last deletion seen. Says only how old a deletion is; what it covers stands at the fields. */
  deletedAt?: number;
}

/** `<table>/<id>`: what a record is called in operations and snapshots. */
export const recordKeySchema = z
  .string()
  .max(1_000)
  .regex(/^[a-z][a-z0-9-]*\/./u);
export const fieldNameSchema = z.string().regex(/^(?!__proto__$)[^\p{C}]{1,200}$/u);

export const recordStateSchema: z.ZodType<RecordState> = z.object({
  fields: z.record(fieldNameSchema, fieldSchema),
  deletedAt: z.number().int().nonnegative().optional(),
}) as z.ZodType<RecordState>;

export const NO_RECORD: RecordState = { fields: {} };
export const NO_FIELD: Field = { siblings: [], version: {} };

/** Field by field; commutative, associative and idempotent, since the join of fields is. */
export function joinRecords(a: RecordState, b: RecordState): RecordState {
  const fields: Record<string, Field> = { ...a.fields };
  for (const [name, field] of Object.entries(b.fields)) {
    const own = fields[name];
    fields[name] = own ? joinFields(own, field) : joinFields(NO_FIELD, field);
  }
  const joined: RecordState = { fields };
  const deletedAt = Math.max(a.deletedAt ?? 0, b.deletedAt ?? 0);
  if (deletedAt > 0) joined.deletedAt = deletedAt;
  return joined;
}

/** A record lives while it has a value that no deletion has seen: an edit that a deletion did not know of beats it. */
export const isAlive = (record: RecordState): boolean => Object.values(record.fields).some(isFieldAlive);

/** What was seen of each field: what a deletion carries. */
export const versionsOf = (record: RecordState): Record<string, Version> =>
  Object.fromEntries(Object.entries(record.fields).map(([name, field]) => [name, field.version]));

/** The record as it is shown, or null where it is deleted. A field that was taken away is absent. */
export function shownRecord(record: RecordState): Record<string, unknown> | null {
  if (!isAlive(record)) return null;
  const shown: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(record.fields)) {
    const value = valuesOf(field)[0];
    if (value !== undefined) shown[name] = value;
  }
  return shown;
}

/** The fields of a living record in which unseen writes stand side by side: name → values, the shown one first. */
export function conflictsOf(record: RecordState): Record<string, unknown[]> {
  if (!isAlive(record)) return {};
  return Object.fromEntries(
    Object.entries(record.fields)
      .map(([name, field]) => [name, valuesOf(field)] as const)
      .filter(([, values]) => values.length > 1),
  );
}

/** A deleted record of which only the versions are left. */
export const isStub = (record: RecordState): boolean =>
  Object.values(record.fields).every((field) => field.siblings.length === 0);
