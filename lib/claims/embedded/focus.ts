import { MAX_TEXT, type Token } from './tokens';

/**
 * Where a speaker stands is said in the sentences that make the claim, not in those beside them. So positions are read from
 * the whole passage with each sentence counted by how much it sounds like the claim's type.
 */

/** A type is focused on from these log-odds of the first layer up; below, the passage is read evenly, which is faster. */
export const GATE = -2.5;

/** What a sentence counts at least, and how fast its weight falls with its log-odds below the likeliest sentence's. */
const LEAST = 0.4;
const SHARPNESS = 2;

/** Where a sentence ends, or a clause that a semicolon or colon closes. */
const END = /(?<=[.!?;:\n])\s+/gu;

/** A sentence, as the places of its first token and of the one after its last. */
export type Stretch = readonly [from: number, to: number];

/** The sentences of a text that have words, by its tokens. */
export function sentencesOf(text: string, tokens: Token[]): Stretch[] {
  const sentences: Stretch[] = [];
  let from = 0;
  const close = (end: number) => {
    let to = from;
    while (to < tokens.length && tokens[to]!.start < end) to++;
    if (to > from) sentences.push([from, to]);
    from = to;
  };
  for (const { index } of text.slice(0, MAX_TEXT).matchAll(END)) close(index);
  close(Number.POSITIVE_INFINITY);
  return sentences;
}

/** What each sentence counts for a type, from the type's log-odds of each: 1 for the likeliest, the others less. */
export function relevance(scores: number[]): number[] {
  const most = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return scores.map((score) => LEAST + (1 - LEAST) * Math.exp(SHARPNESS * (score - most)));
}
