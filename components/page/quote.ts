import type { Reason } from '../../lib/claims/claim';
import type { QuotePart } from './view';

const LONGEST = 260;

/** Spans of the text that spoke for the claim, strongest first. */
function spansOf(reasons: readonly Reason[], length: number): { start: number; end: number; weight: number }[] {
  return reasons
    .flatMap(({ start, end, weight }) =>
      start !== undefined && end !== undefined && start < end && end <= length && weight > 0
        ? [{ start, end, weight }]
        : [],
    )
    .sort((a, b) => b.weight - a.weight);
}

/**
 * A short quote around the words that decided a claim, those words heavy. The whole text where it is short; else about
 * 260 characters around the strongest span, cut between words.
 */
export function quoteOf(text: string, reasons: readonly Reason[]): QuotePart[] {
  const spans = spansOf(reasons, text.length).slice(0, 6);
  let from = 0;
  let to = text.length;
  if (text.length > LONGEST) {
    const strongest = spans[0] ?? { start: 0, end: 0 };
    from = Math.max(0, Math.min(strongest.start - 90, text.length - LONGEST));
    to = Math.min(text.length, from + LONGEST);
    if (from > 0) from = text.indexOf(' ', from) + 1 || from;
    if (to < text.length) to = Math.max(from + 1, text.lastIndexOf(' ', to));
  }
  const heavy = new Uint8Array(text.length);
  for (const span of spans) heavy.fill(1, span.start, span.end);
  const parts: QuotePart[] = [];
  if (from > 0) parts.push({ text: '… ', heavy: false });
  for (let at = from; at < to; ) {
    let end = at + 1;
    while (end < to && heavy[end] === heavy[at]) end++;
    parts.push({ text: text.slice(at, end), heavy: heavy[at] === 1 });
    at = end;
  }
  if (to < text.length) parts.push({ text: ' …', heavy: false });
  return parts;
}
