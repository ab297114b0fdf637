import { CLAIM_TYPES, type TagInput } from '../claim';
import { type Cue, cuesOf } from './cues';
import { type Dictionary, dictionaryOf, type Reading, type Word } from './dictionary';
import { GROUP_INDEX, type Group, NEGATION_REACH, type Source } from './features';
import { GATE, relevance, type Stretch, sentencesOf } from './focus';
import { lexiconOf } from './lexicon';
import { HEAD, type Model } from './model';

/** What the vocabulary has of a stretch of words, each once: places of words, pairs and negated words, of senses, and the words. */
export interface Found {
  text: number[];
  /** For each of `text`, the token with which it is complete. */
  at: number[];
  sense: number[];
  words: Word[];
  /** For each of `words`, the token. */
  first: number[];
}

/** What made the scores of a passage, for `reasonsFor`. */
export interface Evidence {
  reading: Reading;
  within: Found;
  lexicon: string[];
  cues: Cue[];
  previous: Word[];
  title: Word[];
  /** By what the values of each group were multiplied, to unit length. */
  norms: Record<Group, number>;
}

/** The first layer's answer for one passage: log-odds of every head, and what made them. */
export interface Linear {
  scores: Float64Array;
  evidence: Evidence;
}

/** What the features are made from: title, headings and lead-in are one bag of words, the passage before another. */
export function sourceOf(input: TagInput): Source {
  return {
    text: input.text,
    previous: input.leadIn ?? input.previous ?? '',
    title: [input.title ?? '', ...input.heading].join(' . '),
  };
}

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
    const value = idf[id]! * (weighting ? weighting[k]! : 1);
    square += value * value;
    const at = id * HEAD.count;
    for (let h = from; h < to; h += step) sums[h]! += value * weights[at + h]!;
  }
  const norm = 1 / Math.sqrt(square || 1);
  const scale = header.scale[GROUP_INDEX[group]]!;
  for (let h = from; h < to; h += step) scores[h]! += sums[h]! * norm * scale[h]!;
  return norm;
}

/** The same for parts of words, which count once for each different word that has them, so that a word's are summed once. */
function addParts(words: Word[], weighting: number[] | null, { from, to, step }: Range, scores: Float64Array): number {
  for (let h = from; h < to; h += step) sums[h] = 0;
  let square = 0;
  for (let k = 0; k < words.length; k++) {
    const { parts } = words[k]!;
    const weight = weighting ? weighting[k]! : 1;
    square += parts.square * weight * weight;
    for (let h = from; h < to; h += step) sums[h]! += parts.sums[h]! * weight;
  }
  const norm = 1 / Math.sqrt(square || 1);
  for (let h = from; h < to; h += step) scores[h]! += sums[h]! * norm;
  return norm;
}

/** Finds the features that `wordFeaturesOf` names. */
function find(dictionary: Dictionary, { tokens, words }: Reading, [from, to]: Stretch): Found {
  const found: Found = { text: [], at: [], sense: [], words: [], first: [] };
  const add = (feature: number, i: number) => {
    if (feature < 0 || !dictionary.isNew(feature)) return;
    found.text.push(feature);
    found.at.push(i);
  };
  dictionary.start();
  let negated = 0;
  for (let i = from; i < to; i++) {
    const word = words[i]!;
    if (i === from || tokens[i]!.breakBefore) negated = 0;
    else add(words[i - 1]!.pairs?.get(word.word) ?? -1, i);
    if (negated > 0) {
      add(word.negated, i);
      negated--;
    }
    if (word.negates) negated = NEGATION_REACH;
    if (!dictionary.isNewWord(word)) continue;
    found.words.push(word);
    found.first.push(i);
    add(word.text, i);
    if (word.sense >= 0) found.sense.push(word.sense);
  }
  return found;
}

/** The different words of the context that the vocabulary has as such. */
function contextOf(dictionary: Dictionary, text: string, group: 'previous' | 'title'): Word[] {
  dictionary.start();
  return dictionary.read(text).words.filter((word) => word[group] >= 0 && dictionary.isNewWord(word));
}

/** Log-odds of every type for a sentence alone. */
function typesOf(model: Model, { text, sense, words }: Found): Float64Array {
  const scores = new Float64Array(HEAD.topic);
  addGroup(model, 'text', text, null, TYPES, scores);
  addGroup(model, 'sense', sense, null, TYPES, scores);
  addParts(words, null, TYPES, scores);
  return scores;
}

/** Adds to the two scores of a type's position what the sentences say, each thing with the weight of its weightiest sentence. */
function addWeighted(
  model: Model,
  dictionary: Dictionary,
  sentences: Found[],
  weights: number[],
  type: number,
  scores: Float64Array,
): void {
  const text: number[] = [];
  const sense: number[] = [];
  const words: Word[] = [];
  const weight = { text: [] as number[], sense: [] as number[], words: [] as number[] };
  dictionary.start();
  for (const k of [...weights.keys()].sort((a, b) => weights[b]! - weights[a]!)) {
    const found = sentences[k]!;
    const its = weights[k]!;
    for (const feature of found.text) {
      if (!dictionary.isNew(feature)) continue;
      text.push(feature);
      weight.text.push(its);
    }
    for (const feature of found.sense) {
      if (!dictionary.isNew(feature)) continue;
      sense.push(feature);
      weight.sense.push(its);
    }
    for (const word of found.words) {
      if (!dictionary.isNewWord(word)) continue;
      words.push(word);
      weight.words.push(its);
    }
  }
  const heads = positionOf(type);
  addGroup(model, 'text', text, weight.text, heads, scores);
  addGroup(model, 'sense', sense, weight.sense, heads, scores);
  addParts(words, weight.words, heads, scores);
}

/**
 * Scores of all heads. Positions of the types that a passage of several sentences may make a claim of are read with its
 * sentences weighted (see focus.ts); everything else from the whole passage.
 */
export function linear(model: Model, input: TagInput): Linear {
  const dictionary = dictionaryOf(model);
  const source = sourceOf(input);
  const reading = dictionary.read(source.text);
  const { tokens } = reading;
  const found = find(dictionary, reading, [0, tokens.length]);
  const lexicon = lexiconOf(tokens);
  const cues = cuesOf(source.text, tokens);
  const previous = contextOf(dictionary, source.previous, 'previous');
  const title = contextOf(dictionary, source.title, 'title');
  const placesOf = (keys: string[]): number[] => keys.flatMap((key) => model.ids.get(key) ?? []);
  // What stands in the sentences is summed apart, for it counts otherwise where they are weighted.
  const within = new Float64Array(HEAD.count);
  const beside = Float64Array.from(model.header.bias);
  const add = (group: Group, features: number[], scores: Float64Array) =>
    addGroup(model, group, features, null, ALL, scores);
  const norms: Record<Group, number> = {
    text: add('text', found.text, within),
    char: addParts(found.words, null, ALL, within),
    sense: add('sense', found.sense, within),
    lexicon: add('lexicon', placesOf(lexicon), beside),
    previous: add(
      'previous',
      previous.map((word) => word.previous),
      beside,
    ),
    title: add(
      'title',
      title.map((word) => word.title),
      beside,
    ),
    cue: add('cue', placesOf(cues.map(({ key }) => key)), beside),
  };
  const likely = CLAIM_TYPES.flatMap((_, t) => (beside[HEAD.type + t]! + within[HEAD.type + t]! >= GATE ? [t] : []));
  const stretches = likely.length > 0 ? sentencesOf(source.text, tokens) : [];
  if (stretches.length > 1) {
    const sentences = stretches.map((stretch) => find(dictionary, reading, stretch));
    const types = sentences.map((sentence) => typesOf(model, sentence));
    for (const t of likely) {
      within[HEAD.sign + t] = 0;
      within[HEAD.both + t] = 0;
      addWeighted(model, dictionary, sentences, relevance(types.map((of) => of[HEAD.type + t]!)), t, within);
    }
  }
  const evidence = { reading, within: found, lexicon, cues, previous, title, norms };
  return { scores: beside.map((sum, h) => sum + within[h]!), evidence };
}
