import type { Reason } from '../../lib/claims/claim';
import { emphasisOf } from './emphasis';
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
 * A short quote around the words that decided a claim, those words heavy: the sentence that is marked on the page, or
 * about 260 characters of it around its strongest span, cut between words.
 */
export function quoteOf(text: string, reasons: readonly Reason[]): QuotePart[] {
  const spans = spansOf(reasons, text.length).slice(0, 6);
  let { start: from, end: to } = emphasisOf(text, reasons);
  if (to - from > LONGEST) {
    const [whole, end] = [from, to];
    const strongest = spans.find((span) => span.start >= whole && span.end <= end) ?? { start: from };
    from = Math.max(whole, Math.min(strongest.start - 90, end - LONGEST));
    to = Math.min(end, from + LONGEST);
    if (from > whole) from = text.indexOf(' ', from) + 1 || from;
    if (to < end) to = Math.max(from + 1, text.lastIndexOf(' ', to));
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
