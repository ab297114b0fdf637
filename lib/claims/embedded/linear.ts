import type { TagInput } from '../claim';
import { type Feature, featuresOf, GROUPS, type Group, partsOf, type Source } from './features';
import type { Model } from './model';
import { tokensOf } from './tokens';

/** A feature that is in the vocabulary, with the value by which its weights are multiplied. */
export interface Active extends Feature {
  id: number;
  value: number;
}

/** The first layer's answer for one passage: log-odds of every head, and the features that made them. */
export interface Linear {
  scores: Float64Array;
  active: Active[];
}

/** What the features are made from: title, headings and lead-in are one bag of words, the passage before another. */
export function sourceOf(input: TagInput): Source {
  return {
    text: input.text,
    previous: input.leadIn ?? input.previous ?? '',
    title: [input.title ?? '', ...input.heading].join(' . '),
  };
}

/** Numbers of the parts of a word that are in the vocabulary, for each word met. */
const partIds = new WeakMap<Model, Map<string, number[]>>();

/** Words whose parts are remembered. */
const REMEMBERED = 20_000;

function partIdsOf(model: Model, word: string): number[] {
  let known = partIds.get(model);
  if (!known) {
    known = new Map();
    partIds.set(model, known);
  }
  const before = known.get(word);
  if (before) return before;
  const ids = partsOf(word).flatMap((part) => model.ids.get(part) ?? []);
  if (known.size < REMEMBERED) known.set(word, ids);
  return ids;
}

/** Features in the vocabulary with their values: idf, scaled to unit length within each group. */
function activeOf(model: Model, source: Source): Active[] {
  const tokens = tokensOf(source.text);
  const active: Active[] = [];
  const squares = Object.fromEntries(GROUPS.map((group) => [group, 0])) as Record<Group, number>;
  const add = (feature: Feature, id: number) => {
    const value = model.idf[id] ?? 0;
    squares[feature.group] += value * value;
    active.push({ ...feature, id, value });
  };
  for (const feature of featuresOf(source, tokens)) {
    const id = model.ids.get(feature.key);
    if (id !== undefined) add(feature, id);
  }
  const met = new Set<number>();
  for (const { word, start, end } of tokens)
    for (const id of partIdsOf(model, word)) {
      if (met.has(id)) continue;
      met.add(id);
      add({ key: word, group: 'char', start, end }, id);
    }
  for (const group of GROUPS) squares[group] = 1 / Math.sqrt(squares[group] || 1);
  for (const feature of active) feature.value *= squares[feature.group];
  return active;
}

export function linear(model: Model, input: TagInput): Linear {
  const { header, weights } = model;
  const heads = header.heads.length;
  const active = activeOf(model, sourceOf(input));
  const scores = Float64Array.from(header.bias);
  const sums = new Float64Array(heads);
  for (const group of GROUPS) {
    sums.fill(0);
    for (const feature of active) {
      if (feature.group !== group) continue;
      const at = feature.id * heads;
      for (let h = 0; h < heads; h++) sums[h]! += feature.value * weights[at + h]!;
    }
    const scale = header.scale[GROUPS.indexOf(group)];
    for (let h = 0; h < heads; h++) scores[h]! += sums[h]! * (scale?.[h] ?? 0);
  }
  return { scores, active };
}
