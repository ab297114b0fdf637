import type { TagInput } from '../claim';
import { type Feature, featuresOf, GROUPS, type Source } from './features';
import type { Model } from './model';

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

/** Features in the vocabulary with their values: idf, scaled to unit length within each group. */
export function activeOf(model: Pick<Model, 'ids' | 'idf'>, source: Source): Active[] {
  const active: Active[] = [];
  const squares = { text: 0, char: 0, cluster: 0, lexicon: 0, previous: 0, title: 0, cue: 0 };
  for (const feature of featuresOf(source)) {
    const id = model.ids.get(feature.key);
    if (id === undefined) continue;
    const value = model.idf[id] ?? 0;
    squares[feature.group] += value * value;
    active.push({ ...feature, id, value });
  }
  for (const group of GROUPS) squares[group] = 1 / Math.sqrt(squares[group] || 1);
  for (const feature of active) feature.value *= squares[feature.group];
  return active;
}

export function linear(model: Model, input: TagInput): Linear {
  const { header, weights } = model;
  const heads = header.heads.length;
  const active = activeOf(model, sourceOf(input));
  const scores = new Float64Array(heads);
  for (const { id, value } of active) {
    const at = id * heads;
    for (let h = 0; h < heads; h++) scores[h]! += value * weights[at + h]!;
  }
  for (let h = 0; h < heads; h++) scores[h] = scores[h]! * header.scale[h]! + header.bias[h]!;
  return { scores, active };
}
