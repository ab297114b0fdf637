import type { Token } from './tokens';

/** A named signal found in a passage, with the words that show it where there are any. */
export interface Cue {
  name: string;
  start?: number;
  end?: number;
}

const words = (list: string): Set<string> => new Set(list.split(' '));

const WORD_CUES: [string, Set<string>][] = [
  [
    'hedge',
    words(
      'might may perhaps maybe possibly probably seems seem appears somewhat arguably plausibly plausible suspect guess unclear uncertain fairly tentatively roughly',
    ),
  ],
  [
    'sure',
    words(
      'clearly certainly definitely obviously undoubtedly always must surely extremely crucial fundamental fundamentally',
    ),
  ],
  ['compare', words('than more less better worse easier harder faster slower rather compared whereas unlike')],
  ['contrast', words('but however although though yet nevertheless nonetheless despite still while')],
  [
    'attribute',
    words(
      'argues argue argued claims claimed says said believes believe thinks suggests suggested according reports wrote writes proposes',
    ),
  ],
  ['condition', words('if unless would could whether suppose assuming')],
  ['first', words("i i'm i've i'd i'll my me")],
  ['we', words("we our us we're we've we'd")],
  ['ought', words('should ought need needs must')],
];

/** Named signals of a passage, each at most once. */
export function cuesOf(text: string, tokens: Token[]): Cue[] {
  const cues: Cue[] = [];
  for (const [name, list] of WORD_CUES) {
    const found = tokens.find((token) => list.has(token.word));
    if (found) cues.push({ name, start: found.start, end: found.end });
  }
  const count = tokens.length;
  cues.push({ name: count < 8 ? 'len1' : count < 20 ? 'len2' : count < 45 ? 'len3' : count < 90 ? 'len4' : 'len5' });
  const trimmed = text.trim();
  if (trimmed.endsWith('?')) cues.push({ name: 'asks' });
  if (trimmed.endsWith(':')) cues.push({ name: 'leads' });
  if (/^["“‘']/u.test(trimmed)) cues.push({ name: 'opens-quote' });
  if (!/[.!?…:)"”]$/u.test(trimmed)) cues.push({ name: 'no-stop' });
  if (/https?:\/\//u.test(text)) cues.push({ name: 'link' });
  if (/["“][^"”]{12,}["”]/u.test(text)) cues.push({ name: 'quotes' });
  if (/^\p{Lu}[^.?!]{1,60}: /u.test(trimmed)) cues.push({ name: 'labelled' });
  return cues;
}
