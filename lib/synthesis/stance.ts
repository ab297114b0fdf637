/**
 * Where one speaker stands in one cell, as probabilities, from passages whose labels are uncertain.
 *
 * What is estimated: the stance that a careful reader would see in the same passages, that is, the sign of the weighted
 * mean of their true labels. The true labels of one speaker on one question are alike, which is why several passages
 * that point the same way raise the sureness. How alike was fitted by EM on the 1,690 (author, type, topic) groups of
 * the labelled training posts: a mixture of three kinds of speaker, each drawing its labels independently. With a
 * single passage the result is exactly that passage's own reliability; more passages pool through the mixture.
 */

/** Probabilities of a passage's true label: for, both or no side, against. They sum to 1. */
export type LabelOdds = readonly [plus: number, zero: number, minus: number];

export interface LabelledPassage {
  odds: LabelOdds;
  /** Probability that the passage makes a claim of this type in this field at all. */
  present: number;
  /** What it counts for in the mean; 0 where its position cannot be told. */
  weight: number;
  /** True where a machine alone says so. */
  machine: boolean;
}

export interface Stance {
  plus: number;
  zero: number;
  minus: number;
  /** Probability that the speaker makes no such claim. The four sum to 1. */
  silent: number;
}

/** How speakers of each kind (for, divided, against) label their passages, and how common the kinds are. Fitted. */
const KINDS: readonly LabelOdds[] = [
  [0.815, 0.079, 0.106],
  [0.393, 0.214, 0.393],
  [0.106, 0.079, 0.815],
];
const KIND_PRIOR = [0.333, 0.334, 0.333] as const;

/** The marginal label odds of that mixture: what a passage says before anything is known of it. */
export const PRIOR_ODDS: LabelOdds = [0, 1, 2].map((t) =>
  KINDS.reduce((sum, kind, k) => sum + kind[t]! * KIND_PRIOR[k]!, 0),
) as unknown as LabelOdds;

/** A mean of true labels beyond this has a side: two passages for and one against still lean, an even split does not. */
const SIDE = 0.25;

/** Up to here the mean's distribution is worked out on a grid; beyond, the normal approximation is as good. */
const EXACT_LIMIT = 16;
const HALF_GRID = 120;

/**
 * Machine errors on one speaker and question are alike (same style, same irony, same misread term), so many tags are
 * worth few independent ones: n count as n / (1 + (n - 1) x this), as in the effective size of a cluster sample. And no
 * pile of them makes certain. Looked at once on the development posts: without this, stances given 0.9 held in 4 of 11.
 */
const MACHINE_ALIKE = 0.3;
const MACHINE_CAP = 0.85;

function normalAbove(limit: number, mean: number, variance: number): number {
  const z = (limit - mean) / Math.sqrt(Math.max(variance, 1e-9));
  // Logistic approximation of the normal tail; its error is under 0.01, far below that of the inputs.
  return 1 / (1 + Math.exp(1.702 * z));
}

/** P(mean > SIDE) and P(mean < -SIDE) where passage i has label odds `odds[i]` and share `shares[i]` of the weight. */
function sides(odds: LabelOdds[], shares: number[]): { plus: number; minus: number } {
  if (odds.length > EXACT_LIMIT) {
    let mean = 0;
    let variance = 0;
    odds.forEach(([p, , m], i) => {
      const share = shares[i]!;
      mean += share * (p - m);
      variance += share * share * (p + m - (p - m) ** 2);
    });
    return { plus: normalAbove(SIDE, mean, variance), minus: normalAbove(SIDE, -mean, variance) };
  }
  let grid = new Float64Array(2 * HALF_GRID + 1);
  grid[HALF_GRID] = 1;
  odds.forEach(([p, zero, m], i) => {
    const step = shares[i]! * HALF_GRID;
    const whole = Math.floor(step);
    const rest = step - whole;
    const next = new Float64Array(grid.length);
    const add = (at: number, mass: number): void => {
      const index = Math.min(grid.length - 1, Math.max(0, at));
      next[index] = next[index]! + mass;
    };
    for (let x = 0; x < grid.length; x++) {
      const mass = grid[x]!;
      if (mass === 0) continue;
      add(x, mass * zero);
      add(x + whole, mass * p * (1 - rest));
      add(x + whole + 1, mass * p * rest);
      add(x - whole, mass * m * (1 - rest));
      add(x - whole - 1, mass * m * rest);
    }
    grid = next;
  });
  let plus = 0;
  let minus = 0;
  const edge = SIDE * HALF_GRID;
  for (let x = 0; x < grid.length; x++) {
    if (x - HALF_GRID > edge) plus += grid[x]!;
    if (x - HALF_GRID < -edge) minus += grid[x]!;
  }
  return { plus, minus };
}

/** The label odds of each passage when the speaker is of one kind, and how well the passages fit that kind. */
function givenKind(passages: LabelledPassage[], kind: LabelOdds): { logFit: number; odds: LabelOdds[] } {
  let logFit = 0;
  const machines = passages.filter((passage) => passage.machine).length;
  const independent = 1 / (1 + Math.max(0, machines - 1) * MACHINE_ALIKE);
  const odds = passages.map((passage): LabelOdds => {
    const raw = passage.odds.map((q, t) => (q * kind[t]!) / PRIOR_ODDS[t]!);
    const fit = raw[0]! + raw[1]! + raw[2]!;
    logFit += passage.present * Math.log(fit) * (passage.machine ? independent : 1);
    return [raw[0]! / fit, raw[1]! / fit, raw[2]! / fit];
  });
  return { logFit, odds };
}

/**
 * Pools the passages of one speaker in one cell. The order of the passages must be fixed by the caller, so that sums are
 * the same to the last bit.
 */
export function poolStance(passages: LabelledPassage[]): Stance {
  const silent = passages.reduce((product, p) => product * (1 - p.present), 1);
  const weighed = passages.filter((p) => p.weight > 0);
  const used = weighed.length > 0 ? weighed : passages;
  if (used.length === 0) return { plus: 0, zero: 0, minus: 0, silent: 1 };
  const total = used.reduce((sum, p) => sum + (p.weight || 1), 0);
  const shares = used.map((p) => (p.weight || 1) / total);

  const kinds = KINDS.map((kind) => givenKind(used, kind));
  const best = Math.max(...kinds.map((k) => k.logFit));
  const posterior = kinds.map((k, i) => KIND_PRIOR[i]! * Math.exp(k.logFit - best));
  const norm = posterior.reduce((sum, p) => sum + p, 0);
  let plus = 0;
  let minus = 0;
  kinds.forEach((k, i) => {
    const side = sides(k.odds, shares);
    plus += (posterior[i]! / norm) * side.plus;
    minus += (posterior[i]! / norm) * side.minus;
  });
  const cap = passages.every((p) => p.machine) ? MACHINE_CAP : 1;
  plus = Math.min(plus, cap);
  minus = Math.min(minus, cap);
  const zero = Math.max(0, 1 - plus - minus);
  const speaks = 1 - silent;
  return { plus: plus * speaks, zero: zero * speaks, minus: minus * speaks, silent };
}
