import type { Seed } from './anchor-seeds';
import type { Words, WordTable } from './anchor-words';

/** How a word of the quote stands to the page's word that it is aligned with. */
export const NONE = 0;
export const OTHER = 1;
export const RELATED = 2;
export const SAME = 3;

export interface Alignment {
  /** For each word of the query, the page's word it is aligned with, or -1. Ascending where not -1. */
  readonly to: Int32Array;
  readonly how: Uint8Array;
}

/** A related word ("verify", "verified") counts this share of the same word. */
export const RELATED_SHARE = 0.6;

/** Costs, in units of the mean weight of a word. In the quote, staying together matters; contexts may be gone altogether. */
const COST = {
  quote: { other: 0.2, skipped: 0.25, inserted: 0.25 },
  context: { other: 0.06, skipped: 0.03, inserted: 0.05 },
};
/** Words on both sides of the seed's diagonals that the path may stray. */
const SLACK = 10;

/** Cells of the alignment's table, a byte each: a quote of ten thousand words is aligned in a narrower band. */
const MOST_CELLS = 3_000_000;

const START = 0;
const DIAGONAL = 1;
const SKIP = 2;
const INSERT = 3;

/**
 * The best path of `query` (prefix, quote and suffix as one run of words, the quote being words `[quoteStart, quoteEnd)`)
 * through the page's words near a seed's diagonals: a banded alignment, whole in the query and free at both ends in the
 * page (Smith and Waterman; Gotoh's linear gaps). Because contexts are aligned along, words that belong to a neighbour
 * are given to the neighbour.
 */
export function align(query: Words, quoteStart: number, quoteEnd: number, table: WordTable, seed: Seed): Alignment {
  const rows = query.id.length;
  const wanted = seed.to - seed.from + 1 + 2 * SLACK;
  const width = Math.min(wanted, Math.max(2 * SLACK + 1, Math.floor(MOST_CELLS / rows)));
  const first = seed.from - SLACK + Math.floor((wanted - width) / 2);
  const pageLength = table.id.length;
  let unit = 0;
  for (let i = quoteStart; i < quoteEnd; i++) unit += query.weight[i] as number;
  unit = unit / Math.max(1, quoteEnd - quoteStart) || 1;

  const trace = new Uint8Array((rows + 1) * width);
  let previous = new Float64Array(width);
  let current = new Float64Array(width);
  for (let k = 0; k < width; k++)
    previous[k] = first + k >= 0 && first + k <= pageLength ? 0 : Number.NEGATIVE_INFINITY;
  // The page may begin after the query does, and end before it: what stands outside is skipped.
  const skips = skipping(query, quoteStart, quoteEnd, unit);
  const whole = skips[rows] as number;
  let end = { value: Number.NEGATIVE_INFINITY, row: rows, k: 0 };
  for (let i = 1; i <= rows; i++) {
    const word = i - 1;
    const inQuote = word >= quoteStart && word < quoteEnd;
    const cost = inQuote ? COST.quote : COST.context;
    const other = -cost.other * unit;
    const skipped = -cost.skipped * unit;
    // A gap after the quote's last word, or before its first, is in the context.
    const inserted = -(i > quoteStart && i < quoteEnd ? COST.quote : COST.context).inserted * unit;
    const id = query.id[word] as number;
    const stem = query.stem[word] as number;
    const weight = query.weight[word] as number;
    const row = i * width;
    for (let k = 0; k < width; k++) {
      const page = i + first + k;
      let best = Number.NEGATIVE_INFINITY;
      let move = START;
      if (page >= 0 && page <= pageLength) {
        if (page >= 1) {
          const gain =
            table.id[page - 1] === id
              ? weight
              : stem >= 0 && table.stem[page - 1] === stem
                ? RELATED_SHARE * weight
                : other;
          best = (previous[k] as number) + gain;
          move = DIAGONAL;
        }
        const skip = k + 1 < width ? (previous[k + 1] as number) + skipped : Number.NEGATIVE_INFINITY;
        if (skip > best) {
          best = skip;
          move = SKIP;
        }
        const insert = k > 0 ? (current[k - 1] as number) + inserted : Number.NEGATIVE_INFINITY;
        if (insert > best) {
          best = insert;
          move = INSERT;
        }
        if (page === 0 && (skips[i] as number) > best) {
          best = skips[i] as number;
          move = START;
        }
        if (page === pageLength) {
          const value = best + whole - (skips[i] as number);
          if (value > end.value) end = { value, row: i, k };
        }
      }
      current[k] = best;
      trace[row + k] = best === Number.NEGATIVE_INFINITY ? START : move;
    }
    [previous, current] = [current, previous];
  }

  const alignment: Alignment = { to: new Int32Array(rows).fill(-1), how: new Uint8Array(rows) };
  for (let k = 0; k < width; k++) {
    const value = previous[k] as number;
    if (value > end.value) end = { value, row: rows, k };
  }
  let { k } = end;
  for (let i = end.row; i > 0; ) {
    const move = trace[i * width + k];
    if (move === DIAGONAL) {
      i -= 1;
      const page = i + first + k;
      alignment.to[i] = page;
      alignment.how[i] =
        table.id[page] === query.id[i]
          ? SAME
          : (query.stem[i] as number) >= 0 && table.stem[page] === query.stem[i]
            ? RELATED
            : OTHER;
    } else if (move === SKIP) {
      i -= 1;
      k += 1;
    } else if (move === INSERT) {
      k -= 1;
    } else {
      break;
    }
  }
  return alignment;
}

/** What it costs to skip the query's first words, for each number of them. */
function skipping(query: Words, quoteStart: number, quoteEnd: number, unit: number): Float64Array {
  const costs = new Float64Array(query.id.length + 1);
  for (let i = 0; i < query.id.length; i++) {
    const cost = i >= quoteStart && i < quoteEnd ? COST.quote : COST.context;
    costs[i + 1] = (costs[i] as number) - cost.skipped * unit;
  }
  return costs;
}
