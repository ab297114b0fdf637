import { featuresOf, GROUP_INDEX, GROUPS, type Group, partsOf } from '../../lib/claims/embedded/features';
import { tokensOf } from '../../lib/claims/embedded/tokens';
import type { Row } from './data';
import type { Sparse } from './solver';
import type { Vectors } from './vectors';

/** Features of every row as columns of a shared vocabulary, with idf values scaled to unit length within each group. */
export interface Matrix extends Sparse {
  keys: string[];
  groups: Group[];
  idf: Float64Array;
  idfMax: number;
  /** Word vectors of the columns of the group `sense`, by column; other columns have none. */
  vectors: Vectors;
  vectorOf: Int32Array;
}

/** Weights of some heads: `weights[head]` is a column over the matrix's features. */
export interface Heads {
  weights: Float64Array[];
  bias: number[];
}

const partsKnown = new Map<string, string[]>();

/** `partsOf`, remembered: training asks for every word many times. */
export function partsRemembered(word: string): string[] {
  let parts = partsKnown.get(word);
  if (!parts) {
    parts = partsOf(word);
    partsKnown.set(word, parts);
  }
  return parts;
}

/** Keys of every row, from which matrices over any vocabulary are made. */
export interface Extracted {
  keys: string[];
  groups: Group[];
  documents: Int32Array;
  rows: Int32Array[];
}

/** `senses` are the words that have a vector: all get a column, seen in these rows or not. */
export function extract(rows: Pick<Row, 'text' | 'previous' | 'title'>[], senses: string[]): Extracted {
  const ids = new Map<string, number>();
  const keys: string[] = [];
  const groups: Group[] = [];
  const documents: number[] = [];
  const idOf = (key: string, group: Group): number => {
    let id = ids.get(key);
    if (id === undefined) {
      id = keys.length;
      ids.set(key, id);
      keys.push(key);
      groups.push(group);
      documents.push(0);
    }
    return id;
  };
  const sensed = new Set(senses.map((word) => `v:${word}`));
  for (const key of sensed) idOf(key, 'sense');
  const out = rows.map((row) => {
    const tokens = tokensOf(row.text);
    const found = new Set<number>();
    for (const [key, group] of featuresOf(row, tokens))
      if (group !== 'sense' || sensed.has(key)) found.add(idOf(key, group));
    for (const id of found) documents[id]!++;
    // A part counts once for each different word that has it.
    const parts: number[] = [];
    for (const word of new Set(tokens.map((token) => token.word)))
      for (const part of partsRemembered(word)) parts.push(idOf(part, 'char'));
    for (const id of new Set(parts)) documents[id]!++;
    return Int32Array.from([...found, ...parts]);
  });
  return { keys, groups, documents: Int32Array.from(documents), rows: out };
}

/** Builds the matrix over the kept features, which are sorted by their UTF-8 bytes. */
export function matrixOf(extracted: Extracted, vectors: Vectors, keep: (id: number) => boolean): Matrix {
  const { keys, groups, documents, rows } = extracted;
  const kept = keys
    .map((key, id) => ({ id, bytes: Buffer.from(key) }))
    .filter(({ id }) => keep(id))
    .sort((a, b) => Buffer.compare(a.bytes, b.bytes))
    .map(({ id }) => id);
  const column = new Int32Array(keys.length).fill(-1);
  kept.forEach((id, c) => {
    column[id] = c;
  });
  // Signals of the word lists count alike, however common: that is what they are for.
  const raw = kept.map((id) =>
    groups[id] === 'lexicon' ? 1 : Math.log((rows.length + 1) / (documents[id]! + 0.5)) + 0.1,
  );
  const idfMax = raw.reduce((a, b) => Math.max(a, b), 1);
  // As the file will hold them: 8 bits.
  const idf = Float64Array.from(raw, (v) => (Math.round((v / idfMax) * 255) / 255) * idfMax);
  const start = new Int32Array(rows.length + 1);
  const index: number[] = [];
  const value: number[] = [];
  const seenAt = new Int32Array(kept.length).fill(-1);
  rows.forEach((row, r) => {
    const squares = GROUPS.map(() => 0);
    for (const id of row) {
      const c = column[id]!;
      if (c >= 0) squares[GROUP_INDEX[groups[id]!]]! += idf[c]! ** 2;
    }
    const from = index.length;
    for (const id of row) {
      const c = column[id]!;
      if (c < 0) continue;
      const v = idf[c]! / Math.sqrt(squares[GROUP_INDEX[groups[id]!]]! || 1);
      const at = seenAt[c]!;
      if (at >= from) value[at]! += v;
      else {
        seenAt[c] = index.length;
        index.push(c);
        value.push(v);
      }
    }
    start[r + 1] = index.length;
  });
  const place = new Map(vectors.words.map((word, i) => [`v:${word}`, i]));
  return {
    vectors,
    vectorOf: Int32Array.from(kept, (id) => (groups[id] === 'sense' ? (place.get(keys[id]!) ?? -1) : -1)),
    rows: rows.length,
    columns: kept.length,
    start,
    index: Int32Array.from(index),
    value: Float32Array.from(value),
    keys: kept.map((id) => keys[id]!),
    groups: kept.map((id) => groups[id]!),
    idf,
    idfMax,
  };
}
