import { collapseSpace } from '../base/text';

/**
 * What CommonMark and GitHub could read as structure: emphasis, code, links, HTML, quotes, headings, tables, struck words,
 * formulas, mentions. Parentheses and exclamation marks mean something only beside brackets, which are escaped.
 */
const SPECIAL = /[\\`*_[\]<>#|~$@]|&(?=#?\w+;)/g;

/**
 * Any text as one line of Markdown that shows exactly those words: every character that could open structure is
 * escaped, line breaks become spaces, and a bare address or scheme is broken so that nothing links by itself.
 */
export function toMarkdownText(text: string): string {
  return (
    collapseSpace(text)
      .replace(SPECIAL, '\\$&')
      // At the start of a line: list markers, rules, ordered items, setext underlines.
      .replace(/^([-+=:])/, '\\$1')
      .replace(/^(\d{1,9})([.)])/, '$1\\$2')
      // GitHub links bare addresses; an escaped colon or dot stays visible and ends that.
      .replace(/\b(https?|ftp|mailto|xmpp|javascript|data):/gi, '$1\\:')
      .replace(/\bwww\./gi, (match) => `${match.slice(0, -1)}\\.`)
  );
}

/** Text of several paragraphs as a Markdown block quote; nothing in it can leave the quote. */
export function toMarkdownQuote(text: string): string {
  const paragraphs = text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => toMarkdownText(line))
    .filter((line) => line !== '');
  return paragraphs.map((line) => `> ${line}`).join('\n>\n') || '>';
}

/** A link to an http(s) address, or only its words where the address is none. */
export function toMarkdownLink(words: string, url: string | null): string {
  const text = toMarkdownText(words);
  if (url === null || !/^https?:\/\//i.test(url) || !URL.canParse(url)) return text;
  // Percent-encoding what could end the target; `<` and `>` cannot be in it after this.
  const target = url.replace(
    /[\s<>()[\]\\"'`*_|]/g,
    (c) => `%${c.codePointAt(0)!.toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return `[${text}](${target})`;
}
