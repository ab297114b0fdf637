/** A word of a passage in lower case, where it stands (UTF-16, half-open), and whether a clause ends before it. */
export interface Token {
  word: string;
  start: number;
  end: number;
  breakBefore: boolean;
}

const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}]+)*|[?!%…]|[.,;:()—–\n]/gu;
const LETTER = /[\p{L}\p{N}?!%]/u;

/** The word that every number of two or more digits counts as. */
export const NUMBER = '00';

/** Longest text that is read: a hostile page can't make one passage cost more than this. */
export const MAX_TEXT = 20_000;

/** Splits a text into words. `?`, `!` and `%` count as words; other punctuation only ends a clause. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let breakBefore = false;
  for (const match of text.slice(0, MAX_TEXT).matchAll(WORD)) {
    const raw = match[0];
    if (!LETTER.test(raw)) {
      breakBefore = true;
      continue;
    }
    const word = raw.toLowerCase().replaceAll('’', "'");
    tokens.push({
      word: /^\d{2,}$/.test(word) ? NUMBER : word,
      start: match.index,
      end: match.index + raw.length,
      breakBefore,
    });
    breakBefore = false;
  }
  return tokens;
}
