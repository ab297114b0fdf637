import { CLAIM_TYPES, type ClaimType, type Tag, TOPICS, type Topic } from '../../lib/claims/claim';
import { isSideUnsure } from '../../lib/claims/sure';
import type { Row, Sign } from './data';
import { type Counts, f1, goldOf, signsOf } from './metrics';
import { seeded } from './solver';

/** What a tagger says of one passage, as the scoring needs it. */
export interface Prediction {
  listed: Set<ClaimType>;
  sure: Set<ClaimType>;
  scores: Record<ClaimType, number>;
  positions: Record<ClaimType, { sign: Sign; confidence: number }>;
  topics: Topic[];
}

const signOf = (position: number | null): Sign =>
  position === null || Math.abs(position) < 1e-9 ? '0' : position > 0 ? '+' : '-';

export function predictionOf(tag: Tag): Prediction {
  const positions = {} as Prediction['positions'];
  for (const type of CLAIM_TYPES) {
    const stand = tag.positions?.[type];
    positions[type] = { sign: signOf(stand?.position ?? null), confidence: stand?.confidence ?? 0 };
  }
  return {
    listed: new Set(tag.claims.map((claim) => claim.type)),
    sure: new Set(tag.claims.filter((claim) => claim.sure).map((claim) => claim.type)),
    scores: tag.scores,
    positions,
    topics: tag.topics,
  };
}

/** Counts that the measures are made of, for one passage; sums of them give the measures of any set of passages. */
export interface Tally {
  types: Counts[];
  sure: Counts;
  topic: Counts;
  stands: { confidence: number; right: boolean; type: number; opposite: boolean }[];
}

/** Fields right and wrong, where every annotator saw a claim: a field both gave is required, one that one gave optional. */
export function topicCounts(row: Row, said: Topic[]): Counts {
  const topic = { tp: 0, fp: 0, fn: 0 };
  if (row.labels.some((label) => Object.keys(label).length === 0)) return topic;
  for (const code of TOPICS) {
    const votes = row.topics.filter((list) => list.includes(code)).length;
    const given = said.includes(code);
    if (given && votes === row.topics.length) topic.tp++;
    if (given && votes === 0) topic.fp++;
    if (!given && votes === row.topics.length) topic.fn++;
  }
  return topic;
}

export function tallyOf(row: Row, said: Prediction): Tally {
  const types: Counts[] = [];
  const sure = { tp: 0, fp: 0, fn: 0 };
  const stands: Tally['stands'] = [];
  CLAIM_TYPES.forEach((type, t) => {
    const gold = goldOf(row, type);
    const count = (given: boolean): Counts => ({
      tp: given && gold === 1 ? 1 : 0,
      fp: given && gold === 0 ? 1 : 0,
      fn: !given && gold === 1 ? 1 : 0,
    });
    types.push(count(said.listed.has(type)));
    const shown = count(said.sure.has(type));
    sure.tp += shown.tp;
    sure.fp += shown.fp;
    sure.fn += shown.fn;
    if (gold !== 1) return;
    const { sign, confidence } = said.positions[type];
    const signs = signsOf(row, type);
    const opposite = sign !== '0' && signs.every((s) => s !== '0' && s !== sign);
    stands.push({ confidence, right: signs.includes(sign), type: t, opposite });
  });
  const topic = topicCounts(row, said.topics);
  return { types, sure, topic, stands };
}

export interface Measures {
  macroF1: number;
  FQ: number;
  IN: number;
  CB: number;
  VV: number;
  position: number;
  positionSurestHalf: number;
  positionOpposite: number;
  /** Sides that a reader is told unasked: the share of them, and how many of those are right. */
  sideTold: number;
  sideToldRight: number;
  topicF1: number;
  shownPrecision: number;
  shownRecall: number;
}

const ratio = (a: number, b: number): number => (b === 0 ? 0 : a / b);

export function measuresOf(tallies: Tally[]): Measures {
  const types = CLAIM_TYPES.map(() => ({ tp: 0, fp: 0, fn: 0 }));
  const sure = { tp: 0, fp: 0, fn: 0 };
  const topic = { tp: 0, fp: 0, fn: 0 };
  const add = (to: Counts, from: Counts) => {
    to.tp += from.tp;
    to.fp += from.fp;
    to.fn += from.fn;
  };
  const stands: Tally['stands'] = [];
  for (const tally of tallies) {
    for (const [t, counts] of tally.types.entries()) add(types[t]!, counts);
    add(sure, tally.sure);
    add(topic, tally.topic);
    stands.push(...tally.stands);
  }
  const half = [...stands].sort((a, b) => b.confidence - a.confidence).slice(0, Math.ceil(stands.length / 2));
  const share = (list: Tally['stands'], test: (s: Tally['stands'][number]) => boolean) =>
    ratio(list.filter(test).length, list.length);
  const told = stands.filter(({ confidence }) => !isSideUnsure({ position: 1, positionConfidence: confidence }));
  const [FQ, IN, CB, VV] = types.map(f1) as [number, number, number, number];
  return {
    macroF1: (FQ + IN + CB + VV) / 4,
    FQ,
    IN,
    CB,
    VV,
    position: share(stands, (s) => s.right),
    positionSurestHalf: share(half, (s) => s.right),
    positionOpposite: share(stands, (s) => s.opposite),
    sideTold: ratio(told.length, stands.length),
    sideToldRight: share(told, (s) => s.right),
    topicF1: f1(topic),
    shownPrecision: ratio(sure.tp, sure.tp + sure.fp),
    shownRecall: ratio(sure.tp, sure.tp + sure.fn),
  };
}

/** 95% intervals of every measure, by drawing whole posts with replacement. */
export function intervals(rows: Row[], tallies: Tally[], draws = 300): Record<keyof Measures, [number, number]> {
  const posts = new Map<string, Tally[]>();
  rows.forEach((row, i) => {
    const list = posts.get(row.post);
    if (list) list.push(tallies[i]!);
    else posts.set(row.post, [tallies[i]!]);
  });
  const groups = [...posts.values()];
  const random = seeded(11);
  const samples: Measures[] = [];
  for (let d = 0; d < draws; d++)
    samples.push(measuresOf(groups.flatMap(() => groups[Math.floor(random() * groups.length)]!)));
  const out = {} as Record<keyof Measures, [number, number]>;
  for (const key of Object.keys(samples[0]!) as (keyof Measures)[]) {
    const sorted = samples.map((m) => m[key]).sort((a, b) => a - b);
    out[key] = [sorted[Math.floor(draws * 0.025)]!, sorted[Math.floor(draws * 0.975)]!];
  }
  return out;
}
