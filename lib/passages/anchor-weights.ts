/**
 * What decides whether a stored passage is found again. Each was set by measuring on edited pages (`tests/bench/anchor.ts`
 * and the mutation suite); beside each stands what raising it costs.
 */

/** How much each part counts in a candidate's score; they add up to 1. More for the quote: copies win over edited originals. */
export const SCORE = { quote: 0.6, prefix: 0.2, suffix: 0.2 } as const;

/** Words as they were are strong proof: a score's extra for an unchanged quote of `PLAIN_LENGTH` or more. Higher: a copy beats the edited original. */
export const UNCHANGED_BONUS = 0.12;

/** A context agrees from this share of its weighted words up. Lower: chance neighbours agree; higher: edited ones don't. */
export const CONTEXT_AGREES = 0.45;
/** So much of one context alone is proof for a short quote. Chance neighbours of common words reach about 0.5. */
export const CONTEXT_IS_PROOF = 0.75;

/**
 * Least similarity of a changed quote, by how many of its contexts agree. Lower: more found, and more wrong. `brief` is
 * for quotes that say less than `BRIEF_BITS`, such as list items made to one pattern, which resemble each other.
 */
export const SIMILARITY = {
  oneContext: 0.5,
  bothContexts: 0.4,
  brief: { oneContext: 0.65, bothContexts: 0.58 },
} as const;
/** A word says about 4 ("the") to 14 bits (one that stands nowhere else): this is some ten words. */
export const BRIEF_BITS = 90;
/**
 * Least similarity without any agreeing context: falls with what the matched words say, from `most` at `bits` by 0.1 every
 * `perTenth` bits down to `least`. Two texts by chance share hardly a fifth; a page's own patterns share half.
 */
export const ALONE = { bits: 60, most: 0.75, least: 0.5, perTenth: 60 } as const;

/** Shorter quotes (in folded characters) are common phrases: found only unchanged and in place, or with both contexts. */
export const SHORT = 20;
/** Shorter ones are mere labels: hardly anything but their surroundings tells them apart. */
export const LABEL = 8;
/** What both contexts together must reach for a short quote and for a label, of 2. */
export const SURROUNDINGS = { short: 1.1, label: 1.5 } as const;
/** An unchanged quote from here up is proof by itself if it stands once: no two texts share so much by chance. */
export const PLAIN_LENGTH = 40;

/** How far the best must lead the next acceptable one. Higher: more is called ambiguous. */
export const MARGIN = 0.08;
/** The same between two places with the same words, where only the contexts speak: 0.6 of a context. */
export const TWIN_MARGIN = 0.12;

/** Alignments tried for a quote, most promising first. */
export const CANDIDATES = 4;
/** Occurrences of an unchanged quote that are looked at. More are a common phrase, which only a full context can place. */
export const OCCURRENCES = 400;

/** A quote of so many bits has half the claim on a place that a long one has. Higher: long quotes push out short ones. */
export const CLAIM_BITS = 20;
/** A part of a found place beyond a line's end that holds less than this share of the matched words is the neighbour's. */
export const STRAY = 0.2;
/** Text beside a found place that holds more than this share of a context's words is the neighbour's. Lower: edges of blocks stay out. */
export const NEIGHBOUR = 0.35;
/** Passages that stood apart and now overlap by this share of the shorter contradict each other. */
export const SHARED_PLACE = 0.3;
/**
 * A slot is the text between two found neighbours. It is heeded if `strange` characters at most stood in it that were not
 * stored, and if it is now at most `growth` times what was; labels are told by their line if
 * `sameLines` of its lines are as they were. Higher `strange` and `growth`, lower `sameLines`: chance likeness counts.
 */
export const SLOT = { strange: 250, growth: 2, sameLines: 0.8 } as const;
/** Least similarity of a changed quote in its slot, and its lead over the next place there. */
export const IN_SLOT = { least: 0.4, margin: 0.2 } as const;
/**
 * Quotes from `from` characters up are found by their ends: parts of `part` characters with `context` beside them, of
 * which `tries` are tried at each end. The place may be `growth` times as long or short as the quote.
 */
export const LONG = { from: 4_000, part: 600, context: 64, tries: 3, growth: 1.7 } as const;
/**
 * Where so many passages were stored and less than this `share` of them is found, the page is another text, and what it
 * shares with the stored one (a newsletter's standing footer) is not theirs. Issues of one newsletter share up to 0.12;
 * a page with half of its words replaced still has more. Higher: highlights of a page that was rewritten are given up.
 */
export const STRANGER = { from: 20, share: 0.15 } as const;
