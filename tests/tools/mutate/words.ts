import type { Random } from '../../../lib/base/clock';
import { textsOf } from './blocks';
import { integer, pick } from './random';

export type WordEdit = 'substitute' | 'insert' | 'delete' | 'mixed' | 'typo' | 'inflect' | 'case';

const WORD = /[\p{L}\p{N}]+/gu;

/** Edits each word of a block with probability `rate`. New words are drawn from `vocabulary`. */
export function editWords(
  block: Element,
  rate: number,
  how: WordEdit,
  vocabulary: readonly string[],
  random: Random,
): void {
  for (const text of textsOf(block)) {
    const edited = text.data.replace(WORD, (word) =>
      random() < rate ? editWord(word, how, vocabulary, random) : word,
    );
    if (edited !== text.data) text.data = edited;
  }
}

function editWord(word: string, how: WordEdit, vocabulary: readonly string[], random: Random): string {
  switch (how) {
    case 'substitute':
      return pick(random, vocabulary);
    case 'insert':
      return `${word} ${pick(random, vocabulary)}`;
    case 'delete':
      return '';
    case 'typo': {
      const at = integer(random, word.length);
      return word.slice(0, at) + pick(random, [...'aeinost']) + word.slice(at + (random() < 0.5 ? 0 : 1));
    }
    case 'inflect':
      return word.length > 4 ? word.replace(/(?:s|ed|ing|e)?$/u, pick(random, ['s', 'ed', 'ing'])) : word;
    case 'case':
      return random() < 0.5 ? word.toUpperCase() : word.toLowerCase();
    case 'mixed':
      return editWord(
        word,
        pick(random, ['substitute', 'substitute', 'insert', 'delete'] as const),
        vocabulary,
        random,
      );
  }
}

/** The words of a text, with repetitions, so that drawing from them follows its frequencies. */
export function vocabularyOf(text: string): string[] {
  return text.match(WORD) ?? [];
}
