import type { ClaimType, Rating, Topic } from '../claims/claim';
import { topicOfItem, typeOfFactor } from './fields';
import type { ClaimLine } from './synthesis';

/** Scales on which people rate. A larger one may be any measured share ("91% on the benchmark"). */
const PLAIN_SCALE = 20;

/** A label in front of a rating is short; half a sentence there is none. */
const LABEL_WORDS = 7;

const isLabel = (text: string | null | undefined): text is string =>
  typeof text === 'string' && text.trim() !== '' && text.trim().split(/\s+/).length <= LABEL_WORDS;

/** What a rating is about. Either may be unknown: the passage's own type and fields then stand. */
export interface RatedAs {
  type: ClaimType | null;
  topic: Topic | null;
}

/**
 * Reads what is rated: its factor names the claim type ("Feedback Quality"), its item the field ("Mech Interp"; where
 * there is no item, the factor may be one). Null where the number is likely no rating of anything here: a per cent with
 * no name that says so. The most certain kind of evidence has to be certain.
 */
export function ratedAs(line: ClaimLine, rating: Rating): RatedAs | null {
  const factor = isLabel(rating.factor) ? rating.factor : null;
  const named = factor === null ? null : typeOfFactor(factor);
  const field = rating.item ?? (named === null ? factor : null);
  const topic = isLabel(field) ? topicOfItem(field) : null;
  if (named === null && topic === null && rating.max > PLAIN_SCALE) return null;
  return { type: named ?? (line.claims.length === 1 ? line.claims[0]!.type : null), topic };
}

/** All ratings of a line, in order. A list of them stands above the single one, which is its first. */
export const ratingsOf = ({ ratings, rating }: ClaimLine): readonly Rating[] =>
  rating === null ? [] : (ratings ?? (rating === undefined ? [] : [rating]));
