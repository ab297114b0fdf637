import { CLAIM_TYPES, TOPICS } from '../../lib/claims/claim';
import type { Group } from '../../lib/claims/embedded/features';
import { HEAD } from '../../lib/claims/embedded/model';
import type { Row } from './data';
import type { Heads, Matrix } from './matrix';
import { goldOf, signsOf } from './metrics';
import { fitLogistic, type LinearFit, type Sparse } from './solver';
import type { Focused, Views } from './views';

/** Weights of all heads, in the model's order. */
export type FirstLayer = Heads;

type Factors = Partial<Record<Group, number>>;

/** `even` tells how much an evenly spread feature counts beside an uneven one (see `unevenness`); without it all count alike. */
interface FamilySettings {
  factors: Factors;
  cost: number;
  even?: number | undefined;
}

/** How much each group of features counts for a family of heads, and the inverse of its regularisation. */
export type Settings = Record<'type' | 'topic' | 'voice' | 'position', FamilySettings>;
export const SETTINGS: Settings = {
  type: {
    factors: { text: 1, char: 1, sense: 0.3, lexicon: 0.5, previous: 0.15, title: 0.2, cue: 0.3 },
    cost: 1.5,
    even: 0.5,
  },
  topic: { factors: { text: 1, char: 0.7, sense: 0.4, previous: 0.5, title: 1 }, cost: 10, even: 1 },
  voice: { factors: { text: 1, char: 0.5, previous: 0.3, cue: 0.5 }, cost: 3 },
  position: {
    factors: { text: 1, char: 0.5, sense: 0.3, lexicon: 0.7, title: 0.3, previous: 0.1, cue: 0.3 },
    cost: 1,
    even: 0.7,
  },
};

/**
 * The matrix of a family of heads: columns times their group's factor, and the group `sense` turned into the mean of its
 * words' vectors, in `vectors.size` further columns.
 */
const made = new WeakMap<Matrix, Map<Factors, Sparse>>();

function scaled(x: Matrix, factors: Factors): Sparse {
  let known = made.get(x);
  if (!known) {
    known = new Map();
    made.set(x, known);
  }
  let matrix = known.get(factors);
  if (!matrix) {
    matrix = scale(x, factors);
    known.set(factors, matrix);
  }
  return matrix;
}

function scale(x: Matrix, factors: Factors): Sparse {
  const factor = x.groups.map((group) => (group === 'sense' ? 0 : (factors[group] ?? 0)));
  const { size, values } = x.vectors;
  const sense = factors.sense ?? 0;
  const start = new Int32Array(x.rows + 1);
  const index = new Int32Array(x.index.length + x.rows * size);
  const value = new Float32Array(x.index.length + x.rows * size);
  let at = 0;
  const mean = new Float64Array(size);
  for (let r = 0; r < x.rows; r++) {
    mean.fill(0);
    for (let k = x.start[r]!; k < x.start[r + 1]!; k++) {
      const c = x.index[k]!;
      const v = x.vectorOf[c]!;
      if (v >= 0) for (let d = 0; d < size; d++) mean[d]! += x.value[k]! * values[v * size + d]!;
      if (factor[c] === 0) continue;
      index[at] = c;
      value[at++] = x.value[k]! * factor[c]!;
    }
    if (sense > 0)
      for (let d = 0; d < size; d++) {
        index[at] = x.columns + d;
        value[at++] = mean[d]! * sense;
      }
    start[r + 1] = at;
  }
  return { rows: x.rows, columns: x.columns + size, start, index: index.slice(0, at), value: value.slice(0, at) };
}

/** Weights of the features from those of the family's matrix: a word's weight by sense is its vector times theirs. */
function unfold(x: Matrix, weights: Float64Array, factors: Factors): Float64Array {
  const { size, values } = x.vectors;
  const out = new Float64Array(x.columns);
  for (let c = 0; c < x.columns; c++) {
    const group = x.groups[c]!;
    if (group !== 'sense') {
      out[c] = weights[c]! * (factors[group] ?? 0);
      continue;
    }
    const v = x.vectorOf[c]!;
    if (v < 0) continue;
    let sum = 0;
    for (let d = 0; d < size; d++) sum += weights[x.columns + d]! * values[v * size + d]!;
    out[c] = sum * (factors.sense ?? 0);
  }
  return out;
}

/**
 * For positions every row stands once for each of its types, with each feature twice: once shared by all types, once the
 * type's own ("frustratingly easy domain adaptation", Daumé 2007). Column `(1 + type) · columns + feature` is the type's own.
 */
function byType(instances: { from: Sparse; row: number; type: number }[], columns: number): Sparse {
  const start = new Int32Array(instances.length + 1);
  let total = 0;
  instances.forEach(({ from, row }, n) => {
    total += 2 * (from.start[row + 1]! - from.start[row]!);
    start[n + 1] = total;
  });
  const index = new Int32Array(total);
  const value = new Float32Array(total);
  let at = 0;
  for (const { from, row, type } of instances)
    for (let k = from.start[row]!; k < from.start[row + 1]!; k++) {
      index[at] = from.index[k]!;
      value[at++] = from.value[k]!;
      index[at] = (1 + type) * columns + from.index[k]!;
      value[at++] = from.value[k]!;
    }
  return { rows: instances.length, columns: 5 * columns, start, index, value };
}

/**
 * By what each column is multiplied before the fit so that features that stand unevenly with the two labels are
 * regularised less (after NB-SVM, Wang & Manning 2012): `even` and the size of the log of the ratio of counts, scaled so
 * that values keep their mean square. Columns of vectors (from `sparse` on, in each block of `block` columns) stay as they are.
 */
export function unevenness(
  x: Sparse,
  chosen: number[],
  gold: number[],
  even: number,
  block: number,
  sparse: number,
): Float64Array {
  const counts = [new Float64Array(x.columns).fill(1), new Float64Array(x.columns).fill(1)] as const;
  const squares = new Float64Array(x.columns);
  chosen.forEach((row, n) => {
    const count = counts[gold[n] ? 1 : 0];
    for (let k = x.start[row]!; k < x.start[row + 1]!; k++) {
      count[x.index[k]!]! += 1;
      squares[x.index[k]!]! += x.value[k]! ** 2;
    }
  });
  const yes = gold.reduce((sum, y) => sum + y, 0);
  const base = Math.log((yes || 1) / (gold.length - yes || 1));
  const factor = new Float64Array(x.columns).fill(1);
  let before = 0;
  let after = 0;
  for (let c = 0; c < x.columns; c++) {
    if (c % block >= sparse) continue;
    factor[c] = even + Math.abs(Math.log(counts[1][c]! / counts[0][c]!) - base);
    before += squares[c]!;
    after += factor[c]! ** 2 * squares[c]!;
  }
  const norm = Math.sqrt(before / (after || 1));
  for (let c = 0; c < x.columns; c++) if (c % block < sparse) factor[c]! *= norm;
  return factor;
}

/**
 * Rows that teach fields (and voices): those with a claim, but for our own of the field `other`. They come from posts on anything
 * at all, six times as many as among the given rows, and would make `other` likely everywhere.
 */
const teachesTopic = (row: Row): boolean =>
  row.topics.some((list) => list.length > 0) && !(row.own && row.topics.some((list) => list.includes('other')));

/** Fits one head; `block` is the number of columns after which they begin anew (see `unevenness`), `dense` where vectors begin. */
function fitHead(
  matrix: Sparse,
  chosen: number[],
  gold: number[],
  { cost, even }: FamilySettings,
  block: number,
  dense: number,
): LinearFit {
  const y = Uint8Array.from(gold);
  const costs = new Float64Array(chosen.length).fill(cost);
  if (even === undefined) return fitLogistic(matrix, Int32Array.from(chosen), y, costs);
  const factor = unevenness(matrix, chosen, gold, even, block, dense);
  const value = matrix.value.map((v, k) => v * factor[matrix.index[k]!]!);
  const fit = fitLogistic({ ...matrix, value }, Int32Array.from(chosen), y, costs);
  return { ...fit, weights: fit.weights.map((w, c) => w * factor[c]!) };
}

/** Fits the heads of the types on the rows in `use`. */
export function fitTypes(x: Matrix, rows: Row[], use: Int32Array, settings: Settings = SETTINGS): Heads {
  const { factors } = settings.type;
  const matrix = scaled(x, factors);
  const fits = CLAIM_TYPES.map((type) => {
    const chosen = [...use].filter((i) => goldOf(rows[i]!, type) !== 2);
    const gold = chosen.map((i) => goldOf(rows[i]!, type));
    return fitHead(matrix, chosen, gold, settings.type, matrix.columns, x.columns);
  });
  return { weights: fits.map((fit) => unfold(x, fit.weights, factors)), bias: fits.map((fit) => fit.bias) };
}

/**
 * Fits all heads on the rows in `use`. Positions are learnt from the passages with their sentences weighed, where `views` has
 * them so, and from the excerpts. `types` are the heads of the types if they have been fitted already.
 */
export function fitFirstLayer(
  x: Matrix,
  rows: Row[],
  use: Int32Array,
  settings: Settings = SETTINGS,
  { focused, excerpts }: Views = { focused: null, excerpts: null },
  types: Heads = fitTypes(x, rows, use, settings),
): FirstLayer {
  const weights = [...types.weights];
  const bias = [...types.bias];
  const add = (column: Float64Array, b: number) => {
    weights.push(column);
    bias.push(b);
  };

  const claimed = [...use].filter((i) => teachesTopic(rows[i]!));
  const topics = scaled(x, settings.topic.factors);
  for (const topic of TOPICS) {
    const gold = claimed.map((i) => (rows[i]!.topics.some((list) => list.includes(topic)) ? 1 : 0));
    const result = fitHead(topics, claimed, gold, settings.topic, topics.columns, x.columns);
    add(unfold(x, result.weights, settings.topic.factors), result.bias);
  }

  const voices = scaled(x, settings.voice.factors);
  for (const voice of ['o', 'q'] as const) {
    const gold = claimed.map((i) => (rows[i]!.voice.includes(voice) ? 1 : 0));
    const result = fitHead(voices, claimed, gold, settings.voice, voices.columns, x.columns);
    add(unfold(x, result.weights, settings.voice.factors), result.bias);
  }

  const { factors } = settings.position;
  const whole = scaled(x, factors);
  const seen = focused ? scaled(focused.matrix, factors) : null;
  const shown = excerpts ? scaled(excerpts.matrix, factors) : null;
  const instances = [...use].flatMap((row) =>
    CLAIM_TYPES.flatMap((type, t) => {
      if (goldOf(rows[row]!, type) !== 1) return [];
      const at = focused?.at(row, t);
      const passage = seen && at !== undefined ? { from: seen, row: at } : { from: whole, row };
      const instance = { type: t, signs: signsOf(rows[row]!, type) };
      const parts = shown
        ? excerpts!.of(row, t).map((part) => ({ from: shown, row: part, ...instance, part: true }))
        : [];
      return [{ ...passage, ...instance, part: false }, ...parts];
    }),
  );
  const fold = (list: typeof instances, gold: number[], even: number | undefined) => {
    const matrix = byType(list, whole.columns);
    const family = { ...settings.position, even };
    const result = fitHead(matrix, [...list.keys()], gold, family, whole.columns, x.columns);
    CLAIM_TYPES.forEach((_, t) => {
      const column = new Float64Array(whole.columns);
      for (let c = 0; c < whole.columns; c++)
        column[c] = result.weights[c]! + result.weights[(1 + t) * whole.columns + c]!;
      add(unfold(x, column, factors), result.bias);
    });
  };
  const sided = instances.filter(({ signs }) => signs.every((s) => s === '+') || signs.every((s) => s === '-'));
  fold(
    sided,
    sided.map(({ signs }) => (signs[0] === '+' ? 1 : 0)),
    settings.position.even,
  );
  // Both sides are said by the passage as a whole: an excerpt does not tell.
  const passages = instances.filter(({ part }) => !part);
  fold(
    passages,
    passages.map(({ signs }) => (signs.includes('0') ? 1 : 0)),
    undefined,
  );
  if (weights.length !== HEAD.count) throw new Error('heads do not match the model');
  return { weights, bias };
}

function headScore(x: Sparse, row: number, weights: Float64Array): number {
  let sum = 0;
  for (let k = x.start[row]!; k < x.start[row + 1]!; k++) sum += weights[x.index[k]!]! * x.value[k]!;
  return sum;
}

/** Scores of the given rows: `scores[i][head]`; positions from the passages as `focused` shows them, where it does. */
export function firstLayerScores(
  x: Matrix,
  layer: FirstLayer,
  which: Iterable<number>,
  focused: Focused | null = null,
): Map<number, Float64Array> {
  const scores = new Map<number, Float64Array>();
  for (const row of which) {
    const out = Float64Array.from(layer.bias, (bias, h) => bias + headScore(x, row, layer.weights[h]!));
    CLAIM_TYPES.forEach((_, t) => {
      const at = focused?.at(row, t);
      if (!focused || at === undefined) return;
      for (const h of [HEAD.sign + t, HEAD.both + t])
        out[h] = layer.bias[h]! + headScore(focused.matrix, at, layer.weights[h]!);
    });
    scores.set(row, out);
  }
  return scores;
}
