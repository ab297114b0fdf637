import type { Words, WordTable } from './anchor-words';

/** A run of diagonals: page word number minus quote word number lies in `[from, to]`. */
export interface Seed {
  from: number;
  to: number;
  /** Share of the weight of the quote's words looked up that voted for it, 0 to 1. */
  support: number;
}

/** Rarest words are looked up first, and no more places than this in all: the rest would add noise and time. */
const MOST_VOTES = 600;
const MOST_WORDS = 48;
/** A place with less than this share of the best one's support can't win. */
const WORTH_TRYING = 0.4;
/** Inserted and deleted words move the diagonal by this share of the quote's length. */
const DRIFT = 0.3;

/**
 * Where in the page the quote's words stand together: each place of a rare word votes for the diagonal on which it
 * would be in place, and the best-supported windows of diagonals are given, best first. As seeding in sequence
 * alignment (BLAST), with words for k-mers.
 */
export function findSeeds(quote: Words, table: WordTable, limit: number): Seed[] {
  const count = quote.id.length;
  const rarest = quote.id
    .map((_, word) => word)
    .filter((word) => (quote.id[word] as number) >= 0)
    .sort((a, b) => (quote.weight[b] as number) - (quote.weight[a] as number));
  // A vote is diagonal * count + word, so that sorting numbers sorts by diagonal.
  const votes: number[] = [];
  let total = 0;
  for (const word of rarest.slice(0, MOST_WORDS)) {
    const places = table.placesOf(quote.id[word] as number);
    if (votes.length > 0 && votes.length + places.length > MOST_VOTES) break;
    total += quote.weight[word] as number;
    for (let i = 0; i < places.length && i < MOST_VOTES; i++) votes.push(((places[i] as number) - word) * count + word);
  }
  const width = Math.max(6, Math.ceil(count * DRIFT));
  const windows = slide(Float64Array.from(votes).sort(), quote, width);
  windows.sort((a, b) => b.support - a.support);
  const seeds: Seed[] = [];
  const least = WORTH_TRYING * (windows[0]?.support ?? 0);
  for (const window of windows) {
    if (seeds.length === limit || window.support < least) break;
    if (seeds.some((seed) => window.from <= seed.to + width && window.to >= seed.from - width)) continue;
    seeds.push({ ...window, support: window.support / (total || 1) });
  }
  return seeds;
}

/** The support of each window of `width` diagonals that begins at a vote; a quote's word counts once in it. */
function slide(votes: Float64Array, quote: Words, width: number): Seed[] {
  const count = quote.id.length;
  const inside = new Uint16Array(count);
  const windows: Seed[] = [];
  let support = 0;
  let last = 0;
  for (const vote of votes) {
    const diagonal = Math.floor(vote / count);
    for (; last < votes.length && Math.floor((votes[last] as number) / count) <= diagonal + width; last++) {
      const word = wordOf(votes[last] as number, count);
      if (inside[word] === 0) support += quote.weight[word] as number;
      inside[word] = (inside[word] as number) + 1;
    }
    windows.push({ from: diagonal, to: Math.floor((votes[last - 1] as number) / count), support });
    const word = wordOf(vote, count);
    inside[word] = (inside[word] as number) - 1;
    if (inside[word] === 0) support -= quote.weight[word] as number;
  }
  return windows;
}

function wordOf(vote: number, count: number): number {
  return vote - Math.floor(vote / count) * count;
}
