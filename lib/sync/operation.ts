import * as z from 'zod';
import type { Field } from './field';
import { fieldNameSchema, joinRecords, NO_RECORD, type RecordState, recordKeySchema } from './record';
import { type Dot, dotSchema, type Version, versionSchema, withDot } from './version';

/** What every operation has: its name, its hybrid logical clock, its record. */
interface Base {
  dot: Dot;
  at: number;
  record: string;
}

/** One field written (without `value`: taken away), by somebody who had seen `saw` of it. */
export interface SetOperation extends Base {
  kind: 'set';
  field: string;
  value?: unknown;
  saw: Version;
}

/** The record deleted by somebody who had seen `saw` of its fields. Its values stay until they are stripped. */
export interface DeleteOperation extends Base {
  kind: 'delete';
  saw: Readonly<Record<string, Version>>;
}

/**
 * The values of a deleted record dropped, as far as `saw`; the versions stay as a stub. An operation like others, so that
 * every device drops the same.
 */
export interface StripOperation extends Base {
  kind: 'strip';
  saw: Readonly<Record<string, Version>>;
}

export type Operation = SetOperation | DeleteOperation | StripOperation;

const base = { dot: dotSchema, at: z.number().int().nonnegative(), record: recordKeySchema };
const saw = z.record(fieldNameSchema, versionSchema);

export const operationSchema: z.ZodType<Operation> = z.discriminatedUnion('kind', [
  z.object({
    ...base,
    kind: z.literal('set'),
    field: fieldNameSchema,
    value: z.unknown().optional(),
    saw: versionSchema,
  }),
  z.object({ ...base, kind: z.literal('delete'), saw }),
  z.object({ ...base, kind: z.literal('strip'), saw }),
]) as z.ZodType<Operation>;

const eachField = (saw: Readonly<Record<string, Version>>, field: (version: Version) => Field) =>
  Object.fromEntries(Object.entries(saw).map(([name, version]) => [name, field(version)]));

/** An operation as the piece of a record that it says: applying it is joining that piece. */
export function operationToRecord(operation: Operation): RecordState {
  const { dot, at } = operation;
  switch (operation.kind) {
    case 'set': {
      const sibling = 'value' in operation ? { dot, at, value: operation.value } : { dot, at };
      return { fields: { [operation.field]: { siblings: [sibling], version: withDot(operation.saw, dot) } } };
    }
    case 'delete':
      return {
        fields: eachField(operation.saw, (deleted) => ({ siblings: [], version: {}, deleted })),
        deletedAt: at,
      };
    case 'strip':
      return { fields: eachField(operation.saw, (version) => ({ siblings: [], version, deleted: version })) };
  }
}

/** Any order and any repetition gives the same record. */
export const applyOperation = (record: RecordState | undefined, operation: Operation): RecordState =>
  joinRecords(record ?? NO_RECORD, operationToRecord(operation));
