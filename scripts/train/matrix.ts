import { featuresOf, type Group } from '../../lib/claims/embedded/features';
import type { Row } from './data';
import type { Sparse } from './solver';

/** Features of every row as columns of a shared vocabulary, with idf values scaled to unit length within each group. */
export interface Matrix extends Sparse {
  keys: string[];
  groups: Group[];
  idf: Float64Array;
  idfMax: number;
}

const GROUP_INDEX: Record<Group, number> = { text: 0, previous: 1, title: 2, cue: 3 };

/** Keys of every row, from which matrices over any vocabulary are made. */
export interface Extracted {
  keys: string[];
  groups: Group[];
  documents: Int32Array;
  rows: Int32Array[];
}

export function extract(rows: Pick<Row, 'text' | 'previous' | 'title'>[]): Extracted {
  const ids = new Map<string, number>();
  const keys: string[] = [];
  const groups: Group[] = [];
  const documents: number[] = [];
  const out = rows.map((row) => {
    const features = featuresOf(row);
    const found = new Int32Array(features.length);
    features.forEach((feature, k) => {
      let id = ids.get(feature.key);
      if (id === undefined) {
        id = keys.length;
        ids.set(feature.key, id);
        keys.push(feature.key);
        groups.push(feature.group);
        documents.push(0);
      }
      documents[id]!++;
      found[k] = id;
    });
    return found;
  });
  return { keys, groups, documents: Int32Array.from(documents), rows: out };
}

/** Builds the matrix over the kept features, which are sorted by their UTF-8 bytes. */
export function matrixOf(extracted: Extracted, keep: (id: number) => boolean): Matrix {
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
  const raw = kept.map((id) => Math.log((rows.length + 1) / (documents[id]! + 0.5)) + 0.1);
  const idfMax = raw.reduce((a, b) => Math.max(a, b), 1);
  // As the file will hold them: 8 bits.
  const idf = Float64Array.from(raw, (v) => (Math.round((v / idfMax) * 255) / 255) * idfMax);
  const start = new Int32Array(rows.length + 1);
  let total = 0;
  for (const row of rows) for (const id of row) if (column[id]! >= 0) total++;
  const index = new Int32Array(total);
  const value = new Float32Array(total);
  let at = 0;
  rows.forEach((row, r) => {
    const squares = [0, 0, 0, 0];
    for (const id of row) {
      const c = column[id]!;
      if (c >= 0) squares[GROUP_INDEX[groups[id]!]]! += idf[c]! ** 2;
    }
    for (const id of row) {
      const c = column[id]!;
      if (c < 0) continue;
      index[at] = c;
      value[at++] = idf[c]! / Math.sqrt(squares[GROUP_INDEX[groups[id]!]]! || 1);
    }
    start[r + 1] = at;
  });
  return {
    rows: rows.length,
    columns: kept.length,
    start,
    index,
    value,
    keys: kept.map((id) => keys[id]!),
    groups: kept.map((id) => groups[id]!),
    idf,
    idfMax,
  };
}
