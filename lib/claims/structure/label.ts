import { typeOfFactor } from './factor';
import { topicOfItem } from './item';

/** What stands before a rating: what is rated, in which respect, and whether a colon, bracket or dash joins it on. */
export interface Label {
  item: string | null;
  factor: string | null;
  joined: boolean;
}

/** Most words of a label, and of one that stands before its rating with nothing between ("feedback 2/5"). */
const LABEL_WORDS = 9;
const BARE_WORDS = 4;

/** Words between a label and its rating: "feedback gets a 2/5", "Interp: about 3/5". */
const TRAIL =
  /(?:[\s*_~≈]|\b(?:gets?|is|are|was|at|a|an|only|just|about|around|roughly|maybe|perhaps|scores?|rates?|earns?|deserves?|receives?)\b)+$/iu;
const JOINT = /[\s:(=[–—*_-]+$/u;
const LEAD = /^(?:[\s)\]*_,;.•·|–—-]|\b(?:and|but|while|with|then|though|yet)\b\s)+/iu;
const PARTS = /\s*(?::|\s[–—-]+\s|[–—]|[([])\s*/u;

/** Somebody else gives the rating: "Ines gives interp", "they rated control". */
const GIVEN = /\b(?:gives?|gave|giving|rates?|rated|puts?|scored|assign\w*|says?|said|thinks?)\b/iu;

/** First words of a label that are both a field's name and part of a factor's ("training signal", "policy incentives"). */
const EITHER = /^(?:training|policy|community|funding|benchmark\w*|formal|regulation|monitoring|eval\w*)$/iu;

const wordCount = (text: string): number => text.split(/\s+/u).filter(Boolean).length;
const isType = (text: string | undefined): text is string => text !== undefined && typeOfFactor(text) !== null;
const isTopic = (text: string | undefined): text is string => text !== undefined && topicOfItem(text) !== null;
const trim = (text: string): string => text.replace(/^[\s*_•"“”)\]]+|[\s*_"“”)\]]+$/gu, '');

/**
 * A phrase that names field and factor in one: "interp feedback", "control's incentive", "feedback in theory". One that
 * names a single thing is the factor; the caller knows whether it may be the item.
 */
export function splitPhrase(phrase: string, underField: boolean): { item: string | null; factor: string } {
  const whole = { item: null, factor: phrase };
  if (!isType(phrase)) return whole;
  const owned = /^(.+?)['’]s?\s+(.+)$/u.exec(phrase);
  if (owned && isTopic(owned[1]) && isType(owned[2])) return { item: owned[1], factor: owned[2] };
  const within = /^(.+?)\s+(?:in|for|of|on)\s+(?:the\s+)?(.+)$/iu.exec(phrase);
  if (within && isType(within[1]) && isTopic(within[2])) return { item: within[2], factor: within[1] };
  const words = phrase.split(/\s+/u);
  for (let cut = 1; cut < words.length; cut++) {
    const item = words.slice(0, cut).join(' ');
    const factor = words.slice(cut).join(' ');
    if (!isTopic(item) || isType(item) || !isType(factor)) continue;
    // "Training signal" under a field's heading is a factor of that field.
    if (!(underField && EITHER.test(item))) return { item, factor };
  }
  return whole;
}

function parse(candidate: string, underField: boolean): Label | null {
  let body = candidate;
  let joined = false;
  // Joint and filler may alternate: "Interp (about", "Feedback is: ".
  for (let round = 0; round < 3; round++) {
    const before = body;
    body = body.replace(TRAIL, '');
    const joint = JOINT.exec(body)?.[0] ?? '';
    joined ||= /[:(=[–—]|\s-/u.test(joint);
    body = body.slice(0, body.length - joint.length);
    if (body === before) break;
  }
  if (/[.;!?/%]/u.test(body) || GIVEN.test(body)) return null;
  const parts = body.split(PARTS).map(trim).filter(Boolean);
  const most = joined ? LABEL_WORDS : BARE_WORDS;
  const [last, outer] = [parts.at(-1), parts.at(-2)];
  if (last === undefined || parts.length > 3 || wordCount(last) > most) return null;
  if (outer === undefined) return { ...splitPhrase(last, underField), joined };
  if (wordCount(outer) > LABEL_WORDS) return null;
  if (isType(last)) {
    const split = splitPhrase(last, true);
    // "Verification – interp feedback": the phrase next to the number names both.
    return split.item === null ? { item: outer, factor: last, joined } : { ...split, joined };
  }
  if (isType(outer)) return { item: last, factor: outer, joined };
  return isTopic(outer) ? { item: outer, factor: last, joined } : null;
}

/**
 * Reads the words before a rating. `whole` says that they reach back to the start of the passage or to the rating before:
 * then all of them may be the label; else only the last clause. `underField`: the heading above already names a field.
 * An empty label (the rating stands first) is "nothing"; words that are no label give null.
 */
export function readLabel(before: string, whole: boolean, underField: boolean): Label | 'nothing' | null {
  const led = before.replace(LEAD, '');
  if (whole && led.replace(/[\s(*[_]+/gu, '') === '') return 'nothing';
  const clause = led.slice(Math.max(...['. ', '; ', '! ', '? ', '\n'].map((cut) => led.lastIndexOf(cut) + 1), 0));
  const afterComma = clause.slice(clause.lastIndexOf(',') + 1);
  const afterAnd = /\b(?:and|but|while|with|though)\b((?:(?!\b(?:and|but|while|with|though)\b).)*)$/isu.exec(
    afterComma,
  );
  const candidates = [...(whole ? [led] : []), clause, afterComma, ...(afterAnd?.[1] ? [afterAnd[1]] : [])];
  for (const [i, candidate] of candidates.entries()) {
    const label = parse(candidate.replace(LEAD, ''), underField);
    if (label === null) continue;
    // A clause of running text is a label only where it names what we know.
    if ((whole && i === 0) || isType(label.factor ?? '') || isTopic(label.factor ?? '')) return label;
  }
  return null;
}
