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

const at = (scores: Scores, i: number, head: number): number => scores[i]?.[head] ?? 0;

/** Weighted mean of a head over the other passages, drawn to `rest` where there are few. */
function meanOfOthers(
  scores: Scores,
  self: number,
  reach: number,
  value: (i: number) => number,
  weight: (i: number) => number,
  rest: number,
  strength: number,
): number {
  let sum = rest * strength;
  let total = strength;
  const from = Math.max(0, self - reach);
  const to = Math.min(scores.length - 1, self + reach);
  for (let i = from; i <= to; i++) {
    if (i === self) continue;
    const w = weight(i);
    sum += w * value(i);
    total += w;
  }
  return sum / total;
}

const one = () => 1;

function typeInputs(scores: Scores, i: number): number[] {
  const inputs: number[] = [];
  for (let t = 0; t < CLAIM_TYPES.length; t++) inputs.push(at(scores, i, HEAD.type + t));
  for (let t = 0; t < CLAIM_TYPES.length; t++) {
    const p = (j: number) => sigmoid(at(scores, j, HEAD.type + t));
    inputs.push(i > 0 ? p(i - 1) : 0.07, i + 1 < scores.length ? p(i + 1) : 0.07);
    inputs.push(meanOfOthers(scores, i, NEAR, p, one, 0.07, 1));
    inputs.push(meanOfOthers(scores, i, scores.length, p, one, 0.07, 2));
  }
  return inputs;
}

function topicInputs(scores: Scores, i: number, topic: number): number[] {
  const head = HEAD.topic + topic;
  const value = (j: number) => at(scores, j, head);
  const own = value(i);
  const claim = (j: number) => {
    let most = 0;
    for (let t = 0; t < CLAIM_TYPES.length; t++) most = Math.max(most, sigmoid(at(scores, j, HEAD.type + t)));
    return most;
  };
  return [
    own,
    meanOfOthers(scores, i, NEAR, value, one, own, 1),
    meanOfOthers(scores, i, scores.length, value, one, own, 1),
    meanOfOthers(scores, i, scores.length, value, claim, own, 0.3),
  ];
}

function signInputs(scores: Scores, i: number, type: number): number[] {
  const sign = (t: number) => (j: number) => at(scores, j, HEAD.sign + t);
  const chance = (t: number) => (j: number) => sigmoid(at(scores, j, HEAD.type + t));
  const inputs = [
    sign(type)(i),
    meanOfOthers(scores, i, 1, sign(type), chance(type), 0, 0.1),
    meanOfOthers(scores, i, NEAR, sign(type), chance(type), 0, 0.1),
    meanOfOthers(scores, i, scores.length, sign(type), chance(type), 0, 0.1),
    meanOfOthers(scores, i, scores.length, sign(type), one, 0, 1),
  ];
  for (let t = 0; t < CLAIM_TYPES.length; t++) inputs.push(t === type ? 0 : sign(t)(i));
  return inputs;
}

function bothInputs(scores: Scores, i: number, type: number): number[] {
  const own = at(scores, i, HEAD.both + type);
  const value = (j: number) => at(scores, j, HEAD.both + type);
  return [own, meanOfOthers(scores, i, scores.length, value, one, own, 1), Math.abs(at(scores, i, HEAD.sign + type))];
}

function voiceInputs(scores: Scores, i: number, voice: number): number[] {
  const head = HEAD.voice + voice;
  const value = (j: number) => at(scores, j, head);
  return [value(i), at(scores, i, HEAD.voice + 1 - voice), meanOfOthers(scores, i, 1, value, one, value(i), 1)];
}

/** Inputs of one output of the second layer for passage `i`. */
export function contextInputs(family: Family, scores: Scores, i: number, output: number): number[] {
  if (family === 'type') return typeInputs(scores, i);
  if (family === 'topic') return topicInputs(scores, i, output);
  if (family === 'sign') return signInputs(scores, i, output);
  if (family === 'both') return bothInputs(scores, i, output);
  return voiceInputs(scores, i, output);
}

/** Log-odds of one output of the second layer. */
export function contextScore(layer: Layer, family: Family, scores: Scores, i: number, output: number): number {
  const weights = layer.weights[output];
  const inputs = contextInputs(family, scores, i, output);
  let z = layer.bias[output] ?? 0;
  for (let k = 0; k < inputs.length; k++) z += (weights?.[k] ?? 0) * (inputs[k] ?? 0);
  return z;
}
