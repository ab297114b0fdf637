/**
 * Hashed word shingles: which runs of words a text has, whatever its punctuation, case and spacing. Texts are compared
 * by the shingles they share (Broder 1997).
 */

function mix(hash: number): number {
  let x = hash ^ (hash >>> 16);
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/** Room for the words of one text; grown as needed and used again, since libraries have hundreds of thousands. */
let words = new Int32Array(1024);

/** Hashes the words of a text (runs of letters and digits, lower-cased) into `words`; gives how many there are. */
function hashWords(text: string): number {
  const lower = text.toLowerCase();
  let count = 0;
  let hash = 0;
  let inside = false;
  for (let i = 0; i <= lower.length; i++) {
    const code = i < lower.length ? lower.charCodeAt(i) : 32;
    // Beyond Latin-1's signs all counts as a letter, but for general punctuation: curly quotes part words as straight do.
    const isWord = (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 0xc0 && code >> 8 !== 0x20);
    if (isWord) {
      hash = Math.imul((inside ? hash : 0x811c9dc5) ^ code, 0x01000193);
      inside = true;
    } else if (inside) {
      if (count === words.length) {
        const wider = new Int32Array(2 * count);
        wider.set(words);
        words = wider;
      }
      words[count++] = mix(hash);
      inside = false;
    }
  }
  return count;
}

/** Words in a shingle: short enough that one changed word in a sentence of twenty leaves most of them. */
const SIZE = 3;

/** Hashes of every run of three words; of the whole text where it has fewer. Empty for no words. */
export function shinglesOf(text: string): Uint32Array {
  const count = hashWords(text);
  if (count === 0) return new Uint32Array(0);
  const shingles = new Uint32Array(Math.max(1, count - SIZE + 1));
  for (let i = 0; i < shingles.length; i++) {
    let hash = 0;
    for (let j = i; j < Math.min(i + SIZE, count); j++) hash = (Math.imul(hash, 31) + words[j]!) | 0;
    shingles[i] = mix(hash);
  }
  return shingles;
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
