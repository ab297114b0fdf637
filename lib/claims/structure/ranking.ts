import type { ClaimType } from '../claim';
import { isInverted, typeOfFactor } from './factor';
import { topicOfItem } from './item';

/** A field put first or last among fields in words: a rating without a number. Half-open offsets. */
export interface Ranking {
  item: string;
  factor: string;
  type: ClaimType;
  position: number;
  start: number;
  end: number;
}

const RANKED =
  /(?<=^|[.;:!?]\s)([^.;:!?,]{2,60}?)\s+(?:has|have|enjoys?|offers?|gets?)\s+(?:by far\s+)?the\s+(best|strongest|clearest|fastest|richest|worst|weakest|poorest|slowest|thinnest)\s+([^.;:!?,]{3,40}?)\s+(?:of|among|in)\s+(?:any|all|every)\s+[^.;!?]{0,30}?\b(?:fields?|areas?|agendas?|disciplines?|domains?|research)\b/giu;
const LOW = /worst|weakest|poorest|slowest|thinnest/iu;

/** Said of somebody's wish, doubt or condition, not of the field. */
const UNSAID = /\b(?:if|whether|unless|not|never|say|says|said|claims?|claimed|thinks?|believes?|may|might|could)\b/iu;

/** Nearly the end of the scale: first among fields need not be perfect. */
const STRENGTH = 0.8;

/** The first sentence that puts a field first or last: "Interp has the best feedback of any field". Null where none does. */
export function readRanking(text: string): Ranking | null {
  for (const match of text.slice(0, 2_000).matchAll(RANKED)) {
    const [all, item = '', rank = '', factor = ''] = match;
    const type = typeOfFactor(factor);
    if (type === null || topicOfItem(item) === null || UNSAID.test(item) || item.split(/\s+/u).length > 5) continue;
    const sign = LOW.test(rank) !== isInverted(type, factor) ? -1 : 1;
    return { item, factor, type, position: sign * STRENGTH, start: match.index, end: match.index + all.length };
  }
  return null;
}
