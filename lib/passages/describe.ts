import type { Selectors } from './passage';
import type { TextIndex } from './text-index';

/** Enough to tell repeated sentences apart, and as much as other tools that read W3C annotations keep. */
const CONTEXT = 64;

/**
 * The W3C selectors of `[start, end)`, in UTF-16 code units of the index: the words, up to 64 characters on both sides,
 * and where they stand. Throws on an empty or impossible span, which is a bug of the caller.
 */
export function describe(index: TextIndex, start: number, end: number): Selectors {
  const { text } = index;
  if (!(start >= 0 && start < end && end <= text.length)) throw new RangeError(`No text at ${start}..${end}`);
  const before = wholeCharacter(text, Math.max(0, start - CONTEXT), 1);
  const after = wholeCharacter(text, Math.min(text.length, end + CONTEXT), -1);
  return {
    quote: {
      exact: text.slice(start, end),
      prefix: text.slice(Math.min(before, start), start),
      suffix: text.slice(end, Math.max(after, end)),
    },
    position: { start, end },
  };
}

/** Moves a cut that would halve a surrogate pair: half a character can't be encoded as UTF-8, so it would not survive a file. */
function wholeCharacter(text: string, at: number, step: 1 | -1): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at + step : at;
}
