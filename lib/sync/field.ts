import * as z from 'zod';
import { canonical } from './canonical';
import { covers, type Dot, dotSchema, joinVersions, type Version, versionSchema } from './version';

/** One written value that no later write has seen and replaced. No `value`: the write took the field away. */
export interface Sibling {
  dot: Dot;
  /** Hybrid logical clock of the write. */
  at: number;
  value?: unknown;
}

/**
 * A field of a record: the values that stand, and everything ever seen of it (dotted version vector sets, Preguiça et al.
 * 2012). Every sibling's dot is covered by `version`. `deleted` is what deletions of the record had seen of this field: kept
 * field by field rather than for the record, so that a device that has read only half of a record can't delete the other half.
 */
export interface Field {
  /** The shown one first. */
  siblings: readonly Sibling[];
  version: Version;
  deleted?: Version;
}

export const siblingSchema: z.ZodType<Sibling> = z.object({
  dot: dotSchema,
  at: z.number().int().nonnegative(),
  value: z.unknown().optional(),
}) as z.ZodType<Sibling>;

export const fieldSchema: z.ZodType<Field> = z.object({
  siblings: z.array(siblingSchema),
  version: versionSchema,
  deleted: versionSchema.optional(),
}) as z.ZodType<Field>;

const sameDot = (a: Dot, b: Dot): boolean => a[0] === b[0] && a[1] === b[1];

/** Which of two siblings is shown: later clock, then actor, then number; last the text, for a dot that was forged. */
function shownFirst(a: Sibling, b: Sibling): number {
  if (a.at !== b.at) return b.at - a.at;
  if (a.dot[0] !== b.dot[0]) return a.dot[0] > b.dot[0] ? -1 : 1;
  if (a.dot[1] !== b.dot[1]) return b.dot[1] - a.dot[1];
  const [x, y] = [canonical(a), canonical(b)];
  return x === y ? 0 : x > y ? -1 : 1;
}

/**
 * What both sides know, together: a sibling stays if the other side has it or has never seen it. Commutative, associative,
 * idempotent.
 */
export function joinFields(a: Field, b: Field): Field {
  const kept = [
    ...a.siblings.filter((it) => !covers(b.version, it.dot) || b.siblings.some((its) => sameDot(its.dot, it.dot))),
    ...b.siblings.filter((it) => !covers(a.version, it.dot) || a.siblings.some((its) => sameDot(its.dot, it.dot))),
  ].sort(shownFirst);
  const joined: Field = {
    siblings: kept.filter((it, i) => kept.findIndex((its) => sameDot(its.dot, it.dot)) === i),
    version: joinVersions(a.version, b.version),
  };
  const deleted = joinVersions(a.deleted ?? {}, b.deleted ?? {});
  if (Object.keys(deleted).length > 0) joined.deleted = deleted;
  return joined;
}

/** True where some value of the field was not seen by any deletion. */
export const isFieldAlive = (field: Field): boolean =>
  field.siblings.some((sibling) => !covers(field.deleted ?? {}, sibling.dot));

/** The distinct values that stand, the shown one first; more than one is a conflict. */
export function valuesOf(field: Field): unknown[] {
  if (field.siblings.length < 2) return field.siblings.map(({ value }) => value);
  const seen = new Set<string>();
  const values: unknown[] = [];
  for (const { value } of field.siblings) {
    const text = canonical(value);
    if (!seen.has(text)) values.push(value);
    seen.add(text);
  }
  return values;
}
