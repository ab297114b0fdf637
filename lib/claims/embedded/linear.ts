import { CLAIM_TYPES, type TagInput } from '../claim';
import { type Feature, featuresOf, GROUPS, type Group, partsOf, type Source } from './features';
import { FOCUSED, focusOf, GATE, relevance, type Sentence, sentencesOf } from './focus';
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

/** A feature of the vocabulary and how much it counts. */
interface Entry {
  feature: Feature;
  id: number;
  weight: number;
}
type Words = Iterable<readonly [word: string, weight: number]>;

const headsFrom = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
const ALL = headsFrom(0, HEAD.count);
const TYPES = headsFrom(HEAD.type, HEAD.topic);
const BUT_POSITIONS = headsFrom(0, HEAD.sign);
const GROUP = Object.fromEntries(GROUPS.map((group, g) => [group, g])) as Record<Group, number>;

const sums = new Float64Array(HEAD.count);

/**
 * Adds to the scores of `heads` what the entries of one group say: each has its idf times its weight as value, all scaled to
 * unit length by a factor that is given back.
 */
function addGroup(model: Model, group: Group, entries: Entry[], heads: number[], scores: Float64Array): number {
  if (entries.length === 0) return 0;
  const { header, weights, idf } = model;
  for (const h of heads) sums[h] = 0;
  let square = 0;
  for (const { id, weight } of entries) {
    const value = (idf[id] ?? 0) * weight;
    square += value * value;
    const at = id * HEAD.count;
    for (const h of heads) sums[h]! += value * weights[at + h]!;
  }
  const norm = 1 / Math.sqrt(square || 1);
  const scale = header.scale[GROUP[group]];
  for (const h of heads) scores[h]! += sums[h]! * norm * (scale?.[h] ?? 0);
  return norm;
}

/** The same for parts of words, which count once for each different word that has them, so that a word's are summed once. */
function addParts(model: Model, words: Words, heads: number[], scores: Float64Array): number {
  for (const h of heads) sums[h] = 0;
  let square = 0;
  for (const [word, weight] of words) {
    const parts = partsFor(model, word);
    square += parts.square * weight * weight;
    for (const h of heads) sums[h]! += parts.sums[h]! * weight;
  }
  const norm = 1 / Math.sqrt(square || 1);
  for (const h of heads) scores[h]! += sums[h]! * norm;
  return norm;
}

/** What stands in a sentence or a passage, each with the same weight or its own. */
function addFocused(
  model: Model,
  features: Iterable<{ feature: Feature; weight: number }>,
  words: Words,
  heads: number[],
  scores: Float64Array,
): void {
  const entries: Record<'text' | 'sense', Entry[]> = { text: [], sense: [] };
  for (const { feature, weight } of features) {
    const id = model.ids.get(feature.key);
    if (id !== undefined) entries[feature.group as 'text' | 'sense'].push({ feature, id, weight });
  }
  addGroup(model, 'text', entries.text, heads, scores);
  addGroup(model, 'sense', entries.sense, heads, scores);
  addParts(model, words, heads, scores);
}

const evenly = function* (words: Iterable<string>): Generator<readonly [string, number]> {
  for (const word of words) yield [word, 1];
};

/** Log-odds of every type for a sentence alone. */
function typesOf(model: Model, { features, words }: Sentence): Float64Array {
  const scores = new Float64Array(HEAD.count);
  addFocused(
    model,
    features.map((feature) => ({ feature, weight: 1 })),
    evenly(words),
    TYPES,
    scores,
  );
  return scores;
}

/**
 * Scores of all heads. Positions of the types that a passage of several sentences may make a claim of are read with its
 * sentences weighted (see focus.ts); everything else from the whole passage.
 */
export function linear(model: Model, input: TagInput): Linear {
  const { header, weights, idf, ids } = model;
  const source = sourceOf(input);
  const tokens = tokensOf(source.text);
  const scores = Float64Array.from(header.bias);
  const lists = Object.fromEntries(GROUPS.map((group) => [group, [] as Entry[]])) as Record<Group, Entry[]>;
  for (const feature of featuresOf(source, tokens)) {
    const id = ids.get(feature.key);
    if (id !== undefined) lists[feature.group].push({ feature, id, weight: 1 });
  }
  const words = new Map<string, number>();
  tokens.forEach(({ word }, k) => {
    if (!words.has(word)) words.set(word, k);
  });
  const norms = GROUPS.map((group) =>
    group === 'char'
      ? addParts(model, evenly(words.keys()), BUT_POSITIONS, scores)
      : addGroup(model, group, lists[group], FOCUSED.has(group) ? BUT_POSITIONS : ALL, scores),
  );

  let even = CLAIM_TYPES.map((_, t) => t);
  const likely = even.filter((t) => scores[HEAD.type + t]! >= GATE);
  const sentences = likely.length > 0 ? sentencesOf(source.text) : [];
  if (sentences.length > 1) {
    const types = sentences.map((sentence) => typesOf(model, sentence));
    for (const t of likely) {
      const focus = focusOf(sentences, relevance(types.map((of) => of[HEAD.type + t]!)));
      addFocused(model, focus.features, focus.words, [HEAD.sign + t, HEAD.both + t], scores);
    }
    even = even.filter((t) => !likely.includes(t));
  }
  const heads = even.flatMap((t) => [HEAD.sign + t, HEAD.both + t]);
  addGroup(model, 'text', lists.text, heads, scores);
  addGroup(model, 'sense', lists.sense, heads, scores);
  addParts(model, evenly(words.keys()), heads, scores);

  const active = (): Active[] => [
    ...GROUPS.flatMap((group, g) =>
      lists[group].map(({ feature, id }) => ({
        feature,
        value: (idf[id] ?? 0) * (norms[g] ?? 0),
        weight: (head: number) => (weights[id * HEAD.count + head] ?? 0) * (header.scale[g]?.[head] ?? 0),
      })),
    ),
    ...[...words].map(([word, k]) => ({
      feature: { key: word, group: 'char' as const, start: tokens[k]!.start, end: tokens[k]!.end },
      value: norms[GROUP.char] ?? 0,
      weight: (head: number) => partsFor(model, word).sums[head] ?? 0,
    })),
  ];
  return { scores, active };
}
