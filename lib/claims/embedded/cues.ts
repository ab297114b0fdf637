import { MAX_TEXT, type Token } from './tokens';

/** A named signal found in a passage (`#` and its name), with the words that show it where there are any. */
export interface Cue {
  key: string;
  start?: number;
  end?: number;
}

const words = (list: string): Set<string> => new Set(list.split(' '));

const WORD_CUES: [string, Set<string>][] = [
  [
    '#hedge',
    words(
      'might may perhaps maybe possibly probably seems seem appears somewhat arguably plausibly plausible suspect guess unclear uncertain fairly tentatively roughly',
    ),
  ],
  [
    '#sure',
    words(
      'clearly certainly definitely obviously undoubtedly always must surely extremely crucial fundamental fundamentally',
    ),
  ],
  ['#compare', words('than more less better worse easier harder faster slower rather compared whereas unlike')],
  ['#contrast', words('but however although though yet nevertheless nonetheless despite still while')],
  [
    '#attribute',
    words(
      'argues argue argued claims claimed says said believes believe thinks suggests suggested according reports wrote writes proposes',
    ),
  ],
  ['#condition', words('if unless would could whether suppose assuming')],
  ['#first', words("i i'm i've i'd i'll my me")],
  ['#we', words("we our us we're we've we'd")],
  ['#ought', words('should ought need needs must')],
];

/** The word cues that a word shows, a bit each. */
const SHOWN = new Map<string, number>();
WORD_CUES.forEach(([, list], k) => {
  for (const word of list) SHOWN.set(word, (SHOWN.get(word) ?? 0) | (1 << k));
});

/** Least characters between two quotation marks that count as a quotation. */
const QUOTED = 12;

/** Whether something stands in quotation marks. Looks at each character once, however many marks are never closed. */
function quotes(text: string): boolean {
  let at = 0;
  let opened = -1;
  for (const char of text) {
    const closes = char === '"' || char === '”';
    if (closes && opened >= 0 && at - opened > QUOTED) return true;
    if (char === '"' || (char === '“' && opened < 0)) opened = at;
    else if (closes) opened = -1;
    at++;
  }
  return false;
}

/** Named signals of a passage, each at most once. */
export function cuesOf(whole: string, tokens: Token[]): Cue[] {
  const text = whole.slice(0, MAX_TEXT);
  const cues: Cue[] = [];
  let seen = 0;
  for (const { word, start, end } of tokens) {
    const fresh = (SHOWN.get(word) ?? 0) & ~seen;
    if (fresh === 0) continue;
    seen |= fresh;
    WORD_CUES.forEach(([key], k) => {
      if (fresh & (1 << k)) cues.push({ key, start, end });
    });
  }
  const count = tokens.length;
  cues.push({
    key: count < 8 ? '#len1' : count < 20 ? '#len2' : count < 45 ? '#len3' : count < 90 ? '#len4' : '#len5',
  });
  const trimmed = text.trim();
  if (trimmed.endsWith('?')) cues.push({ key: '#asks' });
  if (trimmed.endsWith(':')) cues.push({ key: '#leads' });
  if (/^["“‘']/u.test(trimmed)) cues.push({ key: '#opens-quote' });
  if (!/[.!?…:)"”]$/u.test(trimmed)) cues.push({ key: '#no-stop' });
  if (/https?:\/\//u.test(text)) cues.push({ key: '#link' });
  if (quotes(text)) cues.push({ key: '#quotes' });
  if (/^\p{Lu}[^.?!]{1,60}: /u.test(trimmed)) cues.push({ key: '#labelled' });
  return cues;
}
