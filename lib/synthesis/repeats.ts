import { eachShingle, jaccard, shinglesOf } from '../passages/shingles';

/** Passages that share this much of their three-word runs say the same: a changed word in a sentence of twenty. */
const SAME = 0.7;

/** Each text is looked up by its smallest hashes; texts that are `SAME` share at least one of them almost surely. */
const KEYS = 6;

/** Candidates looked at for one hash: beyond this it belongs to a stock phrase. */
const CROWD = 40;

export interface Repeatable {
  text: string;
  /** What is said, e.g. types and signs: near-identical words only repeat where this is equal ("is" and "is not"). */
  stand: () => string;
}

/** The smallest hashes of a text, in ascending order. */
function smallest(text: string, n: number): number[] {
  const best: number[] = [];
  eachShingle(text, (hash) => {
    if ((best.length === n && hash >= best[n - 1]!) || best.includes(hash)) return;
    if (best.length === n) best.pop();
    let at = best.push(hash) - 1;
    for (; at > 0 && best[at - 1]! > hash; at--) best[at] = best[at - 1]!;
    best[at] = hash;
  });
  return best;
}

/**
 * Groups repeated texts: the same words whatever their punctuation, or nearly the same words with the same stand. Gives
 * for each text the index of the first of its group (its own where it stands alone), so that the caller decides by the
 * order it passes which one counts.
 */
export function groupRepeats(texts: readonly Repeatable[]): number[] {
  const sets = new Map<number, ReadonlySet<number>>();
  const setOf = (index: number): ReadonlySet<number> => {
    const set = sets.get(index) ?? shinglesOf(texts[index]!.text);
    sets.set(index, set);
    return set;
  };
  const buckets = new Map<number, number[]>();
  return texts.map((text, index) => {
    const keys = smallest(text.text, KEYS);
    let same = index;
    const tried = new Set<number>();
    for (const key of keys) {
      for (const other of buckets.get(key) ?? []) {
        if (other >= same || tried.has(other)) continue;
        tried.add(other);
        const alike = jaccard(setOf(index), setOf(other));
        if (alike === 1 || (alike >= SAME && texts[other]!.stand() === text.stand())) same = other;
      }
    }
    if (same === index) {
      for (const key of keys) {
        const bucket = buckets.get(key);
        if (bucket === undefined) buckets.set(key, [index]);
        else if (bucket.length < CROWD) bucket.push(index);
      }
    }
    return same;
  });
}
