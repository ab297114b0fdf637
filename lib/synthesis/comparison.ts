/*
 * Sentences that set a field beside others and find it no worse ("not any harder to judge than in other fields"). A tag
 * can't hold that: its axis runs from poor to good, and whoever says this takes neither side of it. Yet it contradicts
 * whoever rates the field low. Read from the words alone: in the 16,925 labelled passages the pattern fires once, so
 * where it fires it was very likely meant; many other ways of saying it are missed.
 */

const NOT = "(?:\\b(?:no|not|never|hardly|scarcely|cannot)\\b|n['’]t\\b)";
const WORSE =
  '\\b(?:harder|worse|slower|weaker|poorer|noisier|longer|tougher|trickier|rarer|costlier|different(?:ly)?|unique|special|unusual|exceptional|(?:more|less) \\w+)\\b';
const OTHERS =
  '(?:\\b(?:other|most|many|any|all)(?: other)? (?:\\w+ )?(?:fields?|areas?|disciplines?|domains?|sciences?)\\b|\\belsewhere\\b|\\banywhere else\\b)';

const NO_WORSE = new RegExp(
  `${NOT}[^.;:?]{0,30}?${WORSE}[^.;:?]{0,60}?\\b(?:than|from|as|in|to)\\b[^.;:?]{0,40}?${OTHERS}`,
  'iu',
);
const AS_GOOD = new RegExp(
  `\\b(?:just|equally|every bit|at least|no less) (?:as )?(?:good|easy|fast|tight|clear|hard|difficult)\\b[^.;:?]{0,60}?\\b(?:as|than)\\b[^.;:?]{0,40}?${OTHERS}`,
  'iu',
);

/** What such a sentence is about; without any of these words it may be about anything that the passage speaks of. */
const ABOUT = {
  FQ: /evaluat|judg|feedback|measur|assess|check|tell (?:whether|if)/i,
  VV: /verif|validat|\bproof|\bprove|audit|assur/i,
} as const;

/** Words without which no sentence compares: most passages have none and are not read further. */
const HINT = /\b(?:fields?|areas?|disciplines?|domains?|sciences?|elsewhere|anywhere else)\b/i;

/** The types whose axis runs from poor to good, so that a comparison contradicts a low place on it. */
export type Comparable = keyof typeof ABOUT;

/** The sentence of a text that says so of feedback (or verification) most plainly, or null. */
export function noWorseThanElsewhere(text: string, type: Comparable): { sentence: string; plain: boolean } | null {
  if (!HINT.test(text)) return null;
  // A passage is short, and an abbreviation that cuts a sentence only shortens what is shown.
  const sentences = text.split(/(?<=[.!?]["”’)]?)\s+/u).filter((it) => NO_WORSE.test(it) || AS_GOOD.test(it));
  const plain = sentences.find((sentence) => ABOUT[type].test(sentence));
  // Verification needs its own words: "no harder to judge" is about feedback.
  const sentence = plain ?? (type === 'FQ' ? sentences[0] : undefined);
  return sentence === undefined ? null : { sentence: sentence.trim(), plain: plain !== undefined };
}
