import { GROUP_INDEX, NEGATORS, partsOf } from './features';
import type { Model } from './model';
import { type Token, tokensOf } from './tokens';

/** A word as a model has it: the places in the vocabulary of the features that it makes (`featuresOf`), -1 where there is none. */
export interface Word {
  word: string;
  text: number;
  negated: number;
  sense: number;
  previous: number;
  title: number;
  /** Places of the pairs that it begins, by the second word. */
  pairs: ReadonlyMap<string, number> | undefined;
  negates: boolean;
  parts: Parts;
  /** The last time that it was counted: what stands several times counts once. */
  counted: number;
}

/** The parts of a word together: the sum of value times weight for every head (scaled), and that of their squared values. */
export interface Parts {
  sums: Float64Array;
  square: number;
}

/** Words that are remembered from passage to passage. */
const REMEMBERED = 20_000;

/** Texts that are remembered: a passage is the context of the next, and titles and headings stay for many. */
const TEXTS = 4;

/** A text as the model reads it: each token with its word. */
export interface Reading {
  tokens: Token[];
  words: Word[];
}

/**
 * The words that a model has met. Looking a passage's features up by their names takes most of the time of tagging it, and
 * most words come again.
 */
export class Dictionary {
  private readonly words = new Map<string, Word>();
  private readonly texts = new Map<string, Reading>();
  private readonly pairs = new Map<string, Map<string, number>>();
  private readonly features: Int32Array;
  private count = 0;

  constructor(private readonly model: Model) {
    this.features = new Int32Array(model.ids.size);
    for (const [key, id] of model.ids) {
      const cut = key.indexOf(' ');
      // Parts of words (`c:`) and signals (`l:`) may have a blank too.
      if (cut <= 0 || key.includes(':')) continue;
      const first = key.slice(0, cut);
      const seconds = this.pairs.get(first) ?? new Map<string, number>();
      this.pairs.set(first, seconds.set(key.slice(cut + 1), id));
    }
  }

  /** Starts counting anew: everything is new to `isNew` and `isNewWord`. */
  start(): void {
    this.count++;
  }

  isNew(feature: number): boolean {
    if (this.features[feature] === this.count) return false;
    this.features[feature] = this.count;
    return true;
  }

  isNewWord(word: Word): boolean {
    if (word.counted === this.count) return false;
    word.counted = this.count;
    return true;
  }

  /** Reads a text; the same word is the same object within it. */
  read(text: string): Reading {
    const before = this.texts.get(text);
    if (before) {
      // The one that was wanted longest ago goes first.
      this.texts.delete(text);
      this.texts.set(text, before);
      return before;
    }
    if (this.words.size > REMEMBERED) this.words.clear();
    const tokens = tokensOf(text);
    const words = tokens.map(({ word }) => {
      let known = this.words.get(word);
      if (!known) {
        known = this.look(word);
        this.words.set(word, known);
      }
      return known;
    });
    for (const oldest of this.texts.keys()) {
      if (this.texts.size < TEXTS) break;
      this.texts.delete(oldest);
    }
    const reading = { tokens, words };
    this.texts.set(text, reading);
    return reading;
  }

  private look(word: string): Word {
    const at = (key: string): number => this.model.ids.get(key) ?? -1;
    return {
      word,
      text: at(word),
      negated: at(`!${word}`),
      sense: at(`v:${word}`),
      previous: at(`p:${word}`),
      title: at(`t:${word}`),
      pairs: this.pairs.get(word),
      negates: NEGATORS.has(word),
      parts: this.partsOf(word),
      counted: 0,
    };
  }

  private partsOf(word: string): Parts {
    const { header, ids, idf, weights } = this.model;
    const heads = header.heads.length;
    const scale = header.scale[GROUP_INDEX.char] ?? [];
    const sums = new Float64Array(heads);
    let square = 0;
    for (const part of partsOf(word)) {
      const id = ids.get(part);
      if (id === undefined) continue;
      const value = idf[id] ?? 0;
      square += value * value;
      for (let h = 0; h < heads; h++) sums[h]! += value * (weights[id * heads + h] ?? 0) * (scale[h] ?? 0);
    }
    return { sums, square };
  }
}

const dictionaries = new WeakMap<Model, Dictionary>();

export function dictionaryOf(model: Model): Dictionary {
  let known = dictionaries.get(model);
  if (!known) {
    known = new Dictionary(model);
    dictionaries.set(model, known);
  }
  return known;
}
