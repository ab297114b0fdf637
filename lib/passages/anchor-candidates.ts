import { type Alignment, align, NONE, RELATED, RELATED_SHARE, SAME } from './anchor-align';
import { agreement, type Context, contextOf } from './anchor-context';
import { findSeeds, type Seed } from './anchor-seeds';
import { CANDIDATES, NEIGHBOUR, OCCURRENCES, STRAY } from './anchor-weights';
import { type Words, type WordTable, wordsIn, wordTableOf } from './anchor-words';
import { fold, foldedOf, sourceOf } from './fold';
import type { Selectors } from './passage';
import type { TextIndex } from './text-index';

/** A place of the page where a stored quote may now be. Similarities are shares of weighted words, 0 to 1. */
export interface Candidate {
  start: number;
  end: number;
  /** 1 for the same words. */
  similarity: number;
  /** The same words up to typography and white space. */
  unchanged: boolean;
  /** Bits that the matched words of the quote tell. */
  bits: number;
  prefix: number;
  suffix: number;
  /** The quote was whole blocks, and so is this. */
  wholeBlock: boolean;
}

/** A stored quote, prepared once for a page. */
export interface Sought {
  readonly selectors: Selectors;
  readonly folded: string;
  /** Bits that the quote's words tell in this page. */
  readonly bits: number;
  readonly prefix: Context;
  readonly suffix: Context;
  readonly wholeBlock: boolean;
}

export function prepare(index: TextIndex, selectors: Selectors): Sought {
  const { exact, prefix, suffix } = selectors.quote;
  const table = wordTableOf(index);
  return {
    selectors,
    folded: fold(exact).text,
    bits: wordsIn(exact, table).weight.reduce((sum, weight) => sum + weight, 0),
    prefix: contextOf(prefix, 'before', table),
    suffix: contextOf(suffix, 'after', table),
    wholeBlock: (prefix === '' || prefix.endsWith('\n')) && (suffix === '' || suffix.startsWith('\n')),
  };
}

/** A place with how its surroundings agree. */
export function candidateAt(
  index: TextIndex,
  sought: Sought,
  span: { start: number; end: number },
  match: { similarity: number; unchanged: boolean; bits: number },
): Candidate {
  const table = wordTableOf(index);
  const { start, end } = span;
  return {
    ...match,
    start,
    end,
    prefix: agreement(sought.prefix, index.text, start, table),
    suffix: agreement(sought.suffix, index.text, end, table),
    wholeBlock: sought.wholeBlock && isWholeBlock(index.text, start, end),
  };
}

function isWholeBlock(text: string, start: number, end: number): boolean {
  return (start === 0 || text[start - 1] === '\n') && (end === text.length || text[end] === '\n');
}

/** Every place where the quote stands unchanged but for typography; null where it stands too often to mean anything. */
export function unchangedPlaces(index: TextIndex, sought: Sought): Candidate[] | null {
  const quote = sought.folded;
  if (quote === '') return [];
  const folded = foldedOf(index);
  const places: { start: number; end: number }[] = [];
  for (let at = folded.text.indexOf(quote); at >= 0; at = folded.text.indexOf(quote, at + 1)) {
    if (places.length === OCCURRENCES) return null;
    places.push(sourceOf(folded, index.text, at, at + quote.length));
  }
  const match = { similarity: 1, unchanged: true, bits: Number.POSITIVE_INFINITY };
  return places.map((span) => candidateAt(index, sought, span, match));
}

/** The likeliest places of a quote whose words have changed, at most `CANDIDATES`. */
export function changedPlaces(index: TextIndex, sought: Sought): Candidate[] {
  const table = wordTableOf(index);
  const { exact, prefix, suffix } = sought.selectors.quote;
  const query = wordsIn(prefix + exact + suffix, table);
  const quoteStart = query.end.findIndex((end) => end > prefix.length);
  if (quoteStart < 0) return [];
  const stop = prefix.length + exact.length;
  let quoteEnd = query.start.findIndex((start) => start >= stop);
  if (quoteEnd < 0) quoteEnd = query.id.length;
  if (quoteEnd <= quoteStart) return [];
  const candidates: Candidate[] = [];
  for (const seed of findSeeds(query, table, CANDIDATES)) {
    const found = changedPlace(index, sought, { query, quoteStart, quoteEnd }, seed, table);
    if (found !== null) candidates.push(found);
  }
  return candidates;
}

interface Query {
  query: Words;
  quoteStart: number;
  quoteEnd: number;
}

function changedPlace(index: TextIndex, sought: Sought, q: Query, seed: Seed, table: WordTable): Candidate | null {
  const alignment = align(q.query, q.quoteStart, q.quoteEnd, table, seed);
  const edges = trimEdges(index.text, sought, q, alignment, table);
  if (edges === null) return null;
  const words = charSpan(index.text, sought, q, alignment, table, edges);
  const span = wholeBlockSpan(index.text, sought, words, (from, to) => contextWithin(q, alignment, table, from, to));
  const match = similarityOf(q, alignment, table, span);
  return candidateAt(index, sought, span, { ...match, unchanged: false });
}

/** First and last word of the quote that have a counterpart, without edges that strayed into a neighbouring block. */
function trimEdges(
  text: string,
  sought: Sought,
  q: Query,
  alignment: Alignment,
  table: WordTable,
): { first: number; last: number } | null {
  const { exact, prefix, suffix } = sought.selectors.quote;
  const stored = prefix + exact + suffix;
  const aligned: number[] = [];
  let total = 0;
  for (let i = q.quoteStart; i < q.quoteEnd; i++) {
    if (alignment.how[i] === NONE) continue;
    aligned.push(i);
    total += matched(q, alignment, i);
  }
  const crosses = (left: number, right: number) =>
    hasBreak(text, table.end[alignment.to[left] as number], table.start[alignment.to[right] as number]) &&
    !hasBreak(stored, q.query.end[left], q.query.start[right]);
  let first = 0;
  let last = aligned.length - 1;
  let outside = 0;
  for (let i = 0; i < last && outside < STRAY * total; i++) {
    outside += matched(q, alignment, aligned[i] as number);
    if (outside < STRAY * total && crosses(aligned[i] as number, aligned[i + 1] as number)) first = i + 1;
  }
  outside = 0;
  for (let i = last; i > first && outside < STRAY * total; i--) {
    outside += matched(q, alignment, aligned[i] as number);
    if (outside < STRAY * total && crosses(aligned[i - 1] as number, aligned[i] as number)) last = i - 1;
  }
  if (first > last || total === 0) return null;
  return { first: aligned[first] as number, last: aligned[last] as number };
}

function hasBreak(text: string, from: number | undefined, to: number | undefined): boolean {
  const at = text.indexOf('\n', from);
  return at >= 0 && to !== undefined && at < to;
}

/** What a word of the quote adds to the common weight. */
function matched(q: Query, alignment: Alignment, i: number): number {
  const weight = q.query.weight[i] as number;
  if (alignment.how[i] === SAME) return weight;
  return alignment.how[i] === RELATED ? RELATED_SHARE * weight : 0;
}

const WORD_CHAR = /[\p{L}\p{N}\p{M}]/u;
const SIGN = /[^\p{L}\p{N}\p{M}\s]/u;

/** The characters from the first to the last aligned word, with the signs that the quote has at its edges. */
function charSpan(
  text: string,
  sought: Sought,
  q: Query,
  alignment: Alignment,
  table: WordTable,
  edges: { first: number; last: number },
): { start: number; end: number } {
  const { exact, prefix } = sought.selectors.quote;
  let start = table.start[alignment.to[edges.first] as number] as number;
  let end = table.end[alignment.to[edges.last] as number] as number;
  if (edges.first === q.quoteStart) {
    const offset = (q.query.start[q.quoteStart] as number) - prefix.length;
    // Within a word: the quote began in the middle of it.
    if (offset < 0) start = Math.min(start - offset, end - 1);
    else if (!WORD_CHAR.test(exact.charAt(0))) {
      for (let n = 0; n < offset && start > 0 && SIGN.test(text.charAt(start - 1)); n++) start -= 1;
    }
  }
  if (edges.last === q.quoteEnd - 1) {
    const offset = prefix.length + exact.length - (q.query.end[q.quoteEnd - 1] as number);
    if (offset < 0) end = Math.max(end + offset, start + 1);
    else for (let n = 0; n < offset && end < text.length && SIGN.test(text.charAt(end)); n++) end += 1;
  }
  return { start, end };
}

/**
 * A quote that was whole blocks is taken to their edges, if what that adds is less than what was found, and is not the
 * neighbour: two paragraphs may have become one.
 */
function wholeBlockSpan(
  text: string,
  sought: Sought,
  span: { start: number; end: number },
  contextIn: (from: number, to: number) => number,
): { start: number; end: number } {
  if (!sought.wholeBlock) return span;
  const start = text.lastIndexOf('\n', span.start - 1) + 1;
  const next = text.indexOf('\n', span.end);
  const end = next < 0 ? text.length : next;
  const room = Math.max(24, span.end - span.start);
  const keepStart = span.start === 0 || span.start - start > room || contextIn(start, span.start) > NEIGHBOUR;
  const keepEnd = end - span.end > room || contextIn(span.end, end) > NEIGHBOUR;
  return { start: keepStart ? span.start : start, end: keepEnd ? span.end : end };
}

/** The share of the context's words, by weight, that the alignment has in a part of the page. */
function contextWithin(q: Query, alignment: Alignment, table: WordTable, from: number, to: number): number {
  let there = 0;
  let before = 0;
  let after = 0;
  let isBefore = false;
  for (let i = 0; i < q.query.id.length; i++) {
    if (i >= q.quoteStart && i < q.quoteEnd) continue;
    const weight = q.query.weight[i] as number;
    if (i < q.quoteStart) before += weight;
    else after += weight;
    if (alignment.how[i] !== SAME) continue;
    const at = table.start[alignment.to[i] as number] as number;
    if (at < from || at >= to) continue;
    there += weight;
    isBefore = i < q.quoteStart;
  }
  const total = isBefore ? before : after;
  return total === 0 ? 0 : there / total;
}

/** Dice's coefficient by weight of words: twice what is common over what both have. */
function similarityOf(
  q: Query,
  alignment: Alignment,
  table: WordTable,
  span: { start: number; end: number },
): { similarity: number; bits: number } {
  let common = 0;
  let quote = 0;
  for (let i = q.quoteStart; i < q.quoteEnd; i++) {
    const weight = q.query.weight[i] as number;
    quote += weight;
    const to = alignment.to[i] as number;
    if (to < 0 || (table.end[to] as number) <= span.start || (table.start[to] as number) >= span.end) continue;
    common += matched(q, alignment, i);
  }
  let page = 0;
  for (let word = firstFrom(table.end, span.start + 1); word < table.start.length; word++) {
    if ((table.start[word] as number) >= span.end) break;
    page += table.weight[word] as number;
  }
  return { similarity: quote + page === 0 ? 0 : Math.min(1, (2 * common) / (quote + page)), bits: common };
}

/** The first of ascending values that is at least `value`. */
function firstFrom(values: readonly number[], value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
