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
  return bestApart(windows, width, limit).map((seed) => ({ ...seed, support: seed.support / (total || 1) }));
}

/** Windows by place: the diagonals `[from, to]` of each and what it adds up to. */
interface Windows {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly support: Float64Array;
}

/** The best windows that stand apart, best first. There are a few to find among hundreds: no sorting. */
function bestApart({ from, to, support }: Windows, width: number, limit: number): Seed[] {
  const seeds: Seed[] = [];
  let least = 0;
  while (seeds.length < limit) {
    let best = -1;
    for (let i = 0; i < support.length; i++) {
      const value = support[i] as number;
      if (value < least || (best >= 0 && value <= (support[best] as number))) continue;
      const near = seeds.some(
        (seed) => (from[i] as number) <= seed.to + width && (to[i] as number) >= seed.from - width,
      );
      if (!near) best = i;
    }
    if (best < 0) break;
    seeds.push({ from: from[best] as number, to: to[best] as number, support: support[best] as number });
    if (seeds.length === 1) least = WORTH_TRYING * (support[best] as number);
  }
  return seeds;
}

/** The support of each window of `width` diagonals that begins at a vote; a quote's word counts once in it. */
function slide(votes: Float64Array, quote: Words, width: number): Windows {
  const count = quote.id.length;
  const inside = new Uint16Array(count);
  const windows = {
    from: new Int32Array(votes.length),
    to: new Int32Array(votes.length),
    support: new Float64Array(votes.length),
  };
  let support = 0;
  let last = 0;
  for (let at = 0; at < votes.length; at++) {
    const vote = votes[at] as number;
    const diagonal = Math.floor(vote / count);
    for (; last < votes.length && Math.floor((votes[last] as number) / count) <= diagonal + width; last++) {
      const word = wordOf(votes[last] as number, count);
      if (inside[word] === 0) support += quote.weight[word] as number;
      inside[word] = (inside[word] as number) + 1;
    }
    windows.from[at] = diagonal;
    windows.to[at] = Math.floor((votes[last - 1] as number) / count);
    windows.support[at] = support;
    const word = wordOf(vote, count);
    inside[word] = (inside[word] as number) - 1;
    if (inside[word] === 0) support -= quote.weight[word] as number;
  }
  return windows;
}

function wordOf(vote: number, count: number): number {
  return vote - Math.floor(vote / count) * count;
}
