import { z } from 'zod';
import {
  claimSchema,
  type claimTypeSchema,
  positionSchema,
  ratingSchema,
  topicSchema,
  voiceSchema,
} from '../claims/claim';

/**
 * One labelled passage: all that the synthesis knows of it. This is the line format of `synthesize --claims`; fields
 * after `voice` are optional there and filled by the library.
 */
export const claimLineSchema = z.object({
  id: z.string().min(1),
  post: z.string().min(1),
  title: z.string().nullable().optional(),
  author: z.string().nullable(),
  publishedAt: z.string().nullable().optional(),
  text: z.string(),
  claims: z.array(
    claimSchema
      .pick({ type: true, confidence: true })
      .extend({ position: positionSchema, confirmed: z.boolean().optional() }),
  ),
  topics: z.array(topicSchema).default([]),
  voice: voiceSchema.default('a'),
  rating: ratingSchema.nullable().optional(),
  url: z.string().nullable().optional(),
  site: z.string().nullable().optional(),
  kind: z.enum(['post', 'comment']).optional(),
  /** The passage's index among the passages of its post, where known. */
  order: z.number().int().nonnegative().optional(),
});
export type ClaimLine = z.infer<typeof claimLineSchema>;

export const VERDICTS = ['agree', 'disagree', 'mixed', 'single voice', 'different things'] as const;
export const verdictSchema = z.enum(VERDICTS);
export type Verdict = z.infer<typeof verdictSchema>;

export interface Evidence {
  post: string;
  passage: string;
  quote: string;
  /** What this passage adds: its position and weight before they are averaged. */
  position: number | null;
  weight: number;
  confirmed: boolean;
  voice: 'a' | 'o' | 'q';
  title: string | null;
  url: string | null;
}

/** Where one speaker stands in a cell. */
export interface Standing {
  speaker: string;
  /** Weighted mean, -1 to 1; null where no passage lets it be told. */
  position: number | null;
  /** How much evidence there is: the sum of the passages' weights. */
  weight: number;
  evidence: Evidence[];
}

export interface Cell {
  type: z.infer<typeof claimTypeSchema>;
  topic: z.infer<typeof topicSchema>;
  verdict: Verdict;
  /** Probability, 0 to 1, that a careful reader of the same passages would give this verdict. */
  sureness: number;
  positions: Standing[];
  /** True where no position in the cell was confirmed by the reader or written out as a rating. */
  machineOnly: boolean;
}

/** A disagreement ranked by how much hangs on it. */
export interface Crux {
  type: z.infer<typeof claimTypeSchema>;
  topic: z.infer<typeof topicSchema>;
  /** The question in plain words. */
  question: string;
  score: number;
  sureness: number;
  yes: string[];
  no: string[];
}

export interface RatingRow {
  speaker: string;
  item: string;
  factor: string;
  value: number;
  max: number;
  post: string;
  passage: string;
}

export interface Synthesis {
  speakers: { name: string; posts: number; passages: number }[];
  posts: { key: string; title: string | null; speaker: string; url: string | null; copies: string[] }[];
  cells: Cell[];
  cruxes: Crux[];
  ratings: RatingRow[];
}
