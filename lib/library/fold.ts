/**
 * Lower case without accents, each UTF-16 unit replaced by exactly one, so that offsets into the folded text are offsets
 * into the text.
 */
export function fold(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole ASCII range is meant, and folds without a loop
  if (/^[\u0000-\u007f]*$/u.test(text)) return text.toLowerCase();
  let folded = '';
  for (let i = 0; i < text.length; i++) {
    const unit = text.charAt(i);
    const base = unit < '\u0080' ? unit : unit.normalize('NFKD').charAt(0);
    const lower = base.toLowerCase();
    folded += lower.length === 1 ? lower : unit;
  }
  return folded;
}

/** The words of a text, folded: runs of letters, digits and marks. */
export function foldedWords(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}

/** The distinct words of several texts as one string, a space before and after each. */
export function wordBag(texts: readonly string[]): string {
  const words = new Set<string>();
  for (const text of texts) for (const word of foldedWords(text)) words.add(word);
  return ` ${[...words].join(' ')} `;
}

/** How many words a text has, as people count them. */
export function countWords(text: string): number {
  return text.match(/[^\s]+/gu)?.length ?? 0;
}
