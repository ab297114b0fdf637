import { CLAIM_TYPES } from '../../lib/claims/claim';
import { contextScore, FAMILIES, type Family, OUTPUTS, sigmoid, viewOf } from '../../lib/claims/embedded/context';
import { topicsFrom } from '../../lib/claims/embedded/decide';
import type { ModelHeader } from '../../lib/claims/embedded/model';
import { foldsByAuthor, type Row, readUnlabelled } from './data';
import { firstLayerScores, fitFirstLayer, fitTypes, SETTINGS, type Settings } from './first-layer';
import { type Extracted, extract, type Heads, type Matrix, matrixOf } from './matrix';
import { bestThreshold, f1, goldOf } from './metrics';
import { keysInUse, pack, prune } from './model-file';
import { topicCounts } from './scoring';
import { fitSecondLayer, postsOf } from './second-layer';
import { type Vectors, wordVectors } from './vectors';
import { type Relevances, relevancesOf, viewsOf } from './views';

export const FOLDS = 5;
const LEAST_DOCUMENTS = 2;
const LEAST_PARTS = 8;
/** Word vectors: length, and for how many words. */
export const VECTOR = 100;
export const WORDS = 12_000;

/** Second-layer log-odds of every row: `z[family][row][output]`. */
export type Outputs = Record<Family, number[][]>;

const rowsIn = (fold: Int32Array, take: (f: number) => boolean): number[] =>
  [...fold.keys()].filter((i) => take(fold[i]!));

/** One fold: the rows that it keeps from its layers, those that teach them, and heads of the types fitted on these. */
interface Fold {
  held: number[];
  use: Int32Array;
  types: Heads;
}

/** Types fitted without each fold, and what each sentence counts by heads that have seen neither its author nor its post. */
export function typesOutOfFold(
  x: Matrix,
  rows: Row[],
  fold: Int32Array,
  settings: Settings = SETTINGS,
): { folds: Fold[]; relevances: Relevances } {
  const folds = Array.from({ length: FOLDS }, (_, f) => {
    const use = Int32Array.from(rowsIn(fold, (other) => other !== f));
    return { use, held: rowsIn(fold, (other) => other === f), types: fitTypes(x, rows, use, settings) };
  });
  const relevances = new Map(folds.flatMap(({ held, types }) => [...relevancesOf(x, rows, held, types)]));
  return { folds, relevances };
}

/** Scores of the first layer for every row, each made by a layer that has seen neither its author nor its post. */
export function outOfFold(
  x: Matrix,
  rows: Row[],
  fold: Int32Array,
  settings: Settings = SETTINGS,
): { scores: Float64Array[]; relevances: Relevances } {
  const { folds, relevances } = typesOutOfFold(x, rows, fold, settings);
  const views = viewsOf(x, rows, relevances);
  const scores: Float64Array[] = [];
  for (const { use, held, types } of folds) {
    const layer = fitFirstLayer(x, rows, use, settings, views, types);
    for (const [i, s] of firstLayerScores(x, layer, held, views.focused)) scores[i] = s;
  }
  return { scores, relevances };
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
    const local = viewOf(chosen.map((i) => scores[i]!));
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

/** Precision, over all types together, that claims shown unasked must have on unseen authors of the training data. */
const FLOOR = 0.7;

/** The lowest probability at and above which claims of all types together have that precision. */
function sureThreshold(claims: { p: number; right: boolean }[]): number {
  let tp = 0;
  let threshold = 0.95;
  claims
    .sort((a, b) => b.p - a.p)
    .forEach(({ p, right }, rank) => {
      if (right) tp++;
      if (rank >= 50 && tp / (rank + 1) >= FLOOR) threshold = p;
    });
  return threshold;
}

const short = (x: number): number => Number(x.toPrecision(5));

/** Thresholds from out-of-fold outputs of the rows that `use` takes; own labels, chosen for rare types, are left out. */
export function thresholdsOf(
  rows: Row[],
  out: Outputs,
  use: (i: number) => boolean = () => true,
): ModelHeader['thresholds'] {
  const chosen = [...rows.keys()].filter((i) => use(i) && !rows[i]!.own);
  const list: number[] = [];
  const pooled: { p: number; right: boolean }[] = [];
  CLAIM_TYPES.forEach((type, t) => {
    const p = chosen.map((i) => sigmoid(out.type[i]![t]!));
    const gold = chosen.map((i) => goldOf(rows[i]!, type));
    list.push(short(bestThreshold(p, gold).threshold));
    gold.forEach((g, k) => {
      if (g !== 2) pooled.push({ p: p[k]!, right: g === 1 });
    });
  });
  const sure = short(sureThreshold(pooled));
  let secondTopic = 0.5;
  let best = 0;
  for (let threshold = 0.1; threshold <= 0.6; threshold += 0.05) {
    const sum = { tp: 0, fp: 0, fn: 0 };
    for (const i of chosen) {
      const counts = topicCounts(rows[i]!, topicsFrom(out.topic[i]!, threshold));
      sum.tp += counts.tp;
      sum.fp += counts.fp;
      sum.fn += counts.fn;
    }
    if (f1(sum) > best) {
      best = f1(sum);
      secondTopic = short(threshold);
    }
  }
  return { list, sure: list.map((least) => Math.max(least, sure)), secondTopic, sign: 0.36 };
}

export interface Prepared {
  extracted: Extracted;
  x: Matrix;
  fold: Int32Array;
}

export function prepare(rows: Row[], vectors: Vectors): Prepared {
  const extracted = extract(rows, vectors.words);
  const keep = (id: number): boolean => {
    const group = extracted.groups[id]!;
    if (group === 'sense') return true;
    return extracted.documents[id]! >= (group === 'char' ? LEAST_PARTS : LEAST_DOCUMENTS);
  };
  return {
    extracted,
    x: matrixOf(extracted, vectors, keep),
    fold: foldsByAuthor(rows, FOLDS),
  };
}

/** All text that word vectors are made from: the labelled rows and every unlabelled passage. */
export function textsFor(rows: Row[]): string[] {
  const texts = rows.map((row) => row.text);
  for (const name of ['unlabelled', 'unlabelled-more'] as const)
    for (const post of readUnlabelled(name)) texts.push(...post.passages);
  return texts;
}

/** The whole training: rows in, bytes of the model out. */
export function train(rows: Row[], id: string, log: (line: string) => void): Uint8Array {
  const vectors = wordVectors(textsFor(rows), VECTOR, WORDS, log);
  const { extracted, x, fold } = prepare(rows, vectors);
  log(`${rows.length} passages, ${x.columns} features`);
  const { scores, relevances } = outOfFold(x, rows, fold);
  const out = outOfFoldSecond(rows, scores, fold);
  const context = fitSecondLayer(rows, scores, () => true);
  const thresholds = thresholdsOf(rows, out);
  log('out-of-fold scores and second layer done');
  const every = Int32Array.from(rows.keys());
  const first = fitFirstLayer(x, rows, every, SETTINGS, viewsOf(x, rows, relevances));
  prune(x, first);
  const keep = keysInUse(x, first);
  const small = matrixOf(extracted, vectors, (i) => keep.has(extracted.keys[i]!));
  const layer = fitFirstLayer(small, rows, every, SETTINGS, viewsOf(small, rows, relevances));
  prune(small, layer);
  log(`${small.columns} features kept`);
  // The id names these very weights: it is part of the key of cached tags.
  const bytes = pack(id, small, layer, context, thresholds);
  const sum = new DataView(bytes.buffer).getUint32(16, true).toString(36);
  return pack(`${id}-${sum}`, small, layer, context, thresholds);
}
