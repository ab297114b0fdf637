import type { Reason } from '../../lib/claims/claim';

/** Shorter passages are marked whole: there is nothing to pick out. */
const SHORT = 140;
/** A second sentence is marked as well where it spoke nearly as loudly as the loudest. */
const NEARLY = 0.75;

export interface Span {
  start: number;
  end: number;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Sentences as half-open UTF-16 spans, without the white space around them. */
export function sentencesOf(text: string): Span[] {
  const spans: Span[] = [];
  for (const { segment, index } of segmenter.segment(text)) {
    const start = index + (segment.length - segment.trimStart().length);
    const end = index + segment.trimEnd().length;
    if (start >= end) continue;
    const before = spans.at(-1);
    // "e.g. this" and a lone quotation mark or footnote number are no sentences of their own.
    if (
      before &&
      (end - start < 4 || /\b(?:e\.g|i\.e|cf|vs|et al|Dr|Mr|Ms|etc)\.$/u.test(text.slice(before.start, before.end)))
    )
      before.end = end;
    else spans.push({ start, end });
  }
  return spans;
}

/**
 * The part of a passage to mark for a claim: the sentence whose words decided it most (and a neighbour that did nearly as
 * much), so that marks stay light enough to read through. The whole passage where it is short, or where no words are
 * known to have decided it.
 */
export function emphasisOf(text: string, reasons: readonly Reason[]): Span {
  const whole = { start: 0, end: text.length };
  if (text.length <= SHORT) return whole;
  const sentences = sentencesOf(text);
  if (sentences.length < 2) return whole;
  const weights = sentences.map(() => 0);
  for (const { start, end, weight } of reasons) {
    if (start === undefined || end === undefined || weight <= 0) continue;
    const at = sentences.findIndex((sentence) => start < sentence.end && end > sentence.start);
    if (at >= 0) weights[at] = (weights[at] as number) + weight;
  }
  const most = Math.max(...weights);
  if (most <= 0) return whole;
  let first = weights.indexOf(most);
  let last = first;
  const loud = (at: number) => (weights[at] ?? 0) >= most * NEARLY;
  if (loud(last + 1)) last++;
  else if (loud(first - 1)) first--;
  return { start: (sentences[first] as Span).start, end: (sentences[last] as Span).end };
}
