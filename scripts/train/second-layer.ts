import { CLAIM_TYPES, TOPICS } from '../../lib/claims/claim';
import { contextInputs, FAMILIES, type Family, OUTPUTS, viewOf } from '../../lib/claims/embedded/context';
import type { Layer, ModelHeader } from '../../lib/claims/embedded/model';
import type { Row } from './data';
import { goldOf, signsOf } from './metrics';
import { fitLogistic } from './solver';

/** Rows of one post in reading order, as indices. */
export function postsOf(rows: Row[]): number[][] {
  const posts = new Map<string, number[]>();
  rows.forEach((row, i) => {
    const list = posts.get(row.post);
    if (list) list.push(i);
    else posts.set(row.post, [i]);
  });
  return [...posts.values()];
}

/** Whether a row teaches an output, and what: 1, 0, or null where it says nothing. */
function target(row: Row, family: Family, output: number): 0 | 1 | null {
  // Own labels are enriched for rare types and stand without their neighbours: they teach the first layer alone.
  if (row.own) return null;
  if (family === 'type') {
    const gold = goldOf(row, CLAIM_TYPES[output]!);
    return gold === 2 ? null : gold;
  }
  if (family === 'topic') {
    if (!row.topics.some((list) => list.length > 0)) return null;
    return row.topics.some((list) => list.includes(TOPICS[output]!)) ? 1 : 0;
  }
  if (family === 'voice') {
    if (!row.topics.some((list) => list.length > 0)) return null;
    return row.voice.includes(output === 0 ? 'o' : 'q') ? 1 : 0;
  }
  const type = CLAIM_TYPES[output]!;
  if (goldOf(row, type) !== 1) return null;
  const signs = signsOf(row, type);
  if (family === 'both') return signs.includes('0') ? 1 : 0;
  if (signs.every((s) => s === '+')) return 1;
  return signs.every((s) => s === '-') ? 0 : null;
}

/** A logistic layer over dense inputs; inputs are standardised for the fit and the weights scaled back. */
function fitDense(inputs: number[][], gold: number[], cost: number): { weights: number[]; bias: number } {
  const n = inputs.length;
  const d = inputs[0]?.length ?? 0;
  const mean = new Array<number>(d).fill(0);
  const deviation = new Array<number>(d).fill(0);
  for (const row of inputs) for (let k = 0; k < d; k++) mean[k]! += row[k]! / n;
  for (const row of inputs) for (let k = 0; k < d; k++) deviation[k]! += (row[k]! - mean[k]!) ** 2 / n;
  const scale = deviation.map((v) => (v > 1e-9 ? 1 / Math.sqrt(v) : 0));
  const value = Float32Array.from(inputs.flatMap((row) => row.map((v, k) => (v - mean[k]!) * scale[k]!)));
  const matrix = {
    rows: n,
    columns: d,
    start: Int32Array.from({ length: n + 1 }, (_, i) => i * d),
    index: Int32Array.from({ length: n * d }, (_, i) => i % d),
    value,
  };
  const fit = fitLogistic(
    matrix,
    Int32Array.from({ length: n }, (_, i) => i),
    Uint8Array.from(gold),
    new Float64Array(n).fill(cost),
    30,
  );
  const weights = Array.from(fit.weights, (w, k) => w * scale[k]!);
  return { weights, bias: fit.bias - weights.reduce((s, w, k) => s + w * mean[k]!, 0) };
}

/** Outputs of a family whose rows are fitted together, because each alone has too few. */
const POOLED: Partial<Record<Family, boolean>> = { topic: true, sign: true, both: true };

/** Fits the second layer on first-layer scores that were made out of fold. `use` tells which posts teach. */
export function fitSecondLayer(
  rows: Row[],
  scores: Float64Array[],
  use: (row: number) => boolean,
): ModelHeader['context'] {
  const posts = postsOf(rows)
    .map((list) => list.filter(use))
    .filter((list) => list.length > 0);
  const layers = {} as Record<Family, Layer>;
  for (const family of FAMILIES) {
    const inputs: number[][][] = Array.from({ length: OUTPUTS[family] }, () => []);
    const gold: number[][] = Array.from({ length: OUTPUTS[family] }, () => []);
    for (const post of posts) {
      const local = viewOf(post.map((i) => scores[i]!));
      post.forEach((i, at) => {
        for (let output = 0; output < OUTPUTS[family]; output++) {
          const t = target(rows[i]!, family, output);
          if (t === null) continue;
          inputs[output]!.push(contextInputs(family, local, at, output));
          gold[output]!.push(t);
        }
      });
    }
    if (POOLED[family]) {
      const pooled = fitDense(inputs.flat(), gold.flat(), 0.1);
      layers[family] = { weights: inputs.map(() => pooled.weights), bias: inputs.map(() => pooled.bias) };
    } else {
      const fits = inputs.map((list, output) => fitDense(list, gold[output]!, 0.05));
      layers[family] = { weights: fits.map((f) => f.weights), bias: fits.map((f) => f.bias) };
    }
  }
  return layers;
}
