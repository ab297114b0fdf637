import { TOPICS, type Topic } from '../claim';
import { sigmoid } from './context';

/** Weakest position that a predicted side is given: above one half, so that whoever rounds it has the side and not "both sides". */
const LEAST = 0.51;

export const round = (x: number): number => Math.round(x * 10_000) / 10_000;

export interface Stand {
  position: number;
  confidence: number;
}

/**
 * Where a speaker stands, from the log-odds of "+ against -" and of "both sides": the likeliest of the three, its
 * probability, and a number whose size says how sure it is. `hedge` (0 to 1) weakens the size, never the sign.
 */
export function standFrom(sign: number, both: number, hedge: number): Stand {
  const middle = sigmoid(both);
  const plus = (1 - middle) * sigmoid(sign);
  const minus = 1 - middle - plus;
  if (middle > plus && middle > minus) return { position: 0, confidence: round(middle) };
  const sure = Math.max(plus, minus);
  const size = LEAST + (1 - LEAST) * Math.max(0, (sure - 1 / 3) / (2 / 3)) * hedge;
  return { position: round(plus > minus ? size : -size), confidence: round(sure) };
}

/** The likeliest field, and the second where its probability reaches `second`. */
export function topicsFrom(logOdds: number[], second: number): Topic[] {
  return TOPICS.map((topic, k) => ({ topic, p: sigmoid(logOdds[k] ?? -9) }))
    .sort((a, b) => b.p - a.p || (a.topic < b.topic ? -1 : 1))
    .slice(0, 2)
    .filter(({ p }, rank) => rank === 0 || p >= second)
    .map(({ topic }) => topic);
}
