import { CLAIM_TYPES, TOPICS } from '../claim';
import { HEAD, type Layer } from './model';

export const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/** First-layer scores of the passages of one post, in reading order. */
export type Scores = ArrayLike<number>[];

/** Parts of the second layer. Each has its own inputs, made below. */
export const FAMILIES = ['type', 'topic', 'sign', 'both', 'voice'] as const;
export type Family = (typeof FAMILIES)[number];

/** How many outputs a part has. */
export const OUTPUTS: Record<Family, number> = { type: 4, topic: TOPICS.length, sign: 4, both: 4, voice: 2 };

/** How many neighbours on each side count as near. */
const NEAR = 3;

/** What is taken for a passage's chance of a type where there is no passage. */
const RARE = 0.07;

const TYPES = CLAIM_TYPES.length;

/** A quantity of every passage with a weight of every passage, and their sums over the post. */
interface Series {
  value: Float64Array;
  weight: Float64Array;
  sum: number;
  total: number;
}

/** A post as the second layer sees it: everything that is summed over passages is summed once. */
export interface PostView {
  scores: Scores;
  /** Chance of each type, `chance[type]`, weighted alike. */
  chance: Series[];
  /** Each head's score weighted alike, and weighted by the chance that the passage makes a claim (of that head's type). */
  alike: Series[];
  byClaim: Series[];
}

function series(value: Float64Array, weight: Float64Array): Series {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < value.length; i++) {
    sum += value[i]! * weight[i]!;
    total += weight[i]!;
  }
  return { value, weight, sum, total };
}

/** Prepares a post. Linear in its passages. */
export function viewOf(scores: Scores): PostView {
  const n = scores.length;
  const ones = new Float64Array(n).fill(1);
  const column = (head: number) => Float64Array.from({ length: n }, (_, i) => scores[i]?.[head] ?? 0);
  const chances = CLAIM_TYPES.map((_, t) => column(HEAD.type + t).map(sigmoid));
  const claim = Float64Array.from({ length: n }, (_, i) => Math.max(...chances.map((p) => p[i]!)));
  const alike: Series[] = [];
  const byClaim: Series[] = [];
  for (let head = 0; head < HEAD.count; head++) {
    const value = column(head);
    alike.push(series(value, ones));
    const sign = head - HEAD.sign;
    byClaim.push(series(value, sign >= 0 && sign < TYPES ? chances[sign]! : claim));
  }
  return { scores, chance: chances.map((p) => series(p, ones)), alike, byClaim };
}

/** Weighted mean over the other passages of the post, drawn to `rest` with the weight `strength`. */
const meanOfAll = ({ value, weight, sum, total }: Series, i: number, rest: number, strength: number): number =>
  (sum - value[i]! * weight[i]! + rest * strength) / (total - weight[i]! + strength);

/** The same over the passages at most `reach` away. */
function meanNear({ value, weight }: Series, i: number, reach: number, rest: number, strength: number): number {
  let sum = rest * strength;
  let total = strength;
  const to = Math.min(value.length - 1, i + reach);
  for (let j = Math.max(0, i - reach); j <= to; j++) {
    if (j === i) continue;
    sum += weight[j]! * value[j]!;
    total += weight[j]!;
  }
  return sum / total;
}

const score = (view: PostView, i: number, head: number): number => view.alike[head]!.value[i]!;

function typeInputs(view: PostView, i: number): number[] {
  const inputs: number[] = [];
  for (let t = 0; t < TYPES; t++) inputs.push(score(view, i, HEAD.type + t));
  for (let t = 0; t < TYPES; t++) {
    const p = view.chance[t]!;
    inputs.push(
      p.value[i - 1] ?? RARE,
      p.value[i + 1] ?? RARE,
      meanNear(p, i, NEAR, RARE, 1),
      meanOfAll(p, i, RARE, 2),
    );
  }
  return inputs;
}

function topicInputs(view: PostView, i: number, topic: number): number[] {
  const head = HEAD.topic + topic;
  const own = score(view, i, head);
  const alike = view.alike[head]!;
  return [
    own,
    meanNear(alike, i, NEAR, own, 1),
    meanOfAll(alike, i, own, 1),
    meanOfAll(view.byClaim[head]!, i, own, 0.3),
  ];
}

function signInputs(view: PostView, i: number, type: number): number[] {
  const head = HEAD.sign + type;
  const byClaim = view.byClaim[head]!;
  const inputs = [
    score(view, i, head),
    meanNear(byClaim, i, 1, 0, 0.1),
    meanNear(byClaim, i, NEAR, 0, 0.1),
    meanOfAll(byClaim, i, 0, 0.1),
    meanOfAll(view.alike[head]!, i, 0, 1),
  ];
  for (let t = 0; t < TYPES; t++) inputs.push(t === type ? 0 : score(view, i, HEAD.sign + t));
  return inputs;
}

function bothInputs(view: PostView, i: number, type: number): number[] {
  const own = score(view, i, HEAD.both + type);
  return [own, meanOfAll(view.alike[HEAD.both + type]!, i, own, 1), Math.abs(score(view, i, HEAD.sign + type))];
}

function voiceInputs(view: PostView, i: number, voice: number): number[] {
  const own = score(view, i, HEAD.voice + voice);
  return [own, score(view, i, HEAD.voice + 1 - voice), meanNear(view.alike[HEAD.voice + voice]!, i, 1, own, 1)];
}

/** Inputs of one output of the second layer for passage `i`. Those of `type` are the same for all its outputs. */
export function contextInputs(family: Family, view: PostView, i: number, output: number): number[] {
  if (family === 'type') return typeInputs(view, i);
  if (family === 'topic') return topicInputs(view, i, output);
  if (family === 'sign') return signInputs(view, i, output);
  if (family === 'both') return bothInputs(view, i, output);
  return voiceInputs(view, i, output);
}

/** Log-odds of one output of the second layer. */
export function contextScore(layer: Layer, family: Family, view: PostView, i: number, output: number): number {
  const weights = layer.weights[output];
  const inputs = contextInputs(family, view, i, output);
  let z = layer.bias[output] ?? 0;
  for (let k = 0; k < inputs.length; k++) z += (weights?.[k] ?? 0) * (inputs[k] ?? 0);
  return z;
}
