import { CLAIM_TYPES, TOPICS } from '../../lib/claims/claim';
import { contextScore, FAMILIES, type Family, OUTPUTS, sigmoid } from '../../lib/claims/embedded/context';
import type { ModelHeader } from '../../lib/claims/embedded/model';
import { foldsByAuthor, type Row } from './data';
import { firstLayerScores, fitFirstLayer } from './first-layer';
import { type Extracted, extract, type Matrix, matrixOf } from './matrix';
import { bestThreshold, goldOf } from './metrics';
import { pack, strongest } from './model-file';
import { fitSecondLayer, postsOf } from './second-layer';

export const FOLDS = 5;
const LEAST_DOCUMENTS = 2;
const VOCABULARY = 48_000;

/** Second-layer log-odds of every row: `z[family][row][output]`. */
export type Outputs = Record<Family, number[][]>;

/** Scores of the first layer for every row, each made by a layer that has seen neither its author nor its post. */
export function outOfFold(x: Matrix, rows: Row[], fold: Int32Array): Float64Array[] {
  const scores: Float64Array[] = [];
  for (let f = 0; f < FOLDS; f++) {
    const use = Int32Array.from([...rows.keys()].filter((i) => fold[i] !== f));
    const layer = fitFirstLayer(x, rows, use);
    const held = [...rows.keys()].filter((i) => fold[i] === f);
    for (const [i, s] of firstLayerScores(x, layer, held)) scores[i] = s;
  }
  return scores;
}

export function secondLayerOutputs(
  context: ModelHeader['context'],
  rows: Row[],
  scores: Float64Array[],
  use: (i: number) => boolean,
  into: Outputs,
): void {
  for (const post of postsOf(rows)) {
    const chosen = post.filter(use);
    const local = chosen.map((i) => scores[i]!);
    chosen.forEach((i, at) => {
      for (const family of FAMILIES)
        into[family][i] = Array.from({ length: OUTPUTS[family] }, (_, o) =>
          contextScore(context[family], family, local, at, o),
        );
    });
  }
}

export function emptyOutputs(): Outputs {
  return { type: [], topic: [], sign: [], both: [], voice: [] };
}

/** Second layer out of fold as well. */
export function outOfFoldSecond(rows: Row[], scores: Float64Array[], fold: Int32Array): Outputs {
  const out = emptyOutputs();
  for (let f = 0; f < FOLDS; f++) {
    const context = fitSecondLayer(rows, scores, (i) => fold[i] !== f);
    secondLayerOutputs(context, rows, scores, (i) => fold[i] === f, out);
  }
  return out;
}

/** Lowest probability at and above which precision is at least `floor` (and recall as high as that allows). */
export function precisionThreshold(p: number[], gold: number[], floor: number): number {
  const order = p
    .map((_, i) => i)
    .filter((i) => gold[i] !== 2)
    .sort((a, b) => p[b]! - p[a]!);
  let tp = 0;
  let threshold = 0.95;
  order.forEach((i, rank) => {
    if (gold[i] === 1) tp++;
    if (rank >= 20 && tp / (rank + 1) >= floor) threshold = p[i]!;
  });
  return threshold;
}

const short = (x: number): number => Number(x.toPrecision(5));

export function thresholdsOf(rows: Row[], out: Outputs): ModelHeader['thresholds'] {
  const list: number[] = [];
  const sure: number[] = [];
  CLAIM_TYPES.forEach((type, t) => {
    const p = rows.map((_, i) => sigmoid(out.type[i]![t]!));
    const gold = rows.map((row) => goldOf(row, type));
    list.push(short(bestThreshold(p, gold).threshold));
    sure.push(short(Math.max(list[t]!, precisionThreshold(p, gold, 0.75))));
  });
  let secondTopic = 0.5;
  let best = 0;
  for (let threshold = 0.1; threshold <= 0.6; threshold += 0.05) {
    let tp = 0;
    let fp = 0;
    let fn = 0;
    rows.forEach((row, i) => {
      if (!row.topics.some((l) => l.length > 0)) return;
      const ranked = TOPICS.map((topic, k) => ({ topic, p: sigmoid(out.topic[i]![k]!) })).sort((a, b) => b.p - a.p);
      const said = ranked
        .slice(0, 2)
        .filter(({ p }, rank) => rank === 0 || p >= threshold)
        .map(({ topic }) => topic);
      const any = new Set(row.topics.flat());
      const all = [...any].filter((topic) => row.topics.every((l) => l.includes(topic)));
      tp += said.filter((topic) => all.includes(topic)).length;
      fp += said.filter((topic) => !any.has(topic)).length;
      fn += all.filter((topic) => !said.includes(topic)).length;
    });
    const value = (2 * tp) / (2 * tp + fp + fn);
    if (value > best) {
      best = value;
      secondTopic = short(threshold);
    }
  }
  return { list, sure, secondTopic, sign: 0.42 };
}

export interface Prepared {
  extracted: Extracted;
  x: Matrix;
  fold: Int32Array;
}

export function prepare(rows: Row[]): Prepared {
  const extracted = extract(rows);
  return {
    extracted,
    x: matrixOf(extracted, (id) => extracted.documents[id]! >= LEAST_DOCUMENTS),
    fold: foldsByAuthor(rows, FOLDS),
  };
}

/** The whole training: rows in, bytes of the model out. */
export function train(rows: Row[], id: string, log: (line: string) => void): Uint8Array {
  const { extracted, x, fold } = prepare(rows);
  log(`${rows.length} passages, ${x.columns} features`);
  const scores = outOfFold(x, rows, fold);
  const out = outOfFoldSecond(rows, scores, fold);
  const context = fitSecondLayer(rows, scores, () => true);
  const thresholds = thresholdsOf(rows, out);
  log('out-of-fold scores and second layer done');
  const every = Int32Array.from(rows.keys());
  const keep = strongest(x, fitFirstLayer(x, rows, every), VOCABULARY);
  const small = matrixOf(extracted, (i) => keep.has(extracted.keys[i]!));
  const layer = fitFirstLayer(small, rows, every);
  return pack(id, small, layer, context, thresholds);
}
