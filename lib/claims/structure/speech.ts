import type { TagInput } from '../claim';
import { typeOfFactor } from './factor';

const ATTRIBUTED =
  /^(?:as )?(?:[\p{Lu}][\p{L}'’.-]+(?: [\p{Lu}][\p{L}'’.-]+){0,3}|some(?: people| researchers| critics)?|many(?: people| researchers)?|others|critics|proponents|skeptics|people|one|you|they) (?:might |may |could |would |often |also |sometimes |have |has |then )*(?:argu|claim|object|say|said|think|believe|suggest|contend|worr|repl|respond|counter|insist|assert|propos|maintain)\p{L}*\b/u;
const REPORTED =
  /\b(?:according to|in the words of|(?:one|some|people|critics|skeptics|you) (?:might|may|could|would) (?:argue|object|say|reply|think|worry))\b/iu;
const CONDITIONAL = /^(?:if|suppose|assuming|provided that|unless|in case|were we to|conditional on)\b/iu;
const THEN = /\b(?:only if|if and only if|conditional on|as long as|provided that)\b/iu;

/** The passage stands wholly in quotation: a block quote, or one pair of quotation marks around all of it. */
export function isQuotation(input: Pick<TagInput, 'text' | 'block'>): boolean {
  if (input.block === 'quote') return true;
  const text = input.text.trim();
  return text.length > 20 && /^["“][^"“”]*["”]\W{0,3}$/u.test(text);
}

/** The passage opens by naming somebody else who says it, or uses a stock phrase for reported objections. */
export function isReported(text: string): boolean {
  const trimmed = text.trim();
  return ATTRIBUTED.test(trimmed) || REPORTED.test(trimmed.slice(0, 200));
}

/** The passage's claim holds only under a condition. */
export function isConditional(text: string): boolean {
  return CONDITIONAL.test(text.trim()) || THEN.test(text);
}

const ASKED = /^([^.:!?;\n]{2,60}): {0,3}(?:how|to what extent|whether(?! or not))\b[^.!?:;\n]{1,300}[?.]?$/iu;
/** Words that go on to answer: "how easy it is to check, which is very easy for proofs". */
const ANSWERED = /, (?:but|which|though|although|so|yet|and (?:it|they|this|that|we)|it|they|we|i|there) /iu;

/** The passage only says what is asked of a factor ("Feedback: how easily results are judged"), and answers nothing. */
export function isAsked(text: string): boolean {
  const asked = text.length > 1000 ? null : ASKED.exec(text.trim());
  return asked !== null && typeOfFactor(asked[1]!) !== null && !ANSWERED.test(text);
}

const HEDGES =
  /\b(?:might|may|perhaps|maybe|possibly|probably|seems?|appears?|somewhat|arguably|plausibl[ey]|suspect|guess|unclear|uncertain|fairly|tentatively|not sure|i think|in some (?:cases|ways)|to some extent)\b/giu;

/** How much hedging weakens a position: 1 without hedges, falling to 0.6. */
export function hedgeFactor(text: string): number {
  const found = text.match(HEDGES)?.length ?? 0;
  const words = Math.max(20, text.split(/\s+/u).length);
  return Math.max(0.6, 1 - (4 * found) / words);
}
