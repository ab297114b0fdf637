import { CLAIM_TYPES } from '../../lib/claims/claim';
import { type Group, wordFeaturesOf } from '../../lib/claims/embedded/features';
import { relevance, type Stretch, sentencesOf } from '../../lib/claims/embedded/focus';
import { type Token, tokensOf } from '../../lib/claims/embedded/tokens';
import type { Row } from './data';
import { type Heads, type Matrix, partsRemembered } from './matrix';
import { goldOf } from './metrics';
import { score } from './solver';

/** Groups of features that stand in a sentence and count with it; the others belong to the whole passage. */
const FOCUSED: ReadonlySet<Group> = new Set(['text', 'char', 'sense']);

/** Weights of the sentences of passages, by row and type (`key`); a passage that is not there is read evenly. */
export type Relevances = Map<number, number[]>;

const key = (row: number, type: number): number => row * CLAIM_TYPES.length + type;

/** A sentence by what counts in it: the names of its features of the groups `text` and `sense`, and its different words. */
interface Sentence {
  keys: Iterable<string>;
  words: Set<string>;
}

function readStretch(tokens: Token[], [from, to]: Stretch): Sentence {
  const part = tokens.slice(from, to);
  return { keys: [...wordFeaturesOf(part).keys()], words: new Set(part.map(({ word }) => word)) };
}

function readSentences(text: string): Sentence[] {
  const tokens = tokensOf(text);
  return sentencesOf(text, tokens).map((stretch) => readStretch(tokens, stretch));
}

/** The weight of each of what stands in the sentences: that of its weightiest sentence. */
function heaviest<T>(sentences: Iterable<T>[], weights: number[]): Map<T, number> {
  const out = new Map<T, number>();
  sentences.forEach((things, i) => {
    const weight = weights[i] ?? 1;
    for (const thing of things) {
      const known = out.get(thing);
      if (known === undefined || known < weight) out.set(thing, weight);
    }
  });
  return out;
}

type Columns = Map<string, number>;
const columnsOf = (x: Matrix): Columns => new Map(x.keys.map((name, c) => [name, c]));

/** Columns and values of what stands in the sentences (alike without weights), each group scaled to unit length, as `linear` has them. */
function valuesOf(x: Matrix, columns: Columns, sentences: Sentence[], weights: number[] = []): Map<number, number> {
  const values = new Map<number, number>();
  const squares = { text: 0, sense: 0, char: 0 };
  const add = (name: string, weight: number) => {
    const c = columns.get(name);
    if (c === undefined) return;
    const v = x.idf[c]! * weight;
    squares[x.groups[c] as keyof typeof squares] += v * v;
    values.set(c, (values.get(c) ?? 0) + v);
  };
  const keys = sentences.map((sentence) => sentence.keys);
  for (const [name, weight] of heaviest(keys, weights)) add(name, weight);
  const words = sentences.map((sentence) => sentence.words);
  for (const [word, weight] of heaviest(words, weights)) for (const part of partsRemembered(word)) add(part, weight);
  for (const [c, v] of values) values.set(c, v / Math.sqrt(squares[x.groups[c] as keyof typeof squares] || 1));
  return values;
}

/** Log-odds from which a given row is looked at for a type: more of them than when tagging, to have neighbours' positions too. */
const GATE = -4;

/**
 * What each sentence of the rows counts, by the type heads given, which must not have seen these rows. Rows that make the
 * claim, and given rows that might by those heads, are looked at.
 */
export function relevancesOf(x: Matrix, rows: Row[], which: number[], types: Heads): Relevances {
  const columns = columnsOf(x);
  const out: Relevances = new Map();
  for (const row of which) {
    const chosen = CLAIM_TYPES.flatMap((type, t) => {
      if (goldOf(rows[row]!, type) === 1) return [t];
      if (rows[row]!.own) return [];
      return score(x, row, { weights: types.weights[t]!, bias: types.bias[t]! }) >= GATE ? [t] : [];
    });
    if (chosen.length === 0) continue;
    const sentences = readSentences(rows[row]!.text);
    if (sentences.length < 2) continue;
    const values = sentences.map((sentence) => valuesOf(x, columns, [sentence]));
    for (const t of chosen) {
      const scores = values.map((list) => {
        let z = 0;
        for (const [c, v] of list) z += types.weights[t]![c]! * v;
        return z;
      });
      out.set(key(row, t), relevance(scores));
    }
  }
  return out;
}

/** Passages as their types see them: row `at(row, type)` of `matrix`, where there is one. */
export interface Focused {
  matrix: Matrix;
  at: (row: number, type: number) => number | undefined;
}

/** The matrix of all passages that are read with weighted sentences. */
export function focusedMatrix(x: Matrix, rows: Row[], relevances: Relevances): Focused {
  const columns = columnsOf(x);
  const start = new Int32Array(relevances.size + 1);
  const index: number[] = [];
  const value: number[] = [];
  const place = new Map<number, number>();
  const sentences = new Map<number, Sentence[]>();
  for (const [at, weights] of relevances) {
    const row = Math.floor(at / CLAIM_TYPES.length);
    const parts = sentences.get(row) ?? readSentences(rows[row]!.text);
    sentences.set(row, parts);
    for (const [c, v] of valuesOf(x, columns, parts, weights)) {
      index.push(c);
      value.push(v);
    }
    for (let k = x.start[row]!; k < x.start[row + 1]!; k++) {
      if (FOCUSED.has(x.groups[x.index[k]!]!)) continue;
      index.push(x.index[k]!);
      value.push(x.value[k]!);
    }
    place.set(at, place.size);
    start[place.size] = index.length;
  }
  const matrix = { ...x, rows: place.size, start, index: Int32Array.from(index), value: Float32Array.from(value) };
  return { matrix, at: (row, type) => place.get(key(row, type)) };
}

/** Excerpts of passages that teach a position: rows `of(row, type)` of `matrix`. */
export interface Excerpts {
  matrix: Matrix;
  of: (row: number, type: number) => number[];
}

/**
 * The matrix of the sentences, and of the words alone, that annotators pointed at: a fit that has them beside the whole passages
 * learns which of a passage's words to believe (after the "annotator rationales" of Zaidan, Eisner & Piatko 2007).
 */
export function excerptsMatrix(x: Matrix, rows: Row[]): Excerpts {
  const columns = columnsOf(x);
  const start = [0];
  const index: number[] = [];
  const value: number[] = [];
  const places = new Map<number, number[]>();
  rows.forEach(({ id, text, rationales }, row) => {
    if (!rationales) return;
    const tokens = tokensOf(text);
    const stretches = sentencesOf(text, tokens);
    CLAIM_TYPES.forEach((type, t) => {
      const shown = rationales[type];
      if (!shown) return;
      const read = (stretch: Stretch | undefined): Sentence => {
        if (!stretch || stretch[0] >= stretch[1] || stretch[1] > tokens.length)
          throw new Error(`the rationale of ${id} for ${type} points at what is not there`);
        return readStretch(tokens, stretch);
      };
      const sentences = shown.sentences.map((s) => read(stretches[s]));
      for (const excerpt of [[read(shown.words)], sentences]) {
        for (const [c, v] of valuesOf(x, columns, excerpt)) {
          index.push(c);
          value.push(v);
        }
        places.set(key(row, t), [...(places.get(key(row, t)) ?? []), start.length - 1]);
        start.push(index.length);
      }
    });
  });
  const matrix = {
    ...x,
    rows: start.length - 1,
    start: Int32Array.from(start),
    index: Int32Array.from(index),
    value: Float32Array.from(value),
  };
  return { matrix, of: (row, type) => places.get(key(row, type)) ?? [] };
}

/** What positions are learnt from beside the whole passages. */
export interface Views {
  focused: Focused | null;
  excerpts: Excerpts | null;
}

export function viewsOf(x: Matrix, rows: Row[], relevances: Relevances): Views {
  return { focused: focusedMatrix(x, rows, relevances), excerpts: excerptsMatrix(x, rows) };
}
