/**
 * Hashed word shingles: which runs of words a text has, whatever its punctuation, case and spacing. Texts are compared
 * by the shingles they share (Broder 1997). Nothing is allocated on the way for plain text, since a library may have a
 * hundred thousand passages.
 */

/** Spreads every input bit over all 32 (the finaliser of MurmurHash3). */
export function mix(hash: number): number {
  let x = hash ^ (hash >>> 16);
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  // Signed: engines keep such integers without allocating.
  return x ^ (x >>> 16);
}

/** What a letter or digit is compared as: ASCII lower-cased; 0 for what parts words. */
function fold(code: number): number {
  if (code < 0x80) {
    if (code >= 97 && code <= 122) return code;
    if (code >= 65 && code <= 90) return code | 32;
    return code >= 48 && code <= 57 ? code : 0;
  }
  // Beyond Latin-1's signs all counts as a letter, but for general punctuation: curly quotes part words as straight do.
  return code >= 0xc0 && code >> 8 !== 0x20 ? code : 0;
}

/** Apostrophes, soft hyphens and characters without width: a word goes on over them. */
const isInWord = (code: number): boolean =>
  code === 0x27 || code === 0x2019 || code === 0xad || code === 0x200b || code === 0x2060 || code === 0xfeff;

/** Anything whose case or form has to be looked up; most texts have none and are read as they are. */
const BEYOND = /[\u00aa-\u00ac\u00ae-\u1fff\u2070-\ufefe\uff00-\uffff]/;

/** Words in a shingle: short enough that one changed word in a sentence of twenty leaves most of them. */
const SIZE = 3;

const shingle = (a: number, b: number, c: number): number => mix((Math.imul((Math.imul(a, 31) + b) | 0, 31) + c) | 0);

/** Visits the hash (a signed 32-bit integer) of every run of three words; of the whole text where it has fewer. */
export function eachShingle(words: string, visit: (hash: number) => void): void {
  const text = BEYOND.test(words) ? words.normalize('NFKC').toLowerCase() : words;
  let a = 0;
  let b = 0;
  let count = 0;
  let hash = 0;
  let inside = false;
  for (let i = 0; i <= text.length; i++) {
    const unit = i < text.length ? text.charCodeAt(i) : 0x20;
    if (isInWord(unit)) continue;
    const code = fold(unit);
    if (code !== 0) {
      hash = Math.imul((inside ? hash : 0x811c9dc5) ^ code, 0x01000193);
      inside = true;
    } else if (inside) {
      inside = false;
      count += 1;
      const word = mix(hash);
      if (count >= SIZE) visit(shingle(a, b, word));
      a = b;
      b = word;
    }
  }
  if (count > 0 && count < SIZE) visit(shingle(a, b, count));
}

/** The shingles of a text as a set. Empty for a text without words. */
export function shinglesOf(text: string): Set<number> {
  const set = new Set<number>();
  eachShingle(text, (hash) => set.add(hash));
  return set;
}

/** Size of the intersection of two sets. */
export function overlap(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let n = 0;
  for (const x of small) if (large.has(x)) n++;
  return n;
}

/** Shared part of all the shingles of two sets, 0 to 1. Two empty sets are not alike. */
export function jaccard(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const both = overlap(a, b);
  const all = a.size + b.size - both;
  return all === 0 ? 0 : both / all;
}
