import type { ClaimType, Rating, TypedRating } from '../claim';
import { positionOfRating, typeOfFactor } from './factor';
import { topicOfItem } from './item';
import { type Label, readLabel, splitPhrase } from './label';
import { type Mark, MOST_RATINGS, marksIn } from './marks';

/** A rating as it stands in the text (half-open UTF-16 offsets). */
export interface FoundRating extends Rating {
  start: number;
  end: number;
}

/** A rating with what it rates, and the claim type and position that it gives, where its factor names one. */
export interface BoundRating {
  rating: FoundRating;
  type: ClaimType | null;
  position: number;
}

/** Furthest that a label, or the rating that a further one continues, lies before it. */
const NEAR = 90;
const WINDOW = 140;

/** Largest scale on which people rate without saying what. */
const PLAIN_SCALE = 20;

/** What follows a share of something ("3/5 of papers", "70% of labs", "40% faster"), not a rating. */
const SHARE_AFTER =
  /^\s*(?:of\b|more\b|less\b|faster\b|slower\b|fewer\b|higher\b|lower\b|increase|decrease|reduction|improvement|larger|smaller|per\b|times\b|a year|years?\b|days?\b|hours?\b|p\.?a\b|accura|correct|success|solved|passed|failed|done|complete|papers|labs|tasks|runs|authors|people|respondents|researchers|participants|reviewers|experiments|problems|questions|cases|models)/iu;

/** Words that count or number things, or measure a model, rather than rate: "Tasks solved: 3/5", "Part (2/5)". */
const COUNTED =
  /\b(?:solved|passed|failed|answered|responded|completed|won|done|progress|accuracy|part|chapter|section|figure|table|step|page|day|week|month|round|version|posts?|episode|lesson|slide|date|updated|published|loss|recall|precision|f1|auc|pass@\d+|(?:pass|win|success|error|failure) rate|(?:test|validation|verification) (?:set|split|suite|accuracy|loss|score)|dataset|benchmark score|mmlu|gpqa|swe|gsm8k)\b/iu;

/** Amounts of money and markets, which are given in per cent without being rated. */
const AMOUNT = /\b(?:share|margin|growth|rate|funding|market|costs?|budget|revenue|profits?|demand)\b/iu;

/** First-person estimates: "I'd say 70%", "I would put this at 3/10", "my rating: 4/5". Holds what is rated. */
const ESTIMATE =
  /\b(?:i'd|i’d|i would|i|we'd|we’d|we)\s+(?:(?:rate|score|grade|put|say|give|estimate|guess|assign)\b)([^.;!?]{0,60})$|\bmy\s+(?:rating|score|credence|confidence|probability|estimate|grade)\b([^.;!?]{0,40})$/iu;

/** Words in front of a rating that call it one. */
const NAMED =
  /\b(?:rating|score|grade|rated|scored|scores|rates|credence|confidence|probability|likelihood|p\(\w[^)]*\))\s*(?:is|are|was|at|as|of|:|=|-|–|—)?\s*(?:about|around|roughly|~|≈)?\s*\(?$/iu;

/** What is rated, said after the number: "2/5 for feedback", "2/5 on its feedback loops". */
const AFTERWARDS =
  /^\s*(?:for|on|in|regarding)\s+(?:(?:its|the|their|my)\s+)?([^,.;:()–—\n]{1,60}?)\s*(?=\b(?:and|but|while|because|as|since|though)\b|[,.;:()–—\n]|$)/iu;

/** After "feedback 2/5" the label's clause ends or goes on in a way that a share's does not. */
const ENDS =
  /^\s*(?:$|[)\].,;:!?*_|/–—-]|(?:and|but|while|for|on|in|because|since|as|though|at best|at most|overall|today|now|vs|versus|stars?)\b)/iu;
const PERCENT_ENDS = /^\s*(?:$|[)\].,;:–—-])/u;
const SET_APART = /^\s*[)\]]?\s*(?:[:–—-]|\.\s|$)/u;

/** Filler around what an estimate is of: "I'd put *the* feedback *of* …". */
const FILLER = /^(?:(?:that|this|it|them|a|an|the|to|as|at|about|around|my|of|for|in|is|:|-|–|—)\s+)+/iu;
const FILLER_END = /[\s:(=–—-]*(?:\b(?:a|an|at|as|to|is|about|around|roughly|only|just)\b[\s:(=]*|[~≈]\s*)*$/iu;

const isType = (text: string | null): text is string => text !== null && typeOfFactor(text) !== null;
const isTopic = (text: string | null): text is string => text !== null && topicOfItem(text) !== null;

/** Factor and item as read from the sentence alone. */
interface Read {
  item: string | null;
  factor: string | null;
}

interface Around {
  heading: string | null;
  /** The rating before this one in the same passage, where it is near. */
  last: Read | null;
  /** The words before reach back to the passage's start or to the rating before. */
  whole: boolean;
}

const EMPTY: Read = { item: null, factor: null };

function saidAfterwards(after: string): string | null {
  const phrase = AFTERWARDS.exec(after)?.[1]?.trim() ?? '';
  return phrase !== '' && phrase.split(/\s+/u).length <= 5 && !COUNTED.test(phrase) ? phrase : null;
}

/** Adds what is said after the number to what is said before it: one names the field, the other the factor. */
function withAfterwards(before: string | null, phrase: string | null): Read | null {
  if (phrase === null) return null;
  const plain = (text: string | null) => (isTopic(text) || isType(text) ? text : null);
  if (isType(phrase) && !isType(before)) {
    const { item, factor } = splitPhrase(phrase, false);
    return { item: item ?? plain(before), factor };
  }
  return isType(before) && isTopic(phrase) ? { item: phrase, factor: before } : null;
}

function readEstimate(before: string, after: string, mark: Mark, around: Around): Read | null {
  const match = ESTIMATE.exec(before);
  if (match === null && !NAMED.test(before)) return null;
  const phrase = saidAfterwards(after);
  // "We score 91.4% on a benchmark": a measurement.
  const would = /^\S+(?:['’]d|\s+would)\b/iu.test(match?.[0] ?? '');
  if (mark.percent && /^\s*on\b/iu.test(after) && !(would && isType(phrase))) return null;
  if (COUNTED.test(AFTERWARDS.exec(after)?.[1] ?? '')) return null;
  const object = (match?.[1] ?? match?.[2] ?? '').trim().replace(FILLER, '').replace(FILLER_END, '').trim();
  const known = object !== '' && object.split(/\s+/u).length <= 6 && (isType(object) || isTopic(object));
  if (known) {
    const joined = withAfterwards(object, phrase);
    if (joined) return joined;
    if (isType(object)) return splitPhrase(object, isTopic(around.heading));
    return { item: object, factor: null };
  }
  const said = withAfterwards(null, phrase);
  if (said) return said;
  // "Feedback score: 3/5": a label that calls itself a rating.
  const label = readLabel(before, around.whole, isTopic(around.heading));
  return label !== null && label !== 'nothing' && (isType(label.factor) || label.joined) && match === null
    ? { item: label.item, factor: label.factor }
    : EMPTY;
}

function readUnlabelled(after: string, mark: Mark, around: Around): Read | null {
  const said = withAfterwards(null, saidAfterwards(after));
  if (said && !mark.percent) return said;
  // "3/5 – okay feedback": the rating opens the passage and a dash, colon or bracket sets it apart.
  return around.last === null && (SET_APART.test(after) || after.trim() === '') ? EMPTY : null;
}

function readLabelled(label: Label, after: string, mark: Mark, around: Around): Read | null {
  const { item, factor, joined } = label;
  const name = factor ?? '';
  if (COUNTED.test(name)) return null;
  const ends = mark.percent ? joined && PERCENT_ENDS.test(after) : joined || ENDS.test(after);
  if (isType(factor)) {
    if (!ends || (mark.percent && AMOUNT.test(factor))) return null;
    return (item === null && withAfterwards(factor, saidAfterwards(after))) || { item, factor };
  }
  // Only a field is named before the number: what is rated in it comes after, or stands above, or in the rating before.
  if (item === null && isTopic(factor)) {
    const said = mark.percent ? null : withAfterwards(factor, saidAfterwards(after));
    if (said) return said;
    const inherited = isType(around.last?.factor ?? null) ? (around.last?.factor ?? null) : null;
    if (inherited !== null || isType(around.heading)) return ends ? { item: factor, factor: inherited } : null;
  }
  return joined && around.whole && !mark.percent ? { item, factor } : null;
}

function readMark(text: string, mark: Mark, from: number, around: Around): Read | null {
  const after = text.slice(mark.end, mark.end + WINDOW);
  const before = text.slice(Math.max(from, mark.start - WINDOW), mark.start);
  if (SHARE_AFTER.test(after) || /\b(?:since|until|before|after|by|on)\s$/iu.test(before)) return null;
  const estimate = readEstimate(before, after, mark, around);
  if (estimate) return estimate;
  const label = readLabel(before, around.whole, isTopic(around.heading));
  if (label === null) return null;
  return label === 'nothing' ? readUnlabelled(after, mark, around) : readLabelled(label, after, mark, around);
}

/** Item and factor with what the headings add. */
function bind(read: Read, heading: string[], last: Read | null): Read {
  const inner = heading.at(-1)?.trim() || null;
  const { factor } = read;
  const item = read.item ?? last?.item ?? null;
  if (!isType(factor) && isType(inner))
    return { item: item ?? factor ?? (heading.at(-2)?.trim() || null), factor: inner };
  // "Interpretability: 2/5" with nothing that says in what respect.
  if (item === null && isTopic(factor) && !isType(factor) && !isTopic(inner)) return { item: factor, factor: null };
  return { item: item ?? inner, factor };
}

/**
 * All ratings of a passage, in order, each bound to its item and factor. The item is named in the line ("Interp:
 * feedback 2/5"), or by the rating before it in the same passage, or is the innermost heading (an enclosing list item
 * counts as one). The factor is the words before the rating, or after it ("2/5 for feedback"); where the heading names
 * the factor, the label is the item. Shares ("50% of papers"), dates, counts and benchmark scores are no ratings. A table's
 * cell is not read: its row and column are not known here.
 */
export function readRatings(text: string, heading: string[]): BoundRating[] {
  const bound: BoundRating[] = [];
  const inner = heading.at(-1)?.trim() || null;
  let last = null as Read | null;
  let from = 0;
  for (const mark of marksIn(text)) {
    if (bound.length >= MOST_RATINGS) break;
    if (mark.start < from) continue;
    const near = mark.start - from <= NEAR;
    const previous: Read | null = near ? last : null;
    const read = readMark(text, mark, from, { heading: inner, last: previous, whole: near });
    if (read === null) continue;
    const { item, factor } = bind(read, heading, previous);
    // A large scale measures and guesses more than it rates ("scored 88%", "I'd say 70%"): both its names must be known.
    const named = isType(read.factor) || isTopic(read.item ?? read.factor);
    if (mark.max > PLAIN_SCALE && !(named && isType(factor))) continue;
    const type = factor === null ? null : typeOfFactor(factor);
    const { value, max, start, end } = mark;
    bound.push({
      rating: { value, max, item: item?.slice(0, 1_000) ?? null, factor: factor?.slice(0, 200) ?? null, start, end },
      type,
      position: positionOfRating({ value, max, factor }, type),
    });
    // A field's name that a heading gave is not handed on: the heading gives it again.
    last = { item: read.item ?? previous?.item ?? null, factor: read.factor ?? previous?.factor ?? null };
    // "2/5 for feedback and 4/5 for incentives": the words after belong to this rating, not to the next.
    const after = text.slice(mark.end, mark.end + WINDOW);
    const said = saidAfterwards(after);
    const used = said !== null && (read.factor === said || read.item === said);
    from = mark.end + (used ? (AFTERWARDS.exec(after)?.[0].length ?? 0) : 0);
  }
  return bound;
}

/** The first rating of a passage, or null. */
export function readRating(text: string, heading: string[]): BoundRating | null {
  return readRatings(text, heading)[0] ?? null;
}

/** A rating as it is stored and printed. */
export function toTypedRating({ rating, type }: BoundRating): TypedRating {
  const { value, max, item, factor } = rating;
  return { value, max, item: item ?? null, factor: factor ?? null, type };
}
