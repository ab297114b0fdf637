import type { ClaimType, Topic } from '../claims/claim';

/** Names under which posts rate fields. The first that matches wins: particular fields stand before general ones. */
const FIELD_NAMES: readonly (readonly [RegExp, Topic])[] = [
  [/\boversight\b|\bdebate\b|weak.to.strong|reward model/i, 'oversight'],
  [/\binterp|mechanistic|\bprob(?:e|es|ing)\b|\bsteering\b/i, 'interp'],
  [/model organism|emergent misalignment|scheming|deception/i, 'organisms'],
  [/\bai control\b|^control\b|\bmonitoring\b|\bcontainment\b/i, 'control'],
  [/\beval|benchmark|red.?team/i, 'evals'],
  [/\bgovernance\b|\bpolicy\b|\bregulation\b|safety cases?\b|compute tracking/i, 'governance'],
  [/field.?building|\bcommunity\b|\bfunding\b|\bcareers?\b/i, 'field'],
  [/theor|agent foundations|decision theory|corrigibility|value learning|formal/i, 'theory'],
  [/\brlhf\b|\btraining\b|constitutional/i, 'training'],
  [/capabilit|\bml research\b|\bai r ?(?:and|&) ?d\b/i, 'capabilities'],
  [/alignment|ai safety/i, 'alignment'],
];

/** The field that a rated item names, or null where it names none that we know. */
export function topicOfItem(item: string): Topic | null {
  return FIELD_NAMES.find(([pattern]) => pattern.test(item))?.[1] ?? null;
}

/** The claim type that a rating's factor names ("Feedback Quality" → FQ), or null. */
export function typeOfFactor(factor: string): ClaimType | null {
  if (/feedback|signal|ground truth|metric/i.test(factor)) return 'FQ';
  if (/incentive|motivation|profit|demand|economic/i.test(factor)) return 'IN';
  if (/concept|ideas?\b|insight|taste|paradigm/i.test(factor)) return 'CB';
  if (/verif|validat|checkab|testab|assur/i.test(factor)) return 'VV';
  return null;
}

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
