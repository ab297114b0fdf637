import * as z from 'zod';

/** W3C Web Annotation TextQuoteSelector: the words and up to 64 characters on both sides, as the page's text index has them. */
export const quoteSelectorSchema = z.object({
  exact: z.string().min(1).max(100_000),
  prefix: z.string().max(400),
  suffix: z.string().max(400),
});

/** W3C TextPositionSelector: half-open offsets, in UTF-16 code units, into the page's text index. A hint, never proof. */
export const positionSelectorSchema = z.object({
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
});

export const selectorsSchema = z.object({
  quote: quoteSelectorSchema,
  position: positionSelectorSchema.optional(),
});
export type Selectors = z.infer<typeof selectorsSchema>;

/** A block of running text of a post or a comment: the unit that is tagged. */
export const passageSchema = z.object({
  /** Stable for the same words in the same post: a hash of post key, comment and text, and the occurrence among equals. */
  id: z.string().min(1).max(64),
  kind: z.enum(['post', 'comment']),
  /** Who speaks: names joined by " & " for co-authors; null where the page does not say. */
  author: z.string().max(400).nullable(),
  commentId: z.string().max(64).nullable(),
  /** Headings above the passage, outermost first; the short text of an enclosing list item counts as one. */
  heading: z.array(z.string().max(1_000)).max(16),
  /** The paragraph that introduces the list which holds this passage, if any. */
  leadIn: z.string().max(2_000).nullable(),
  block: z.enum(['paragraph', 'item', 'quote', 'footnote', 'cell']),
  text: z.string().min(1).max(100_000),
  selectors: selectorsSchema,
});
export type Passage = z.infer<typeof passageSchema>;

/** How a stored passage was found again. `moved` and `edited` are sure enough to show; the rest are orphans. */
export type AnchorState = 'exact' | 'moved' | 'edited' | 'ambiguous' | 'lost';
