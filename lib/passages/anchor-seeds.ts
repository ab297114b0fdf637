import type { Words, WordTable } from './anchor-words';

/** A run of diagonals: page word number minus quote word number lies in `[from, to]`. */
export interface Seed {
  from: number;
  to: number;
  /** Share of the weight of the quote's words looked up that voted for it, 0 to 1. */
  support: number;
}

/** Rarest words are looked up first, and no more places than this in all: the rest would add noise and time. */
const MOST_VOTES = 1_200;
const MOST_WORDS = 64;
/** Inserted and deleted words move the diagonal by this share of the quote's length. */
const DRIFT = 0.3;

/**
 * Where in the page the quote's words stand together: each place of a rare word votes for the diagonal on which it
 * would be in place, and the best-supported windows of diagonals are given, best first. As seeding in sequence
 * alignment (BLAST), with words for k-mers.
 */
export function findSeeds(quote: Words, table: WordTable, limit: number): Seed[] {
  const count = quote.id.length;
  const lookedUp = quote.id
    .map((id, word) => ({ id, word }))
    .filter(({ id }) => id >= 0)
    .sort((a, b) => (quote.weight[b.word] as number) - (quote.weight[a.word] as number))
    .slice(0, MOST_WORDS);
  const votes: { diagonal: number; word: number }[] = [];
  let total = 0;
  for (const { id, word } of lookedUp) {
    const places = table.placesOf(id);
    if (votes.length > 0 && votes.length + places.length > MOST_VOTES) break;
    total += quote.weight[word] as number;
    for (const place of places.subarray(0, MOST_VOTES)) votes.push({ diagonal: place - word, word });
  }
  votes.sort((a, b) => a.diagonal - b.diagonal);
  const width = Math.max(6, Math.ceil(count * DRIFT));
  const windows = slide(votes, quote, width);
  windows.sort((a, b) => b.support - a.support);
  const seeds: Seed[] = [];
  for (const window of windows) {
    if (seeds.length === limit) break;
    if (seeds.some((seed) => window.from <= seed.to + width && window.to >= seed.from - width)) continue;
    seeds.push({ ...window, support: window.support / (total || 1) });
  }
  return seeds;
}

/** The support of each window of `width` diagonals that begins at a vote; a quote's word counts once in it. */
function slide(votes: { diagonal: number; word: number }[], quote: Words, width: number): Seed[] {
  const inside = new Uint16Array(quote.id.length);
  const windows: Seed[] = [];
  let support = 0;
  let last = 0;
  votes.forEach((vote, first) => {
    const limit = vote.diagonal + width;
    for (; last < votes.length && (votes[last] as { diagonal: number }).diagonal <= limit; last++) {
      const { word } = votes[last] as { word: number };
      if (inside[word] === 0) support += quote.weight[word] as number;
      inside[word] = (inside[word] as number) + 1;
    }
    windows.push({ from: vote.diagonal, to: (votes[last - 1] as { diagonal: number }).diagonal, support });
    inside[vote.word] = (inside[vote.word] as number) - 1;
    if (inside[vote.word] === 0) support -= quote.weight[vote.word] as number;
    void first;
  });
  return windows;
}
