import { tokensOf } from '../../lib/claims/embedded/tokens';
import { seeded } from './solver';

/** Word vectors: row `i` of `values` belongs to `words[i]`. */
export interface Vectors {
  words: string[];
  size: number;
  values: Float32Array;
}

const WINDOW = 5;

function counted(texts: string[], least: number, most: number): { words: string[]; docs: Int32Array[] } {
  const counts = new Map<string, number>();
  const raw = new Map<string, number>();
  const names: string[] = [];
  const docs = texts.map((text) =>
    Int32Array.from(tokensOf(text), ({ word }) => {
      let id = raw.get(word);
      if (id === undefined) {
        id = names.length;
        raw.set(word, id);
        names.push(word);
      }
      counts.set(word, (counts.get(word) ?? 0) + 1);
      return id;
    }),
  );
  const words = names
    .filter((word) => (counts.get(word) ?? 0) >= least)
    .sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1))
    .slice(0, most);
  const place = new Int32Array(names.length).fill(-1);
  words.forEach((word, i) => {
    place[raw.get(word)!] = i;
  });
  return { words, docs: docs.map((doc) => doc.map((id) => place[id]!)) };
}

/** Positive pointwise mutual information of words within the window, as sparse rows (symmetric). */
function ppmi(
  docs: Int32Array[],
  n: number,
  shift: number,
): { start: Int32Array; index: Int32Array; value: Float32Array } {
  const total = new Float64Array(n);
  const BLOCK = 2_000;
  const rows: { index: Int32Array; value: Float32Array }[] = [];
  const forPairs = (from: number, to: number, add: (a: number, b: number, w: number) => void) => {
    for (const doc of docs)
      for (let i = 0; i < doc.length; i++) {
        const a = doc[i]!;
        if (a < from || a >= to) continue;
        for (let d = 1; d <= WINDOW; d++) {
          const w = (WINDOW + 1 - d) / WINDOW;
          const right = doc[i + d];
          if (right !== undefined && right >= 0) add(a, right, w);
          const left = doc[i - d];
          if (left !== undefined && left >= 0) add(a, left, w);
        }
      }
  };
  let all = 0;
  forPairs(0, n, (a, _b, w) => {
    total[a]! += w;
    all += w;
  });
  for (let from = 0; from < n; from += BLOCK) {
    const to = Math.min(n, from + BLOCK);
    const dense = new Float32Array((to - from) * n);
    forPairs(from, to, (a, b, w) => {
      dense[(a - from) * n + b]! += w;
    });
    for (let a = from; a < to; a++) {
      const index: number[] = [];
      const value: number[] = [];
      const offset = (a - from) * n;
      for (let b = 0; b < n; b++) {
        const c = dense[offset + b]!;
        if (c < 1.5) continue;
        const v = Math.log((c * all) / (total[a]! * total[b]!)) - shift;
        if (v > 0) {
          index.push(b);
          value.push(v);
        }
      }
      rows.push({ index: Int32Array.from(index), value: Float32Array.from(value) });
    }
  }
  const start = new Int32Array(n + 1);
  rows.forEach((row, i) => {
    start[i + 1] = start[i]! + row.index.length;
  });
  const index = new Int32Array(start[n]!);
  const value = new Float32Array(start[n]!);
  rows.forEach((row, i) => {
    index.set(row.index, start[i]!);
    value.set(row.value, start[i]!);
  });
  return { start, index, value };
}

/** Orthonormal columns of an n × k row-major matrix, in place (modified Gram–Schmidt, twice is not needed here). */
function orthonormalise(q: Float64Array, n: number, k: number): void {
  for (let c = 0; c < k; c++) {
    for (let b = 0; b < c; b++) {
      let dot = 0;
      for (let i = 0; i < n; i++) dot += q[i * k + b]! * q[i * k + c]!;
      for (let i = 0; i < n; i++) q[i * k + c]! -= dot * q[i * k + b]!;
    }
    let norm = 0;
    for (let i = 0; i < n; i++) norm += q[i * k + c]! ** 2;
    norm = Math.sqrt(norm) || 1;
    for (let i = 0; i < n; i++) q[i * k + c]! /= norm;
  }
}

/**
 * Vectors by subspace iteration on the PPMI matrix (Levy & Goldberg 2014): the leading eigenspace, each direction
 * scaled by the square root of its eigenvalue. Deterministic.
 */
export function wordVectors(texts: string[], size: number, most: number, log: (line: string) => void): Vectors {
  const { words, docs } = counted(texts, 20, most);
  log(`${words.length} words counted`);
  const n = words.length;
  const m = ppmi(docs, n, 0.7);
  log(`${m.index.length} pairs`);
  const k = size + 8;
  const random = seeded(3);
  let q: Float64Array = new Float64Array(n * k).map(() => random() - 0.5);
  const multiply = (x: Float64Array): Float64Array => {
    const y = new Float64Array(n * k);
    for (let i = 0; i < n; i++)
      for (let e = m.start[i]!; e < m.start[i + 1]!; e++) {
        const j = m.index[e]! * k;
        const v = m.value[e]!;
        const o = i * k;
        for (let c = 0; c < k; c++) y[o + c]! += v * x[j + c]!;
      }
    return y;
  };
  orthonormalise(q, n, k);
  const scale = new Float64Array(k);
  for (let round = 0; round < 7; round++) {
    q = multiply(q);
    for (let c = 0; c < k; c++) {
      let s = 0;
      for (let i = 0; i < n; i++) s += q[i * k + c]! ** 2;
      scale[c] = Math.sqrt(s);
    }
    orthonormalise(q, n, k);
  }
  log('factorised');
  const values = new Float32Array(n * size);
  for (let i = 0; i < n; i++)
    for (let c = 0; c < size; c++) values[i * size + c] = q[i * k + c]! * Math.sqrt(scale[c]!);
  return { words, size, values };
}
