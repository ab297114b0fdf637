import { cuesOf } from './cues';
import { lexiconOf } from './lexicon';
import { type Token, tokensOf } from './tokens';

/**
 * Words and pairs of words of the passage; parts of its words; its words again, weighted by what they mean (weights that
 * come from word vectors, so that words unseen in training have them too); signals from the word lists; words of the passage before;
 * words of title and headings; named signals.
 */
export const GROUPS = ['text', 'char', 'sense', 'lexicon', 'previous', 'title', 'cue'] as const;
export type Group = (typeof GROUPS)[number];
export const GROUP_INDEX = Object.fromEntries(GROUPS.map((group, g) => [group, g])) as Record<Group, number>;

/** Features of a passage: their keys in the vocabulary, and the group within which each one's values are normalised. */
export type Features = Map<string, Group>;

/** What features are made from: a passage and the context that counts. */
export interface Source {
  text: string;
  previous: string;
  title: string;
}

/** Words that turn what follows them round. */
export const NEGATORS: ReadonlySet<string> = new Set(
  (
    "not no never without hardly cannot can't don't doesn't isn't aren't won't didn't wouldn't nor neither little lack lacks lacking " +
    "couldn't shouldn't wasn't weren't haven't hasn't none nothing barely few unlikely fail fails failed impossible cant dont rarely seldom"
  ).split(' '),
);

/** Words after a negation that it reaches, within the clause. */
export const NEGATION_REACH = 4;

/** Parts of a word, 3 to 5 letters long, its edges marked by a blank: they join a word's forms and its relatives. */
export function partsOf(word: string): string[] {
  const parts = new Set<string>();
  const edged = ` ${word.slice(0, 30)} `;
  for (let n = 3; n <= 5; n++) for (let i = 0; i + n <= edged.length; i++) parts.add(`c:${edged.slice(i, i + n)}`);
  return [...parts];
}

/** Words, pairs of words, words under a negation, and words by sense, each key once, in order of first appearance. */
export function wordFeaturesOf(tokens: Token[]): Features {
  const features: Features = new Map();
  const add = (key: string, group: Group) => {
    if (!features.has(key)) features.set(key, group);
  };
  let before: Token | null = null;
  let negated = 0;
  for (const token of tokens) {
    if (token.breakBefore) negated = 0;
    add(token.word, 'text');
    add(`v:${token.word}`, 'sense');
    if (before && !token.breakBefore) add(`${before.word} ${token.word}`, 'text');
    if (negated > 0) {
      add(`!${token.word}`, 'text');
      negated--;
    }
    if (NEGATORS.has(token.word)) negated = NEGATION_REACH;
    before = token;
  }
  return features;
}

/**
 * All features of a passage but the parts of its words, in order of first appearance. This is what they are and what training
 * counts; `linear` finds the same by places instead of names, which is faster (training.test.ts holds the two together).
 */
export function featuresOf(source: Source, tokens: Token[] = tokensOf(source.text)): Features {
  const features = wordFeaturesOf(tokens);
  const add = (key: string, group: Group) => {
    if (!features.has(key)) features.set(key, group);
  };
  for (const token of tokensOf(source.previous)) add(`p:${token.word}`, 'previous');
  for (const token of tokensOf(source.title)) add(`t:${token.word}`, 'title');
  for (const signal of lexiconOf(tokens)) add(signal, 'lexicon');
  for (const { key } of cuesOf(source.text, tokens)) add(key, 'cue');
  return features;
}
