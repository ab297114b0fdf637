import type { Voice } from '../../lib/claims/claim';
import type { SiteId } from '../../lib/sites/post';
import type { Verdict } from '../../lib/synthesis/synthesis';
import { MIDDLE, surenessWord } from '../../lib/synthesis/words';

export { canTell, heardAs, isSideGuessed, verdictLabel, verdictSureness, voicesIn } from '../../lib/synthesis/heard';
export {
  hintWord,
  positionWord,
  questionOf,
  SIDE_UNSURE,
  standWord,
  surenessWord,
  TOPIC_WORDS,
  TYPE_WORDS,
  VERDICT_WORDS,
} from '../../lib/synthesis/words';

/* Words for people: the panel never shows a code or a number where a word will do. */

export const VOICE_WORDS: Record<Voice, string> = { a: '', o: 'reports what others say', q: 'quotes somebody' };

export const VERDICT_MEANS: Record<Verdict, string> = {
  agree: 'They stand on the same side.',
  disagree: 'They stand on opposite sides.',
  mixed: 'Some see both sides, or are divided within themselves.',
  'single voice': 'Only one speaker takes a stand on this.',
  'different things': 'They use the same words, but speak of different things.',
};

export const SITE_WORDS: Record<SiteId, string> = {
  lesswrong: 'LessWrong',
  alignmentforum: 'Alignment Forum',
  eaforum: 'EA Forum',
  greaterwrong: 'GreaterWrong',
  substack: 'Substack',
  generic: 'Web page',
};

export type Side = 'plus' | 'minus' | 'zero' | 'unknown';

export function sideOf(position: number | null): Side {
  if (position === null) return 'unknown';
  if (Math.abs(position) < MIDDLE) return 'zero';
  return position > 0 ? 'plus' : 'minus';
}

/** From here on a claim is likelier than not. */
const LIKELIER = 0.5;

/** How sure a proposed claim is. Below one half a verdict can't be told, but a claim is shown as what it is: doubtful. */
export function claimSureness(confidence: number): string {
  return confidence < LIKELIER ? 'doubtful' : surenessWord(confidence);
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

const DAY = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** "Mar 3, 2025", or the text itself where it is no date. */
export function dateWord(iso: string | null): string {
  if (iso === null) return 'no date';
  const time = Date.parse(iso);
  return Number.isNaN(time) ? iso : DAY.format(time);
}

/** "Ada Lund, Bo Reyes and 3 more". */
export function namesWord(names: string[], shown = 3): string {
  if (names.length === 0) return 'author not named';
  const head = names.slice(0, shown);
  const rest = names.length - head.length;
  if (rest > 0) return `${head.join(', ')} and ${rest} more`;
  return head.length < 2 ? head.join('') : `${head.slice(0, -1).join(', ')} and ${head.at(-1)}`;
}

/** From here on a post counts as read to its end: the last lines of a page are seldom scrolled past the middle. */
const TO_THE_END = 0.97;

export function extentWord(post: { extent: 'whole' | 'preview'; readTo: number }): string {
  if (post.extent === 'preview') return 'preview only';
  return post.readTo >= TO_THE_END ? 'read to the end' : `${Math.round(post.readTo * 100)}% read`;
}

export const isReadToEnd = (post: { extent: 'whole' | 'preview'; readTo: number }): boolean =>
  post.extent === 'whole' && post.readTo >= TO_THE_END;
