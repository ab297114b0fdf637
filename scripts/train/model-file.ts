import { writeModel } from '../../lib/claims/embedded/format';
import { HEAD, HEADS, type ModelHeader } from '../../lib/claims/embedded/model';
import type { FirstLayer } from './first-layer';
import type { Matrix } from './matrix';

/** Rounds a layer to 8 bits a weight, one scale a head. */
export function quantise(layer: FirstLayer, columns: number): { weights: Int8Array; scale: number[] } {
  const weights = new Int8Array(columns * HEAD.count);
  const scale = layer.weights.map((column, h) => {
    let top = 0;
    for (let c = 0; c < columns; c++) top = Math.max(top, Math.abs(column[c]!));
    const step = top / 127 || 1;
    for (let c = 0; c < columns; c++) weights[c * HEAD.count + h] = Math.round(column[c]! / step);
    return step;
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
  const { weights, scale } = quantise(layer, x.columns);
  const trim = <T extends { weights: number[][]; bias: number[] }>(l: T) => ({
    weights: l.weights.map((row) => row.map(short)),
    bias: l.bias.map(short),
  });
  const header: ModelHeader = {
    id,
    heads: HEADS,
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

/** Features that matter most for any head, by the size of their weight times how often they stand in a passage. */
export function strongest(x: Matrix, layer: FirstLayer, count: number): Set<string> {
  const power = new Float64Array(x.columns);
  const value = new Float64Array(x.columns);
  for (let k = 0; k < x.index.length; k++) value[x.index[k]!]! += x.value[k]! ** 2;
  layer.weights.forEach((column) => {
    let total = 0;
    for (let c = 0; c < x.columns; c++) total += column[c]! ** 2 * value[c]!;
    for (let c = 0; c < x.columns; c++) power[c]! += (column[c]! ** 2 * value[c]!) / (total || 1);
  });
  const order = Array.from({ length: x.columns }, (_, c) => c).sort((a, b) => power[b]! - power[a]! || a - b);
  return new Set(order.slice(0, count).map((c) => x.keys[c]!));
}
