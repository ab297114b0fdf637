import { CLAIM_TYPES, type ClaimType } from '../../lib/claims/claim';
import type { Row, Sign } from './data';

/** Gold of one type: required (1), optional (2: one annotator only) or none (0), by the scoring rule of the data's README. */
export function goldOf(row: Row, type: ClaimType): 0 | 1 | 2 {
  const given = row.labels.filter((label) => label[type] !== undefined).length;
  return given === 0 ? 0 : given === row.labels.length ? 1 : 2;
}

/** Signs that count as right for a type. */
export function signsOf(row: Row, type: ClaimType): Sign[] {
  return row.labels.flatMap((label) => (label[type] === undefined ? [] : [label[type]]));
}

export interface Counts {
  tp: number;
  fp: number;
  fn: number;
}
export const f1 = ({ tp, fp, fn }: Counts): number => (tp === 0 ? 0 : (2 * tp) / (2 * tp + fp + fn));

/** The threshold with the best F1 on these rows, and that F1. `gold` as in goldOf. */
export function bestThreshold(scores: ArrayLike<number>, gold: ArrayLike<number>): { threshold: number; f1: number } {
  const order = Array.from({ length: scores.length }, (_, i) => i)
    .filter((i) => gold[i] !== 2)
    .sort((a, b) => scores[b]! - scores[a]!);
  const positives = order.filter((i) => gold[i] === 1).length;
  let tp = 0;
  let best = { threshold: 1, f1: 0 };
  order.forEach((i, rank) => {
    if (gold[i] === 1) tp++;
    const value = (2 * tp) / (rank + 1 + positives);
    if (value > best.f1) best = { threshold: scores[i]!, f1: value };
  });
  return best;
}

/** Area under the precision-recall curve (average precision). */
export function averagePrecision(scores: ArrayLike<number>, gold: ArrayLike<number>): number {
  const order = Array.from({ length: scores.length }, (_, i) => i)
    .filter((i) => gold[i] !== 2)
    .sort((a, b) => scores[b]! - scores[a]!);
  let tp = 0;
  let sum = 0;
  order.forEach((i, rank) => {
    if (gold[i] === 1) {
      tp++;
      sum += tp / (rank + 1);
    }
  });
  return tp === 0 ? 0 : sum / tp;
}

export const TYPES = CLAIM_TYPES;
