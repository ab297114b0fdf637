import type { Topic } from '../claims/claim';

export { positionOfRating, typeOfFactor } from '../claims/structure/factor';
export { topicOfItem } from '../claims/structure/item';

/** What the passages of one side are also about: weight by further topic; `own` is the field alone. */
export type Scope = Map<Topic | 'own', number>;

/** Codes wide enough to hold several fields; under any other, two sides speak of one field whatever else they touch. */
const WIDE: readonly Topic[] = ['alignment', 'capabilities', 'science', 'other'];

/** The fields that a passage is about in particular, seen from the cell of `topic`; empty where that is the field itself. */
export function particularFields(topic: Topic, further: readonly Topic[]): Topic[] {
  return WIDE.includes(topic) ? further.filter((other) => !WIDE.includes(other)) : [];
}

/**
 * Probability that two sides of a cell speak of the same field: the share of passage pairs whose further topics do not
 * set them apart. A passage about the field alone goes with any; "feedback, in interpretability" beside "feedback, in
 * governance" does not, though both may carry the same general topic.
 */
export function sameFieldOdds(a: Scope, b: Scope): number {
  let match = 0;
  let total = 0;
  for (const [x, wx] of a) {
    for (const [y, wy] of b) {
      total += wx * wy;
      if (x === y || x === 'own' || y === 'own') match += wx * wy;
    }
  }
  return total > 0 ? match / total : 1;
}

/** Fields that are part of a wider one: opposite views there bear on each other without being the same question. */
const PARTS: Partial<Record<Topic, readonly Topic[]>> = {
  alignment: ['oversight', 'interp', 'control', 'organisms', 'evals', 'governance', 'field', 'theory'],
};

/** True where one field is part of the other. */
export function isRelated(a: Topic, b: Topic): boolean {
  return (PARTS[a]?.includes(b) ?? false) || (PARTS[b]?.includes(a) ?? false);
}
