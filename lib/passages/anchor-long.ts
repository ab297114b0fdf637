import { type Candidate, candidateAt, type Sought } from './anchor-candidates';
import { LONG } from './anchor-weights';
import { type Words, wordsIn, wordTableOf } from './anchor-words';
import type { Selectors } from './passage';
import type { TextIndex } from './text-index';

/** Where a part of a long quote is now; null where that is not sure. */
type FindPart = (part: Selectors) => { start: number; end: number } | null;

/**
 * The place of a quote that is too long to be aligned in one task: its first and its last part are looked for, as quotes
 * of their own, and what stands between them must have the quote's words. A few thousand characters a step, and between
 * parts it rests.
 */
export function* longPlaces(index: TextIndex, sought: Sought, find: FindPart): Generator<void, Candidate[], undefined> {
  const first = yield* endOf(sought.selectors, 'first', find);
  const last = first === null ? null : yield* endOf(sought.selectors, 'last', find);
  if (first === null || last === null) return [];
  const span = { start: first.start, end: last.end };
  const length = sought.selectors.quote.exact.length;
  const size = span.end - span.start;
  if (size < length / LONG.growth || size > length * LONG.growth) return [];
  const table = wordTableOf(index);
  const quote = wordsIn(sought.selectors.quote.exact, table);
  yield;
  const { similarity, bits } = commonWords(quote, wordsIn(index.text.slice(span.start, span.end), table));
  yield;
  return [candidateAt(index, sought, span, { similarity, bits, unchanged: false })];
}

/** The outermost part that is found, with its neighbouring words for a context. */
function* endOf(
  { quote }: Selectors,
  side: 'first' | 'last',
  find: FindPart,
): Generator<void, { start: number; end: number } | null, undefined> {
  const whole = quote.prefix + quote.exact + quote.suffix;
  const begin = quote.prefix.length;
  const stop = begin + quote.exact.length;
  for (let tried = 0; tried < LONG.tries; tried++) {
    const from = side === 'first' ? begin + tried * LONG.part : stop - (tried + 1) * LONG.part;
    const to = from + LONG.part;
    const found = find({
      quote: {
        exact: whole.slice(from, to),
        prefix: whole.slice(Math.max(0, from - LONG.context), from),
        suffix: whole.slice(to, to + LONG.context),
      },
    });
    yield;
    if (found !== null) return found;
  }
  return null;
}

/** Dice's coefficient of two bags of words, by weight: order was heard already at both ends. */
function commonWords(quote: Words, page: Words): { similarity: number; bits: number } {
  const left = new Map<number, number>();
  let total = 0;
  page.id.forEach((id, i) => {
    left.set(id, (left.get(id) ?? 0) + 1);
    total += page.weight[i] as number;
  });
  let bits = 0;
  quote.id.forEach((id, i) => {
    const weight = quote.weight[i] as number;
    total += weight;
    const count = left.get(id) ?? 0;
    if (count === 0) return;
    left.set(id, count - 1);
    bits += weight;
  });
  return { similarity: total === 0 ? 0 : (2 * bits) / total, bits };
}
