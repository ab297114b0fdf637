import { RELATED_SHARE } from './anchor-align';
import { type Words, type WordTable, wordsIn } from './anchor-words';

/** Words looked at beyond as many as the context has, for insertions. */
const REACH = 6;
/** A context is looked for in this many characters more than it has. */
const REACH_CHARS = 48;
const WORD_CHAR = /[\p{L}\p{N}\p{M}]/u;

/** A stored context, read once for all places it is compared with. */
export interface Context {
  readonly text: string;
  readonly side: 'before' | 'after';
  /** Nearest to the quote first. */
  readonly words: Words;
  readonly total: number;
}

export function contextOf(text: string, side: 'before' | 'after', table: WordTable): Context {
  const words = nearestFirst(wordsIn(text, table), side);
  // The far end may be half a word, cut by the context's length.
  const far = side === 'before' ? text.charAt(0) : text.charAt(text.length - 1);
  if (words.id.length > 2 && WORD_CHAR.test(far)) for (const column of Object.values(words)) column.pop();
  return { text, side, words, total: words.weight.reduce((sum, weight) => sum + weight, 0) };
}

/**
 * How much of a context stands beside `at` in the page, 0 to 1 by weight of words: the longest common subsequence of the
 * nearest words. An empty context is that of the text's own start or end.
 */
export function agreement(context: Context, text: string, at: number, table: WordTable): number {
  const { side, words, total } = context;
  if (context.text === '') return at === (side === 'before' ? 0 : text.length) ? 1 : 0;
  const size = context.text.length;
  const same =
    side === 'before' ? at >= size && text.startsWith(context.text, at - size) : text.startsWith(context.text, at);
  if (same) return 1;
  if (total === 0) return 0;
  const near =
    side === 'before' ? text.slice(Math.max(0, at - size - REACH_CHARS), at) : text.slice(at, at + size + REACH_CHARS);
  const page = nearestFirst(wordsIn(near, table), side);
  return commonWeight(words, page, Math.min(page.id.length, words.id.length + REACH)) / total;
}

function nearestFirst(words: Words, side: 'before' | 'after'): Words {
  if (side === 'before') for (const column of Object.values(words)) column.reverse();
  return words;
}

function commonWeight(a: Words, b: Words, limit: number): number {
  let previous = new Float64Array(limit + 1);
  let current = new Float64Array(limit + 1);
  for (let i = 0; i < a.id.length; i++) {
    for (let j = 0; j < limit; j++) {
      let best = Math.max(previous[j + 1] as number, current[j] as number);
      const weight = a.weight[i] as number;
      if (a.id[i] === b.id[j]) best = Math.max(best, (previous[j] as number) + weight);
      else if ((a.stem[i] as number) >= 0 && a.stem[i] === b.stem[j])
        best = Math.max(best, (previous[j] as number) + RELATED_SHARE * weight);
      current[j + 1] = best;
    }
    [previous, current] = [current, previous];
  }
  return previous[limit] as number;
}
