import * as z from 'zod';

/** The codes of the codebook. FQ feedback quality, IN incentive, CB conceptual bottleneck, VV verification / validation. */
export const CLAIM_TYPES = ['FQ', 'IN', 'CB', 'VV'] as const;
export const claimTypeSchema = z.enum(CLAIM_TYPES);
export type ClaimType = z.infer<typeof claimTypeSchema>;

export const TOPICS = [
  'alignment',
  'capabilities',
  'science',
  'oversight',
  'interp',
  'control',
  'organisms',
  'evals',
  'training',
  'governance',
  'field',
  'theory',
  'other',
] as const;
export const topicSchema = z.enum(TOPICS);
export type Topic = z.infer<typeof topicSchema>;

/** `a` the author says it, `o` the author reports that others say it, `q` it stands in a quotation. */
export const voiceSchema = z.enum(['a', 'o', 'q']);
export type Voice = z.infer<typeof voiceSchema>;

/** Where the speaker stands: -1 to 1, sign and sense as in the codebook; null where it cannot be told. */
export const positionSchema = z.number().min(-1).max(1).nullable();

/** A span of the passage (UTF-16 offsets into its text) or a named signal, and how much it moved the score (log-odds). */
export const reasonSchema = z.object({
  label: z.string().max(200),
  start: z.number().int().nonnegative().optional(),
  end: z.number().int().nonnegative().optional(),
  weight: z.number(),
});
export type Reason = z.infer<typeof reasonSchema>;

export const claimSchema = z.object({
  type: claimTypeSchema,
  position: positionSchema,
  /** Calibrated probability that the passage makes a claim of this type. */
  confidence: z.number().min(0).max(1),
  /** Calibrated probability that the position's sign is right; absent when position is null or certain by a written rating. */
  positionConfidence: z.number().min(0).max(1).optional(),
  /** The confidence passes the engine's precision floor: shown without being asked for. */
  sure: z.boolean().optional(),
  reasons: z.array(reasonSchema).max(24).optional(),
});
export type Claim = z.infer<typeof claimSchema>;

/** "3/5", "70%": as written. `item` is what is rated (heading or list item above), `factor` the words before the rating. */
export const ratingSchema = z.object({
  value: z.number().finite(),
  max: z.number().positive().finite(),
  item: z.string().max(1_000).nullable().optional(),
  factor: z.string().max(200).nullable().optional(),
});
export type Rating = z.infer<typeof ratingSchema>;

/** A rating with the claim type that its factor names; null where it names none. */
export const typedRatingSchema = ratingSchema.extend({ type: claimTypeSchema.nullable().optional() });
export type TypedRating = z.infer<typeof typedRatingSchema>;

/** What an engine is given: one passage and its context. Lines with the same `post`, in order, are one post. */
export const tagInputSchema = z.object({
  id: z.string().min(1),
  text: z.string(),
  heading: z.array(z.string()).default([]),
  leadIn: z.string().nullable().optional(),
  block: z.string().optional(),
  previous: z.string().nullable().optional(),
  title: z.string().nullable().optional(),
  post: z.string().nullable().optional(),
});
export type TagInput = z.infer<typeof tagInputSchema>;

/** What an engine answers for one passage. `claims` holds only those that pass the engine's thresholds. */
export const tagSchema = z.object({
  id: z.string().min(1),
  claims: z.array(claimSchema).max(4),
  topics: z.array(topicSchema).max(3),
  voice: voiceSchema,
  rating: ratingSchema.nullable(),
  /** All ratings of the passage, in order, `rating` first; absent where there is none. */
  ratings: z.array(typedRatingSchema).max(24).optional(),
  /** Every type's calibrated probability, shown or not. */
  scores: z.record(claimTypeSchema, z.number().min(0).max(1)),
  /** Where the speaker would stand on every type, listed or not, with how sure that is. */
  positions: z
    .record(claimTypeSchema, z.object({ position: positionSchema, confidence: z.number().min(0).max(1) }))
    .optional(),
  /** The engine whose answer this is, where it is not the embedded one. */
  engine: z.string().max(200).optional(),
  /** Types in which a stronger engine and the embedded tagger differ (one is sure and the other silent, or opposite sides). */
  differs: z.array(claimTypeSchema).max(4).optional(),
  /** The passage states its claim only under a condition ("if …"). */
  conditional: z.boolean().optional(),
});
export type Tag = z.infer<typeof tagSchema>;

/** One way of tagging. All engines answer in the order asked, one tag a passage. */
export interface Engine {
  /** Name and version, e.g. `embedded-1`: part of the cache key. */
  id: string;
  /** Tags the passages of one post. */
  tag: (passages: TagInput[], signal?: AbortSignal) => Promise<Tag[]>;
}
