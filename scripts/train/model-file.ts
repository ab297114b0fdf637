import { GROUP_INDEX, GROUPS } from '../../lib/claims/embedded/features';
import { writeModel } from '../../lib/claims/embedded/format';
import { BLOCKS, HEAD, HEADS, type ModelHeader } from '../../lib/claims/embedded/model';
import type { FirstLayer } from './first-layer';
import type { Matrix } from './matrix';

/** Rounds a layer to 8 bits a weight, with one scale a group and head. */
export function quantise(x: Matrix, layer: FirstLayer): { weights: Int8Array; scale: number[][] } {
  const weights = new Int8Array(x.columns * HEAD.count);
  const scale = GROUPS.map(() => new Array<number>(HEAD.count).fill(0));
  const group = x.groups.map((name) => GROUP_INDEX[name]);
  layer.weights.forEach((column, h) => {
    const top = GROUPS.map(() => 0);
    for (let c = 0; c < x.columns; c++) top[group[c]!] = Math.max(top[group[c]!]!, Math.abs(column[c]!));
    GROUPS.forEach((_, g) => {
      scale[g]![h] = short(top[g]! / 127 || 1);
    });
    for (let c = 0; c < x.columns; c++) weights[c * HEAD.count + h] = Math.round(column[c]! / scale[group[c]!]![h]!);
  });
  return { weights, scale };
}

const short = (x: number): number => Number(x.toPrecision(6));

/** The bytes of the model. */
export function pack(
  id: string,
  x: Matrix,
  layer: FirstLayer,
  context: ModelHeader['context'],
  thresholds: ModelHeader['thresholds'],
): Uint8Array {
  const { weights, scale } = quantise(x, layer);
  const trim = <T extends { weights: number[][]; bias: number[] }>(l: T) => ({
    weights: l.weights.map((row) => row.map(short)),
    bias: l.bias.map(short),
  });
  const header: ModelHeader = {
    id,
    heads: HEADS,
    blocks: [],
    vocabulary: x.columns,
    scale,
    bias: layer.bias.map(short),
    idfMax: x.idfMax,
    context: {
      type: trim(context.type),
      topic: trim(context.topic),
      sign: trim(context.sign),
      both: trim(context.both),
      voice: trim(context.voice),
    },
    thresholds,
  };
  return writeModel(
    header,
    x.keys,
    Uint8Array.from(x.idf, (v) => Math.round((v / x.idfMax) * 255)),
    weights,
  );
}

/** Features that each block of heads keeps. */
const KEPT: Record<(typeof BLOCKS)[number]['name'], number> = {
  types: 55_000,
  topics: 22_000,
  voices: 6_000,
  positions: 60_000,
};

/**
 * Sets to zero all weights of a block but those of its strongest features (size of weight times how often it stands). Words
 * by sense stay: each matters little, all together much.
 */
export function prune(x: Matrix, layer: FirstLayer): void {
  const value = new Float64Array(x.columns);
  for (let k = 0; k < x.index.length; k++) value[x.index[k]!]! += x.value[k]! ** 2;
  for (const { name, from, to } of BLOCKS) {
    const power = new Float64Array(x.columns);
    for (let h = from; h < to; h++) {
      const column = layer.weights[h]!;
      let total = 0;
      for (let c = 0; c < x.columns; c++) total += column[c]! ** 2 * value[c]!;
      for (let c = 0; c < x.columns; c++) power[c]! += (column[c]! ** 2 * value[c]!) / (total || 1);
    }
    const order = Array.from({ length: x.columns }, (_, c) => c).sort((a, b) => power[b]! - power[a]! || a - b);
    for (const c of order.slice(KEPT[name]).filter((c) => x.groups[c] !== 'sense'))
      for (let h = from; h < to; h++) layer.weights[h]![c] = 0;
  }
}

/** Keys that have a weight in any head. */
export function keysInUse(x: Matrix, layer: FirstLayer): Set<string> {
  return new Set(x.keys.filter((_, c) => layer.weights.some((column) => column[c] !== 0)));
}
