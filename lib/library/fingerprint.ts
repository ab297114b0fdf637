import { hashText } from '../base/text';
import { foldedWords } from './fold';

const SIZE = 64;
const SHINGLE = 4;

/**
 * MinHash signature (Broder 1997) of 64 unsigned 32-bit numbers over the text's runs of four folded words: the share of
 * equal places in two signatures estimates the share of runs that the texts have in common. Empty where there are fewer
 * than four words.
 */
export function fingerprintOf(texts: readonly string[]): number[] {
  const words = texts.flatMap(foldedWords);
  if (words.length < SHINGLE) return [];
  const least = new Array<number>(SIZE).fill(0xffffffff);
  const seen = new Set<string>();
  for (let i = 0; i + SHINGLE <= words.length; i++) {
    const run = words.slice(i, i + SHINGLE).join(' ');
    if (seen.has(run)) continue;
    seen.add(run);
    const name = hashText(run);
    const a = Number.parseInt(name.slice(0, 7), 36) >>> 0;
    // An odd step keeps the 64 derived hashes apart (double hashing, Kirsch and Mitzenmacher 2006).
    const b = (Number.parseInt(name.slice(7), 36) >>> 0) | 1;
    for (let k = 0; k < SIZE; k++) {
      let h = (a + Math.imul(b, k)) >>> 0;
      h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d) >>> 0;
      h = (h ^ (h >>> 13)) >>> 0;
      if (h < (least[k] ?? 0)) least[k] = h;
    }
  }
  return least;
}

/** Estimated share of common runs, 0 to 1; 0 where either text was too short to tell. */
export function likeness(a: readonly number[], b: readonly number[]): number {
  if (a.length !== SIZE || b.length !== SIZE) return 0;
  return a.filter((value, i) => value === b[i]).length / SIZE;
}
