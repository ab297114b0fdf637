import { type Feature, type Group, wordFeaturesOf } from './features';
import { MAX_TEXT, tokensOf } from './tokens';

/**
 * Where a speaker stands is said in the sentences that make the claim, not in those beside them. So positions are read from
 * the whole passage with each sentence counted by how much it sounds like the claim's type.
 */

/** Groups of features that stand in a sentence and count with it; the others belong to the whole passage. */
export const FOCUSED: ReadonlySet<Group> = new Set(['text', 'char', 'sense']);

/** A type is focused on from these log-odds of the first layer up; below, the passage is read evenly, which is faster. */
export const GATE = -2.5;

/** What a sentence counts at least, and how fast its weight falls with its log-odds below the likeliest sentence's. */
const LEAST = 0.4;
const SHARPNESS = 2;

/** Where a sentence ends, or a clause that a semicolon or colon closes. */
const END = /(?<=[.!?;:\n])\s+/u;

/** A sentence by what counts in it: its features of the groups `text` and `sense`, and its different words. */
export interface Sentence {
  features: Feature[];
  words: Set<string>;
}

export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  for (const part of text.slice(0, MAX_TEXT).split(END)) {
    const tokens = tokensOf(part);
    if (tokens.length === 0) continue;
    sentences.push({
      features: [...wordFeaturesOf(tokens).values()],
      words: new Set(tokens.map(({ word }) => word)),
    });
  }
  return sentences;
}

/** What each sentence counts for a type, from the type's log-odds of each: 1 for the likeliest, the others less. */
export function relevance(scores: number[]): number[] {
  const most = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return scores.map((score) => LEAST + (1 - LEAST) * Math.exp(SHARPNESS * (score - most)));
}

/** The weight of each of what stands in the sentences: that of its weightiest sentence. */
export function heaviest<T>(sentences: Iterable<T>[], weights: number[]): Map<T, number> {
  const out = new Map<T, number>();
  sentences.forEach((things, i) => {
    const weight = weights[i] ?? 1;
    for (const thing of things) {
      const known = out.get(thing);
      if (known === undefined || known < weight) out.set(thing, weight);
    }
  });
  return out;
}
