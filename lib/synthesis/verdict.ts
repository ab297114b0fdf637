import type { Stance } from './stance';
import type { Verdict } from './synthesis';

/**
 * A disagreement is only named when it is at least this likely. Calling two people opposed who are not is the worst
 * error that a synthesis can make, worse than missing a disagreement, about in the ratio 7 : 3; and at two equal
 * sides it asks about 84% of each side, which one unconfirmed machine position (60 to 65% right) can never give.
 */
export const DISAGREE_SHOWN = 0.7;

/** A speaker is named on a side only where that side is likelier than all else together. */
export const NAMED = 0.5;

export interface CellVerdict {
  verdict: Verdict;
  sureness: number;
}

/** How far to count the surplus of undecided speakers over decided ones: beyond this it cannot turn any more. */
const SURPLUS = 24;

interface Odds {
  none: number;
  single: number;
  mixed: number;
  agree: number;
  disagree: number;
}

/**
 * Probabilities of what the speakers make together, by dynamic programming over (sides heard, voices heard up to two,
 * undecided minus decided). Opposed sides: disagree. Else one voice: single. Else at least half undecided: mixed.
 */
function verdictOdds(stances: Stance[]): Odds {
  const width = 2 * SURPLUS + 1;
  const at = (side: number, voices: number, surplus: number): number => (side * 3 + voices) * width + surplus + SURPLUS;
  const clamp = (n: number): number => Math.max(-SURPLUS, Math.min(SURPLUS, n));
  let state = new Float64Array(9 * width);
  state[at(0, 0, 0)] = 1;
  let disagree = 0;
  for (const s of stances) {
    const next = new Float64Array(state.length);
    for (let side = 0; side < 3; side++) {
      for (let voices = 0; voices < 3; voices++) {
        for (let surplus = -SURPLUS; surplus <= SURPLUS; surplus++) {
          const mass = state[at(side, voices, surplus)]!;
          if (mass === 0) continue;
          const more = Math.min(2, voices + 1);
          const add = (index: number, p: number): void => {
            next[index] = next[index]! + mass * p;
          };
          add(at(side, voices, surplus), s.silent);
          add(at(side, more, clamp(surplus + 1)), s.zero);
          if (side === 2) disagree += mass * s.plus;
          else add(at(1, more, clamp(surplus - 1)), s.plus);
          if (side === 1) disagree += mass * s.minus;
          else add(at(2, more, clamp(surplus - 1)), s.minus);
        }
      }
    }
    state = next;
  }
  const odds: Odds = { none: 0, single: 0, mixed: 0, agree: 0, disagree };
  for (let side = 0; side < 3; side++) {
    for (let surplus = -SURPLUS; surplus <= SURPLUS; surplus++) {
      odds.none += state[at(side, 0, surplus)]!;
      odds.single += state[at(side, 1, surplus)]!;
      const several = state[at(side, 2, surplus)]!;
      if (side === 0 || surplus >= 0) odds.mixed += several;
      else odds.agree += several;
    }
  }
  return odds;
}

/** Probability that somebody named on each side really stands there. */
export function namedOpposition(stances: Stance[]): number {
  let noYes = 1;
  let noNo = 1;
  for (const s of stances) {
    if (s.plus >= NAMED) noYes *= 1 - s.plus;
    if (s.minus >= NAMED) noNo *= 1 - s.minus;
  }
  return (1 - noYes) * (1 - noNo);
}

/**
 * The verdict on a cell and the probability that a careful reader of the same passages would give it. `sameField` is
 * the probability that the two sides speak of the same field (1 where nothing hints otherwise).
 *
 * The likeliest verdict wins, except that a disagreement must reach `DISAGREE_SHOWN` with named speakers; where it does
 * not, the next likeliest is given with its own, low, probability, so that the reader is told "can't tell yet".
 */
export function judge(stances: Stance[], sameField: number): CellVerdict {
  if (stances.length === 0) return { verdict: 'single voice', sureness: 0 };
  const odds = verdictOdds(stances);
  const named = namedOpposition(stances);
  const opposed = Math.min(odds.disagree, named);
  if (opposed >= DISAGREE_SHOWN && sameField < 0.5) {
    return { verdict: 'different things', sureness: opposed * (1 - sameField) };
  }
  if (opposed * sameField >= DISAGREE_SHOWN) return { verdict: 'disagree', sureness: opposed * sameField };
  const rest: CellVerdict[] = [
    { verdict: 'single voice', sureness: odds.single },
    { verdict: 'mixed', sureness: odds.mixed },
  ];
  // Where opposition is likelier than agreement but not likely enough to be named, "agree" would be the wrong hint.
  if (odds.agree >= odds.disagree) rest.push({ verdict: 'agree', sureness: odds.agree });
  return rest.reduce((best, next) => (next.sureness > best.sureness ? next : best));
}
