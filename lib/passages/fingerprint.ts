import { eachShingle, mix } from './shingles';

/** Bins of the signature: the estimate's standard error is at most sqrt(0.25 / 64) = 6%. */
const BINS = 64;
/** A text with fewer shingles says too little to be recognised by. */
const MIN_SHINGLES = 50;
const EMPTY = 0xffffffff;

/**
 * From here on two texts are the same text. With shingles of three words, 0.5 is what two copies have left when every
 * eighth word was changed, far above what different posts share (a post that quotes a third of another has 0.2 or less),
 * and four standard errors above 0.25.
 */
export const NEAR_DUPLICATE = 0.5;

/**
 * MinHash signature of the texts' word shingles: at most 64 unsigned 32-bit numbers, the same for the same words whatever
 * their markup, case, punctuation, hyphenation and white space. Empty where the texts are too short to tell. One hash for
 * each shingle, the least of each of 64 bins, empty bins filled from others (one-permutation hashing with optimal
 * densification, Shrivastava 2017), so that 60,000 words take some milliseconds.
 *
 * Stored with a post, and made again on every visit to the whole of it. A signature that an older version stored is of
 * another hash and is like none: it hides a copy until the post is next seen, and never makes one up.
 */
export function fingerprint(texts: readonly string[]): number[] {
  const least = new Uint32Array(BINS).fill(EMPTY);
  let shingles = 0;
  const add = (hash: number): void => {
    shingles += 1;
    const bin = hash >>> 26;
    const value = mix(hash ^ 0x9e3779b1) >>> 0;
    if (value < (least[bin] ?? 0)) least[bin] = value;
  };
  for (const text of texts) eachShingle(text, add);
  return shingles < MIN_SHINGLES
    ? []
    : Array.from(least, (value, bin) => (value === EMPTY ? borrowed(least, bin) : value));
}

/** For an empty bin, the value of a full one that only the bin's number chooses: equal sets borrow equally. */
function borrowed(least: Uint32Array, bin: number): number {
  for (let attempt = 1; ; attempt++) {
    const value = least[mix(bin * BINS + attempt) >>> 26] ?? EMPTY;
    if (value !== EMPTY) return value;
  }
}

/** An estimate, 0 to 1, of how many of two texts' shingles are in both (Jaccard). 0 where either has no fingerprint. */
export function similarity(a: readonly number[], b: readonly number[]): number {
  if (a.length === 0 || a.length !== b.length) return 0;
  let same = 0;
  for (let i = 0; i < a.length; i++) if (a[i] === b[i]) same += 1;
  return same / a.length;
}
