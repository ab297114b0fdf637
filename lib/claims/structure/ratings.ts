import type { ClaimType, Rating } from '../claim';

/** A rating as it stands in the text (half-open UTF-16 offsets). */
export interface FoundRating extends Rating {
  start: number;
  end: number;
}

/** Scales that people rate on. "24/7", "9/11", "1/3" and dates are none. */
const SCALES = new Set([4, 5, 6, 7, 10, 20, 100]);

const FRACTION = /(?<![\d/.,$])(\d{1,3}(?:\.\d+)?)\s?(?:\/|out of)\s?(\d{1,3})(?![\d/]|\.\d|%)/gu;
const PERCENT = /(?<![\d/.,$–-])(\d{1,3}(?:\.\d+)?)\s?(?:%|percent\b)(?!\s?[–-]\s?\d)/gu;
const STARS = /(★{1,5})(☆{0,4})/gu;

/** What follows a share of something ("3/5 of papers", "70% of labs", "40% faster"), not a rating. */
const SHARE_AFTER =
  /^\s*(?:of\b|more\b|less\b|faster\b|slower\b|fewer\b|higher\b|lower\b|increase|decrease|reduction|improvement|larger|smaller|per\b|a year|years?\b|days?\b|hours?\b|p\.?a\b|accura|correct|success)/iu;

/** First-person estimates: "I'd say 70%", "I would put this at 3/10", "my rating: 4/5". */
const ESTIMATE =
  /\b(?:i'd|i’d|i would|i|we'd|we’d|we)\s+(?:(?:rate|score|grade|put|say|give|estimate|guess|assign)\b)[^.;!?]{0,60}$|\bmy\s+(?:rating|score|credence|confidence|probability|estimate|grade)\b[^.;!?]{0,40}$/iu;

/** Words in front of a rating that call it one. */
const NAMED =
  /\b(?:rating|score|grade|rated|scored|scores|rates|credence|confidence|probability|likelihood|p\(\w[^)]*\))\s*(?:is|are|was|at|as|of|:|=|-|–|—)?\s*(?:about|around|roughly|~|≈)?\s*\(?$/iu;

/** What stands between a label and its rating: "Feedback Quality (", "Economic incentive: ", "Interp — about ". */
const JOINT = /[\s:(=[–—-]+(?:(?:about|around|roughly)\s+|[~≈]\s*)?$/u;

/** Most words of a label. */
const LABEL_WORDS = 9;

/** The short label with which the passage starts and after which the rating stands at once, or null. */
function labelBefore(before: string): string | null {
  const joint = JOINT.exec(before);
  if (!joint || !/[:(=[–—]| - ?$/u.test(joint[0])) return null;
  const label = before.slice(0, joint.index).replace(/^[\s•*–—-]+/u, '');
  if (label === '' || /[.:;!?()[\]]/u.test(label)) return null;
  return label.split(/\s+/u).length <= LABEL_WORDS ? label : null;
}

function accept(
  text: string,
  value: number,
  max: number,
  start: number,
  end: number,
  percent: boolean,
): FoundRating | null {
  if (value > max) return null;
  const before = text.slice(0, start);
  const after = text.slice(end);
  if (SHARE_AFTER.test(after)) return null;
  const label = before.length <= 90 ? labelBefore(before) : null;
  // "3/5 – okay feedback": the rating opens the passage and a dash, colon or bracket sets it apart.
  const opens = /^[\s(*[]*$/u.test(before) && (/^\s*[)\]]?\s*(?:[:–—-]|\.\s|$)/u.test(after) || after.trim() === '');
  const closes = label !== null && (!percent || /^\s*[)\].,;:–—-]|^\s*$/u.test(after));
  if (!closes && !opens && !NAMED.test(before) && !ESTIMATE.test(before)) return null;
  return { value, max, factor: label, start, end };
}

/** The first thing in the text that is written as a rating, or null. A share ("50% of papers") or date is none. */
export function findRating(text: string): FoundRating | null {
  const head = text.slice(0, 2_000);
  if (!/[/%★]|out of|percent/u.test(head)) return null;
  let first: FoundRating | null = null;
  const offer = (found: FoundRating | null) => {
    if (found && (!first || found.start < first.start)) first = found;
  };
  for (const match of head.matchAll(FRACTION)) {
    const max = Number(match[2]);
    if (SCALES.has(max)) offer(accept(head, Number(match[1]), max, match.index, match.index + match[0].length, false));
  }
  for (const match of head.matchAll(PERCENT))
    offer(accept(head, Number(match[1]), 100, match.index, match.index + match[0].length, true));
  for (const match of head.matchAll(STARS)) {
    const filled = match[1]?.length ?? 0;
    const max = filled + (match[2]?.length ?? 0);
    if (max === 5) offer(accept(head, filled, 5, match.index, match.index + match[0].length, false));
  }
  return first;
}

const FACTORS: [ClaimType, RegExp][] = [
  ['IN', /\bincentiv|\beconomic|\bprofit|\bmarket\b|\bcommercial|\bfunding\b|\bdemand\b|\bdesire\b|\bwillingness/iu],
  ['FQ', /\bfeedback|\bground truth|\bmeasurab|\bevaluab|\bsignal\b|\bmetric|\blegib/iu],
  ['VV', /\bverif|\bvalidat|\bcheckab|\bassurance|\bauditab|\btestab/iu],
  ['CB', /\bconcept|\binsight|\bidea|\btaste\b|\bnovel|\bcreativ|\bparadigm|\bphilosoph/iu],
];

/** The claim type that a rated factor speaks of, by its words; null where they name none. */
export function typeOfFactor(factor: string): ClaimType | null {
  return FACTORS.find(([, words]) => words.test(factor))?.[0] ?? null;
}

/**
 * Position of a rating. Short scales (up to 7) run from 1 unless a 0 is given, so that 3/5 is the middle; longer ones
 * and percentages run from 0.
 */
export function positionOfRating({ value, max }: Pick<Rating, 'value' | 'max'>): number {
  const low = max <= 7 && value >= 1 ? 1 : 0;
  const position = ((value - low) / (max - low)) * 2 - 1;
  return Math.max(-1, Math.min(1, Math.round(position * 1000) / 1000));
}

/** A factor whose high value is bad for the type's axis ("difficulty of verification 5/5"). */
const INVERTED = /\b(?:difficult|hard|lack|poor|slow|absence|cost)/iu;

/** A rating with what it rates, and the claim type and position that it gives, where its factor names one. */
export interface BoundRating {
  rating: FoundRating;
  type: ClaimType | null;
  position: number;
}

/**
 * Binds a rating to its item and factor. The item is the innermost heading (an enclosing list item counts as one), the
 * factor the words before the rating; where the heading names the factor, the label is the item.
 */
export function readRating(text: string, heading: string[]): BoundRating | null {
  const rating = findRating(text);
  if (!rating) return null;
  const inner = heading.at(-1)?.trim() || null;
  const label = rating.factor ?? null;
  let factor = label;
  let item = inner;
  if ((!label || !typeOfFactor(label)) && inner && typeOfFactor(inner)) {
    factor = inner;
    item = label ?? heading.at(-2)?.trim() ?? null;
  }
  const type = factor ? typeOfFactor(factor) : null;
  const position = positionOfRating(rating);
  const inverted = type !== null && type !== 'CB' && factor !== null && INVERTED.test(factor);
  return {
    rating: { ...rating, item: item?.slice(0, 1_000) ?? null, factor: factor?.slice(0, 200) ?? null },
    type,
    position: inverted ? -position : position,
  };
}
