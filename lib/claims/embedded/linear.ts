import { CLAIM_TYPES, type TagInput } from '../claim';
import { type Feature, featuresOf, GROUPS, type Group, partsOf, type Source } from './features';
import { FOCUSED, GATE, heaviest, relevance, type Sentence, sentencesOf } from './focus';
import { HEAD, type Model } from './model';
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
  const scale = model.header.scale[GROUPS.indexOf('char')];
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

const GROUP = Object.fromEntries(GROUPS.map((group, g) => [group, g])) as Record<Group, number>;

/** Heads from `from` up to `to`, every `step`-th. */
interface Range {
  from: number;
  to: number;
  step: number;
}
const ALL: Range = { from: 0, to: HEAD.count, step: 1 };
const TYPES: Range = { from: HEAD.type, to: HEAD.topic, step: 1 };
/** The two heads of a type's position: `sign` and `both` are as far apart as there are types. */
const positionOf = (type: number): Range => ({ from: HEAD.sign + type, to: HEAD.count, step: HEAD.both - HEAD.sign });

const sums = new Float64Array(HEAD.count);

/**
 * Adds to the scores of some heads what the features of one group say, given by their places in the vocabulary: each has its idf
 * times its weight (1 where there are none) as value, all scaled to unit length by a factor that is given back.
 */
function addGroup(
  model: Model,
  group: Group,
  features: number[],
  weighting: number[] | null,
  { from, to, step }: Range,
  scores: Float64Array,
): number {
  if (features.length === 0) return 0;
  const { header, weights, idf } = model;
  for (let h = from; h < to; h += step) sums[h] = 0;
  let square = 0;
  for (let k = 0; k < features.length; k++) {
    const id = features[k]!;
    const value = (idf[id] ?? 0) * (weighting ? weighting[k]! : 1);
    square += value * value;
    const at = id * HEAD.count;
    for (let h = from; h < to; h += step) sums[h]! += value * weights[at + h]!;
  }
  const norm = 1 / Math.sqrt(square || 1);
  const scale = header.scale[GROUP[group]];
  for (let h = from; h < to; h += step) scores[h]! += sums[h]! * norm * (scale?.[h] ?? 0);
  return norm;
}

/**
 * The same for parts of words, which count once for each different word that has them, so that a word's are summed once. Every
 * word has its weight, or 1.
 */
function addParts(
  model: Model,
  words: Iterable<string>,
  weights: ReadonlyMap<string, number> | null,
  { from, to, step }: Range,
  scores: Float64Array,
): number {
  for (let h = from; h < to; h += step) sums[h] = 0;
  let square = 0;
  for (const word of words) {
    const weight = weights?.get(word) ?? 1;
    const parts = partsFor(model, word);
    square += parts.square * weight * weight;
    for (let h = from; h < to; h += step) sums[h]! += parts.sums[h]! * weight;
  }
  const norm = 1 / Math.sqrt(square || 1);
  for (let h = from; h < to; h += step) scores[h]! += sums[h]! * norm;
  return norm;
}

/** What stands in a sentence, as the vocabulary has it. */
interface Known {
  text: number[];
  sense: number[];
  words: Set<string>;
}

function knownOf(model: Model, { features, words }: Sentence): Known {
  const known: Known = { text: [], sense: [], words };
  for (const { key, group } of features) {
    const id = model.ids.get(key);
    if (id !== undefined) known[group === 'text' ? 'text' : 'sense'].push(id);
  }
  return known;
}

/** Log-odds of every type for a sentence alone. */
function typesOf(model: Model, { text, sense, words }: Known): Float64Array {
  const scores = new Float64Array(HEAD.count);
  addGroup(model, 'text', text, null, TYPES, scores);
  addGroup(model, 'sense', sense, null, TYPES, scores);
  addParts(model, words, null, TYPES, scores);
  return scores;
}

/** Adds to the two scores of a type's position what the sentences say, each with its weight. */
function addWeighted(model: Model, sentences: Known[], weights: number[], type: number, scores: Float64Array): void {
  const heads = positionOf(type);
  for (const group of ['text', 'sense'] as const) {
    const heavy = heaviest(
      sentences.map((known) => known[group]),
      weights,
    );
    addGroup(model, group, [...heavy.keys()], [...heavy.values()], heads, scores);
  }
  const words = heaviest(
    sentences.map((known) => known.words),
    weights,
  );
  addParts(model, words.keys(), words, heads, scores);
}

/**
 * Scores of all heads. Positions of the types that a passage of several sentences may make a claim of are read with its
 * sentences weighted (see focus.ts); everything else from the whole passage.
 */
export function linear(model: Model, input: TagInput): Linear {
  const { header, weights, idf, ids } = model;
  const source = sourceOf(input);
  const tokens = tokensOf(source.text);
  const found = GROUPS.map(() => ({ features: [] as Feature[], ids: [] as number[] }));
  for (const feature of featuresOf(source, tokens)) {
    const id = ids.get(feature.key);
    if (id === undefined) continue;
    const list = found[GROUP[feature.group]]!;
    list.features.push(feature);
    list.ids.push(id);
  }
  const words = new Map<string, number>();
  tokens.forEach(({ word }, k) => {
    if (!words.has(word)) words.set(word, k);
  });
  // What stands in the sentences is summed apart, for it counts otherwise where they are weighted.
  const around = Float64Array.from(header.bias);
  const within = new Float64Array(HEAD.count);
  const norms = GROUPS.map((group, g) =>
    group === 'char'
      ? addParts(model, words.keys(), null, ALL, within)
      : addGroup(model, group, found[g]!.ids, null, ALL, FOCUSED.has(group) ? within : around),
  );
  const likely = CLAIM_TYPES.flatMap((_, t) => (around[HEAD.type + t]! + within[HEAD.type + t]! >= GATE ? [t] : []));
  const sentences = likely.length > 0 ? sentencesOf(source.text) : [];
  if (sentences.length > 1) {
    const known = sentences.map((sentence) => knownOf(model, sentence));
    const types = known.map((sentence) => typesOf(model, sentence));
    for (const t of likely) {
      within[HEAD.sign + t] = 0;
      within[HEAD.both + t] = 0;
      addWeighted(model, known, relevance(types.map((of) => of[HEAD.type + t]!)), t, within);
    }
  }
  const scores = around.map((sum, h) => sum + within[h]!);

  const active = (): Active[] => [
    ...found.flatMap((list, g) =>
      list.features.map((feature, k) => {
        const id = list.ids[k]!;
        return {
          feature,
          value: (idf[id] ?? 0) * (norms[g] ?? 0),
          weight: (head: number) => (weights[id * HEAD.count + head] ?? 0) * (header.scale[g]?.[head] ?? 0),
        };
      }),
    ),
    ...[...words].map(([word, k]) => ({
      feature: { key: word, group: 'char' as const, start: tokens[k]!.start, end: tokens[k]!.end },
      value: norms[GROUP.char] ?? 0,
      weight: (head: number) => partsFor(model, word).sums[head] ?? 0,
    })),
  ];
  return { scores, active };
}
