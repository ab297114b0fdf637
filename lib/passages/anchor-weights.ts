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

/** Least similarity of a changed quote, by how many of its contexts agree. Lower: more found, and more wrong. */
export const SIMILARITY = { noContext: 0.72, oneContext: 0.5, bothContexts: 0.4 } as const;

/** Shorter quotes (in folded characters) are common phrases: found only unchanged and in place, or with both contexts. */
export const SHORT = 20;
/** An unchanged quote from here up is proof by itself if it stands once: no two texts share so much by chance. */
export const PLAIN_LENGTH = 40;
/** A changed quote without agreeing context must say this much (bits of its matched words). */
export const ALONE_BITS = 60;

/** How far the best must lead the next acceptable one. Higher: more is called ambiguous. */
export const MARGIN = 0.08;

/** Alignments tried for a quote, most promising first. */
export const CANDIDATES = 4;
/** Occurrences of an unchanged quote that are looked at. More are a common phrase, which only a full context can place. */
export const OCCURRENCES = 400;

/** Passages that stood apart and now overlap by this share of the shorter contradict each other. */
export const SHARED_PLACE = 0.3;
/**
 * A slot is the text between two found neighbours. It is heeded if `strange` characters at most stood in it that were not
 * stored, and if it is now at most `growth` times what was. Higher: chance likeness counts.
 */
export const SLOT = { strange: 250, growth: 2 } as const;
/** Least similarity of a changed quote in its slot. */
export const IN_SLOT = 0.4;
