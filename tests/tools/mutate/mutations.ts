import type { Mutation } from './measure';
import { makeSentence, makeVocabulary } from './pages';
import {
  addFootnotes,
  breakLines,
  deleteBlocks,
  duplicateBlocks,
  insertBlocks,
  reorderBlocks,
  swapNeighbours,
  wrapInSpans,
} from './structure';
import { retypeset } from './typography';
import { editWords, vocabularyOf, type WordEdit } from './words';

export function edit(rate: number, how: WordEdit): Mutation {
  return (blocks, random, text) => {
    const vocabulary = vocabularyOf(text);
    for (const block of blocks) editWords(block, rate, how, vocabulary, random);
  };
}

/** One after the other. */
export function all(...mutations: Mutation[]): Mutation {
  return (blocks, random, text) => {
    for (const mutate of mutations) mutate(blocks, random, text);
  };
}

export const drop =
  (share: number): Mutation =>
  (blocks, random) =>
    deleteBlocks(blocks, share, random);
export const reorder =
  (share: number): Mutation =>
  (blocks, random) =>
    reorderBlocks(blocks, share, random);
export const swapped =
  (share: number): Mutation =>
  (blocks, random) =>
    swapNeighbours(blocks, share, random);
export const duplicate =
  (share: number): Mutation =>
  (blocks, random) =>
    duplicateBlocks(blocks, share, random);
export const wrap =
  (share: number): Mutation =>
  (blocks, random) =>
    wrapInSpans(blocks, share, random);
export const footnotes =
  (share: number): Mutation =>
  (blocks, random) =>
    addFootnotes(blocks, share, random);
export const lines =
  (share: number): Mutation =>
  (blocks, random) =>
    breakLines(blocks, share, random);
export const typeset: Mutation = (blocks, random) => retypeset(blocks, random);
export const insert =
  (share: number): Mutation =>
  (blocks, random) => {
    const words = makeVocabulary(random, 2_000);
    insertBlocks(
      blocks,
      share,
      Array.from({ length: 40 }, () => makeSentence(random, words)),
      random,
    );
  };

/** The edits that the suite and the benchmark go through, by name. */
export const MUTATIONS: Record<string, Mutation> = {
  unchanged: () => undefined,
  typeset,
  wrap: all(wrap(0.5), footnotes(0.2), lines(0.2)),
  insert: insert(0.2),
  'delete 10%': drop(0.1),
  'delete 40%': drop(0.4),
  'reorder 20%': reorder(0.2),
  'reorder all': reorder(1),
  'swap neighbours': swapped(0.5),
  'duplicate 20%': duplicate(0.2),
  'substitute 2%': edit(0.02, 'substitute'),
  'substitute 5%': edit(0.05, 'substitute'),
  'substitute 10%': edit(0.1, 'substitute'),
  'substitute 20%': edit(0.2, 'substitute'),
  'substitute 30%': edit(0.3, 'substitute'),
  'substitute 50%': edit(0.5, 'substitute'),
  'insert words 10%': edit(0.1, 'insert'),
  'insert words 30%': edit(0.3, 'insert'),
  'delete words 10%': edit(0.1, 'delete'),
  'delete words 30%': edit(0.3, 'delete'),
  'mixed 10%': edit(0.1, 'mixed'),
  'mixed 30%': edit(0.3, 'mixed'),
  'typos 10%': edit(0.1, 'typo'),
  'typos 30%': edit(0.3, 'typo'),
  'inflect 30%': edit(0.3, 'inflect'),
  'case 30%': edit(0.3, 'case'),
  'duplicate, then mixed 10%': all(duplicate(0.3), edit(0.1, 'mixed')),
  'delete, then mixed 10%': all(drop(0.2), edit(0.1, 'mixed')),
  'delete, then mixed 30%': all(drop(0.2), edit(0.3, 'mixed')),
  'reorder, then mixed 10%': all(reorder(0.2), edit(0.1, 'mixed')),
  'reorder, then mixed 30%': all(reorder(0.2), edit(0.3, 'mixed')),
  'everything 10%': all(drop(0.1), reorder(0.1), duplicate(0.1), insert(0.1), edit(0.1, 'mixed'), typeset, wrap(0.3)),
  'everything 30%': all(drop(0.1), reorder(0.1), duplicate(0.1), insert(0.1), edit(0.3, 'mixed'), typeset, wrap(0.3)),
};
