import type { TextIndex } from './text-index';

/**
 * A text without what editors, typographers and renderers change while the words stay: white space, soft hyphens and
 * other invisible characters are gone; quotes, dashes and ellipses are plain; ligatures and full-width letters are
 * letters; accents are composed; TeX's \( \) \[ \] are gone. Case is kept.
 */
export interface Folded {
  readonly text: string;
  /** For each UTF-16 unit of the folded text, the offset of its source. Ascending. */
  readonly at: Uint32Array;
}

const SINGLE_QUOTES = '\u2018\u2019\u201a\u201b\u2032\u02bc\u0060\u00b4\u2039\u203a';
const DOUBLE_QUOTES = '\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb';
const DASHES = '\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d';

const PLAIN = new Map<string, string>([
  ...[...SINGLE_QUOTES].map((char): [string, string] => [char, "'"]),
  ...[...DOUBLE_QUOTES].map((char): [string, string] => [char, '"']),
  ...[...DASHES].map((char): [string, string] => [char, '-']),
  ['\u2026', '...'],
]);

const GONE = /[\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]|\ufe0e|\ufe0f/u;
const COMBINING = /\p{M}/u;

export function fold(text: string): Folded {
  return drained(folding(text));
}

/** Characters between rests. */
const STRIDE = 16_384;

function* folding(text: string): Generator<void, Folded, undefined> {
  // An ellipsis is the only sign that grows, to three.
  const units = new Uint16Array(text.length * 3);
  const at = new Uint32Array(text.length * 3);
  let size = 0;
  const put = (unit: number, from: number) => {
    // "--" and "---" are how a keyboard writes a dash.
    if (unit === 0x2d && size > 0 && units[size - 1] === 0x2d) return;
    units[size] = unit;
    at[size] = from;
    size += 1;
  };
  for (let i = 0; i < text.length; i++) {
    if (i % STRIDE === STRIDE - 1) yield;
    const code = text.charCodeAt(i);
    if (code > 0x20 && code < 0x7f) {
      if (code === 0x5c && '()[]'.includes(text.charAt(i + 1)) && i + 1 < text.length) i += 1;
      else put(code === 0x60 ? 0x27 : code, i);
      continue;
    }
    if (code === 0x20) continue;
    const char = text.charAt(i);
    if (GONE.test(char)) continue;
    const plain = PLAIN.get(char);
    if (plain !== undefined) {
      for (let k = 0; k < plain.length; k++) put(plain.charCodeAt(k), i);
    } else if (size > 0 && code >= 0x300 && COMBINING.test(char)) {
      const composed = (String.fromCharCode(units[size - 1] as number) + char).normalize('NFC');
      if (composed.length === 1) units[size - 1] = composed.charCodeAt(0);
      else put(code, i);
    } else if ((code >= 0xfb00 && code <= 0xfb06) || (code >= 0xff01 && code <= 0xff5e)) {
      const letters = char.normalize('NFKC');
      for (let k = 0; k < letters.length; k++) put(letters.charCodeAt(k), i);
    } else {
      put(code, i);
    }
  }
  return { text: decode(units.subarray(0, size)), at: at.slice(0, size) };
}

function decode(units: Uint16Array): string {
  const parts: string[] = [];
  for (let i = 0; i < units.length; i += 8192) parts.push(String.fromCharCode(...units.subarray(i, i + 8192)));
  return parts.join('');
}

/** The span of the source behind folded units `[start, end)`, with the accents that were composed into its last one. */
export function sourceOf(folded: Folded, source: string, start: number, end: number): { start: number; end: number } {
  let stop = (folded.at[end - 1] as number) + 1;
  while (stop < source.length && COMBINING.test(source.charAt(stop))) stop += 1;
  return { start: folded.at[start] as number, end: stop };
}

const cache = new WeakMap<TextIndex, Folded>();

/** The folded text of an index, made once. */
export function foldedOf(index: TextIndex): Folded {
  return drained(foldingOf(index));
}

/** As `foldedOf`, in small steps. */
export function* foldingOf(index: TextIndex): Generator<void, Folded, undefined> {
  let folded = cache.get(index);
  if (folded === undefined) {
    folded = yield* folding(index.text);
    cache.set(index, folded);
  }
  return folded;
}

/** Runs a work in steps to its end without rest. */
export function drained<T>(steps: Generator<unknown, T, undefined>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
