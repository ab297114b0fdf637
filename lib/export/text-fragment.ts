/** The words to find, and what stands around them on the page. */
export interface FragmentQuote {
  exact: string;
  prefix?: string;
  suffix?: string;
}

/** A quote longer than this, in words, is named by its first and last words. */
const LONG = 12;
const END_WORDS = 5;
const CONTEXT_WORDS = 3;

/**
 * Percent-encodes one part of a text directive. `encodeURIComponent` leaves `-`, which separates parts, and the marks
 * `!'()*`, which would break Markdown links; `,` and `&` it encodes. A lone surrogate cannot be encoded and is replaced.
 */
function encodePart(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/[-!'()*_~.]/g, (c) =>
    "-!'()*_~".includes(c) ? `%${c.charCodeAt(0).toString(16).toUpperCase()}` : c,
  );
}

const wordsOf = (text: string): string[] => text.split(/\s+/u).filter((word) => word !== '');

/**
 * The text directive of the URL Fragment Text Directives specification (WICG): `text=prefix-,start,end,-suffix`.
 * Prefix and suffix are the whole words nearest the quote; a word that the quote's selector cut in half is left out.
 */
export function textDirective(quote: FragmentQuote): string {
  const words = wordsOf(quote.exact);
  const parts: string[] = [];
  // The word at the far end of the context may be cut; with several words it is dropped.
  const before = wordsOf(quote.prefix ?? '')
    .slice(1)
    .slice(-CONTEXT_WORDS);
  const after = wordsOf(quote.suffix ?? '')
    .slice(0, -1)
    .slice(0, CONTEXT_WORDS);
  if (before.length > 0) parts.push(`${encodePart(before.join(' '))}-`);
  if (words.length > LONG) {
    parts.push(encodePart(words.slice(0, END_WORDS).join(' ')), encodePart(words.slice(-END_WORDS).join(' ')));
  } else {
    parts.push(encodePart(words.join(' ')));
  }
  if (after.length > 0) parts.push(`-${encodePart(after.join(' '))}`);
  return `text=${parts.join(',')}`;
}

/** An address that opens a page at a quote. A fragment that the address already has is kept before the directive. */
export function textFragmentUrl(url: string, quote: FragmentQuote): string {
  if (quote.exact.trim() === '') return url;
  const [base = url] = url.split(':~:');
  return `${base}${base.includes('#') ? '' : '#'}:~:${textDirective(quote)}`;
}
