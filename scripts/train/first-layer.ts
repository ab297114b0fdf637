import { CLAIM_TYPES, TOPICS } from '../../lib/claims/claim';
import type { Group } from '../../lib/claims/embedded/features';
import { HEAD } from '../../lib/claims/embedded/model';
import type { Row } from './data';
import type { Matrix } from './matrix';
import { goldOf, signsOf } from './metrics';
import { fitLogistic, type Sparse } from './solver';

/** Weights of all heads: `weights[head]` is a column over the vocabulary. */
export interface FirstLayer {
  weights: Float64Array[];
  bias: number[];
}

type Factors = Record<Group, number>;

/** How much each group of features counts for a family of heads, and the inverse of its regularisation. */
export const SETTINGS: Record<'type' | 'topic' | 'voice' | 'position', { factors: Factors; cost: number }> = {
  type: { factors: { text: 1, previous: 0.15, title: 0.25, cue: 0.3 }, cost: 6 },
  topic: { factors: { text: 1, previous: 0.5, title: 1, cue: 0 }, cost: 6 },
  voice: { factors: { text: 1, previous: 0.3, title: 0, cue: 0.5 }, cost: 3 },
  position: { factors: { text: 1, previous: 0.2, title: 0.3, cue: 0.3 }, cost: 3 },
};

function scaled(x: Matrix, factors: Factors): Matrix {
  const factor = x.groups.map((group) => factors[group]);
  return { ...x, value: x.value.map((v, k) => v * factor[x.index[k]!]!) };
}

/**
 * For positions every row stands once for each of its types, with each feature twice: once shared by all types, once the
 * type's own ("frustratingly easy domain adaptation", Daumé 2007). Column `(1 + type) · V + feature` is the type's own.
 */
function byType(x: Matrix, instances: { row: number; type: number }[]): Sparse {
  const start = new Int32Array(instances.length + 1);
  let total = 0;
  instances.forEach(({ row }, n) => {
    total += 2 * (x.start[row + 1]! - x.start[row]!);
    start[n + 1] = total;
  });
  const index = new Int32Array(total);
  const value = new Float32Array(total);
  let at = 0;
  for (const { row, type } of instances)
    for (let k = x.start[row]!; k < x.start[row + 1]!; k++) {
      index[at] = x.index[k]!;
      value[at++] = x.value[k]!;
      index[at] = (1 + type) * x.columns + x.index[k]!;
      value[at++] = x.value[k]!;
    }
  return { rows: instances.length, columns: 5 * x.columns, start, index, value };
}

/** Fits all heads on the rows in `use`. */
export function fitFirstLayer(x: Matrix, rows: Row[], use: Int32Array): FirstLayer {
  const weights: Float64Array[] = [];
  const bias: number[] = [];
  const fit = (matrix: Sparse, factors: Factors, chosen: number[], gold: number[], cost: number) => {
    const result = fitLogistic(
      matrix,
      Int32Array.from(chosen),
      Uint8Array.from(gold),
      Float64Array.from(chosen, (i) => cost * (matrix.rows === rows.length ? rows[i]!.weight : 1)),
    );
    for (let c = 0; c < matrix.columns; c++) result.weights[c]! *= factors[x.groups[c % x.columns]!];
    return result;
  };
  const add = (column: Float64Array, b: number) => {
    weights.push(column);
    bias.push(b);
  };

  const types = scaled(x, SETTINGS.type.factors);
  for (const type of CLAIM_TYPES) {
    const chosen = [...use].filter((i) => goldOf(rows[i]!, type) !== 2);
    const gold = chosen.map((i) => goldOf(rows[i]!, type));
    const result = fit(types, SETTINGS.type.factors, chosen, gold, SETTINGS.type.cost);
    add(result.weights, result.bias);
  }

  const claimed = [...use].filter((i) => rows[i]!.topics.some((list) => list.length > 0));
  const topics = scaled(x, SETTINGS.topic.factors);
  for (const topic of TOPICS) {
    const gold = claimed.map((i) => (rows[i]!.topics.some((list) => list.includes(topic)) ? 1 : 0));
    const result = fit(topics, SETTINGS.topic.factors, claimed, gold, SETTINGS.topic.cost);
    add(result.weights, result.bias);
  }

  const voices = scaled(x, SETTINGS.voice.factors);
  for (const voice of ['o', 'q'] as const) {
    const gold = claimed.map((i) => (rows[i]!.voice.includes(voice) ? 1 : 0));
    const result = fit(voices, SETTINGS.voice.factors, claimed, gold, SETTINGS.voice.cost);
    add(result.weights, result.bias);
  }

  const positions = scaled(x, SETTINGS.position.factors);
  const instances = [...use].flatMap((row) =>
    CLAIM_TYPES.flatMap((type, t) =>
      goldOf(rows[row]!, type) === 1 ? [{ row, type: t, signs: signsOf(rows[row]!, type) }] : [],
    ),
  );
  const fold = (list: typeof instances, gold: number[]) => {
    const matrix = byType(positions, list);
    const result = fit(matrix, SETTINGS.position.factors, [...list.keys()], gold, SETTINGS.position.cost);
    CLAIM_TYPES.forEach((_, t) => {
      const column = new Float64Array(x.columns);
      for (let c = 0; c < x.columns; c++) column[c] = result.weights[c]! + result.weights[(1 + t) * x.columns + c]!;
      add(column, result.bias);
    });
  };
  const sided = instances.filter(({ signs }) => signs.every((s) => s === '+') || signs.every((s) => s === '-'));
  fold(
    sided,
    sided.map(({ signs }) => (signs[0] === '+' ? 1 : 0)),
  );
  fold(
    instances,
    instances.map(({ signs }) => (signs.includes('0') ? 1 : 0)),
  );
  if (weights.length !== HEAD.count) throw new Error('heads do not match the model');
  return { weights, bias };
}

/** Scores of the given rows: `scores[i][head]`. */
export function firstLayerScores(x: Matrix, layer: FirstLayer, which: Iterable<number>): Map<number, Float64Array> {
  const scores = new Map<number, Float64Array>();
  for (const row of which) {
    const out = Float64Array.from(layer.bias);
    for (let h = 0; h < HEAD.count; h++) {
      const w = layer.weights[h]!;
      let s = 0;
      for (let k = x.start[row]!; k < x.start[row + 1]!; k++) s += w[x.index[k]!]! * x.value[k]!;
      out[h]! += s;
    }
    scores.set(row, out);
  }
  return scores;
}
