import type { TagInput } from '../claim';
import { type Feature, featuresOf, GROUPS, type Group, partsOf, type Source } from './features';
import type { Model } from './model';
import { tokensOf } from './tokens';

/** Something in a passage that has weight: a feature of the vocabulary, or (group `char`) a word by its parts. */
export interface Active {
  feature: Feature;
  /** By what its weights are multiplied. */
  value: number;
  /** Weight for a head, before `value`. */
  weight: (head: number) => number;
}

/** The first layer's answer for one passage: log-odds of every head, and what made them (told on request). */
export interface Linear {
  scores: Float64Array;
  active: () => Active[];
}

/** What the features are made from: title, headings and lead-in are one bag of words, the passage before another. */
export function sourceOf(input: TagInput): Source {
  return {
    text: input.text,
    previous: input.leadIn ?? input.previous ?? '',
    title: [input.title ?? '', ...input.heading].join(' . '),
  };
}

/** A word by its parts: the sum of their weights for every head (scaled), and of their squared values. */
interface WordParts {
  sums: Float64Array;
  square: number;
}

const remembered = new WeakMap<Model, Map<string, WordParts>>();

/** Words whose parts are remembered. */
const REMEMBERED = 20_000;

const CHAR = GROUPS.indexOf('char');

function partsFor(model: Model, word: string): WordParts {
  let known = remembered.get(model);
  if (!known) {
    known = new Map();
    remembered.set(model, known);
  }
  const before = known.get(word);
  if (before) return before;
  const heads = model.header.heads.length;
  const sums = new Float64Array(heads);
  const scale = model.header.scale[CHAR];
  let square = 0;
  for (const part of partsOf(word)) {
    const id = model.ids.get(part);
    if (id === undefined) continue;
    const value = model.idf[id] ?? 0;
    square += value * value;
    for (let h = 0; h < heads; h++) sums[h]! += value * (model.weights[id * heads + h] ?? 0) * (scale?.[h] ?? 0);
  }
  const made = { sums, square };
  if (known.size < REMEMBERED) known.set(word, made);
  return made;
}

/**
 * Scores of all heads: each group's features have their idf as value, scaled to unit length within the group; parts of words
 * count once for each different word that has them, so that a word's parts can be summed once and kept.
 */
export function linear(model: Model, input: TagInput): Linear {
  const { header, weights, idf, ids } = model;
  const heads = header.heads.length;
  const source = sourceOf(input);
  const tokens = tokensOf(source.text);
  const features = featuresOf(source, tokens);
  const scores = Float64Array.from(header.bias);
  const lists = Object.fromEntries(GROUPS.map((group) => [group, [] as [Feature, number][]])) as Record<
    Group,
    [Feature, number][]
  >;
  for (const feature of features) {
    const id = ids.get(feature.key);
    if (id !== undefined) lists[feature.group].push([feature, id]);
  }
  const norms = GROUPS.map(() => 0);
  const sums = new Float64Array(heads);
  GROUPS.forEach((group, g) => {
    const list = lists[group];
    if (list.length === 0) return;
    sums.fill(0);
    let square = 0;
    for (const [, id] of list) {
      const value = idf[id] ?? 0;
      square += value * value;
      const at = id * heads;
      for (let h = 0; h < heads; h++) sums[h]! += value * weights[at + h]!;
    }
    const norm = 1 / Math.sqrt(square || 1);
    norms[g] = norm;
    const scale = header.scale[g];
    for (let h = 0; h < heads; h++) scores[h]! += sums[h]! * norm * (scale?.[h] ?? 0);
  });
  const words = new Map<string, number>();
  tokens.forEach(({ word }, k) => {
    if (!words.has(word)) words.set(word, k);
  });
  let square = 0;
  sums.fill(0);
  for (const word of words.keys()) {
    const parts = partsFor(model, word);
    square += parts.square;
    for (let h = 0; h < heads; h++) sums[h]! += parts.sums[h]!;
  }
  const norm = 1 / Math.sqrt(square || 1);
  for (let h = 0; h < heads; h++) scores[h]! += sums[h]! * norm;

  const active = (): Active[] => [
    ...GROUPS.flatMap((group, g) =>
      lists[group].map(([feature, id]) => ({
        feature,
        value: (idf[id] ?? 0) * (norms[g] ?? 0),
        weight: (head: number) => (weights[id * heads + head] ?? 0) * (header.scale[g]?.[head] ?? 0),
      })),
    ),
    ...[...words].map(([word, k]) => ({
      feature: { key: word, group: 'char' as const, start: tokens[k]!.start, end: tokens[k]!.end },
      value: norm,
      weight: (head: number) => partsFor(model, word).sums[head] ?? 0,
    })),
  ];
  return { scores, active };
}
