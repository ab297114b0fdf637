/** Rows of a sparse matrix: row i holds columns `index[start[i]..start[i+1]]` with those values. */
export interface Sparse {
  rows: number;
  columns: number;
  start: Int32Array;
  index: Int32Array;
  value: Float32Array;
}

export interface LinearFit {
  weights: Float64Array;
  bias: number;
}

/** A repeatable stream of numbers in [0, 1) (mulberry32). */
export function seeded(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = a;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * L2-regularised logistic regression by coordinate descent in the dual (Yu, Huang & Lin 2011). The dual variable of a
 * row is held as its logit, in which the one-dimensional problem is monotone and Newton's method is safe.
 * `y` is 1 or 0 for each of `use`; `cost` is C for each row. The bias is a column of value 1, regularised lightly.
 */
export function fitLogistic(x: Sparse, use: Int32Array, y: Uint8Array, cost: Float64Array, epochs = 8): LinearFit {
  const n = use.length;
  const w = new Float64Array(x.columns);
  const biasValue = 3;
  let b = 0;
  const t = new Float64Array(n).fill(-6);
  const norm = new Float64Array(n);
  const { start, index, value } = x;
  for (let i = 0; i < n; i++) {
    const row = use[i]!;
    const a = cost[i]! / (1 + Math.exp(6));
    const s = y[i] ? a : -a;
    let q = biasValue * biasValue;
    for (let k = start[row]!; k < start[row + 1]!; k++) {
      const v = value[k]!;
      q += v * v;
      w[index[k]!]! += s * v;
    }
    b += s * biasValue;
    norm[i] = q;
  }
  const order = Int32Array.from({ length: n }, (_, i) => i);
  const random = seeded(7);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = n - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      const o = order[i]!;
      order[i] = order[j]!;
      order[j] = o;
    }
    for (let o = 0; o < n; o++) {
      const i = order[o]!;
      const row = use[i]!;
      const sign = y[i] ? 1 : -1;
      const c = cost[i]!;
      const from = start[row]!;
      const to = start[row + 1]!;
      let margin = b * biasValue;
      for (let k = from; k < to; k++) margin += w[index[k]!]! * value[k]!;
      margin *= sign;
      const q = norm[i]!;
      let ti = t[i]!;
      const before = c / (1 + Math.exp(-ti));
      // Solve q·(cσ(t) − before) + margin + t = 0.
      let low = -40;
      let high = 40;
      for (let step = 0; step < 8; step++) {
        const s = 1 / (1 + Math.exp(-ti));
        const f = q * (c * s - before) + margin + ti;
        if (f > 0) high = ti;
        else low = ti;
        let next = ti - f / (1 + q * c * s * (1 - s));
        if (!(next > low && next < high)) next = (low + high) / 2;
        if (Math.abs(next - ti) < 1e-4) {
          ti = next;
          break;
        }
        ti = next;
      }
      t[i] = ti;
      const delta = sign * (c / (1 + Math.exp(-ti)) - before);
      if (delta !== 0) {
        for (let k = from; k < to; k++) w[index[k]!]! += delta * value[k]!;
        b += delta * biasValue;
      }
    }
  }
  return { weights: w, bias: b * biasValue };
}

/** Log-odds of one row. */
export function score(x: Sparse, row: number, fit: LinearFit): number {
  let s = fit.bias;
  for (let k = x.start[row]!; k < x.start[row + 1]!; k++) s += fit.weights[x.index[k]!]! * x.value[k]!;
  return s;
}
