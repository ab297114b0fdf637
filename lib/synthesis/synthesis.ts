import * as z from 'zod';
import {
  claimSchema,
  type claimTypeSchema,
  positionSchema,
  ratingSchema,
  topicSchema,
  typedRatingSchema,
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
    claimSchema.pick({ type: true, confidence: true }).extend({
      position: positionSchema,
      /** The reader accepted or set this claim. */
      confirmed: z.boolean().optional(),
      /** A machine's own estimate that the position's sign is right; absent for a person's label. */
      positionConfidence: z.number().min(0).max(1).optional(),
    }),
  ),
  topics: z.array(topicSchema).default([]),
  voice: voiceSchema.default('a'),
  rating: ratingSchema.nullable().optional(),
  /** All ratings of the passage, where it has several; `rating` is the first. */
  ratings: z.array(typedRatingSchema).max(24).optional(),
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

/** Where a position comes from, strongest first. */
export type EvidenceSource = 'confirmed' | 'rating' | 'label' | 'machine';

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
  source?: EvidenceSource;
  /** A machine's own estimate of its position; below a limit its side is told nowhere but in a lead, which says that it only seems so. */
  positionConfidence?: number;
  /** The fields that its passage speaks of. */
  topics?: z.infer<typeof topicSchema>[];
  /** As written, where the position is a rating. */
  rating?: z.infer<typeof ratingSchema>;
  /** Other passages in which the same speaker says nearly the same words: they are shown, and count once. */
  repeats?: { post: string; passage: string }[];
}

/** Where one speaker stands in a cell. */
export interface Standing {
  speaker: string;
  /** Weighted mean, -1 to 1; null where no passage lets it be told. */
  position: number | null;
  /** How much evidence there is: the sum of the passages' weights. */
  weight: number;
  /** Strongest first; reported and quoted views come last and weigh 0. */
  evidence: Evidence[];
  /** Probability of standing on the + side and on the - side, as a careful reader of the same passages would see it. */
  yes?: number;
  no?: number;
  /** Probability of saying anything of their own on this question; below one half they are only perhaps heard. */
  speaks?: number;
}

/** A speaker who takes the other side in a wider or narrower field: not the same question, but it bears on it. */
export interface Related {
  topic: z.infer<typeof topicSchema>;
  speaker: string;
  position: number;
  weight: number;
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
  /** How many speakers speak for themselves here; others are only there with views that they report. */
  voices?: number;
  /** The reader pinned this cell. */
  pinned?: boolean;
  /** The reader overruled the verdict; this is what the synthesis had said. */
  overruled?: { verdict: Verdict; sureness: number };
  related?: Related[];
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

/** What somebody seems to say on one side of a lead. A speaker may have several, in several fields. */
export interface LeadVoice {
  speaker: string;
  /** The field that is spoken of: the lead's own or a part of it. */
  topic: z.infer<typeof topicSchema>;
  /** Probability, 0 to 1, that the speaker stands on this side. */
  sureness: number;
  /** The passage that says so best. */
  evidence: Evidence;
  /** The sentence that compares the field with others; its side is read from these words, not from a tag. */
  comparison?: string;
}

/** A question that seems to have two sides, not surely enough for a disagreement to be named: unconfirmed. */
export interface Lead {
  kind: 'same field' | 'nearby fields' | 'comparison';
  type: z.infer<typeof claimTypeSchema>;
  topic: z.infer<typeof topicSchema>;
  /** In plain words; the first side answers it with yes. */
  question: string;
  score: number;
  yes: LeadVoice[];
  no: LeadVoice[];
}

export interface RatingRow {
  speaker: string;
  item: string;
  factor: string;
  value: number;
  max: number;
  post: string;
  passage: string;
  /** The claim type that the factor names, where it names one. */
  type?: z.infer<typeof claimTypeSchema>;
}

export interface Synthesis {
  speakers: { name: string; posts: number; passages: number }[];
  posts: { key: string; title: string | null; speaker: string; url: string | null; copies: string[] }[];
  cells: Cell[];
  cruxes: Crux[];
  /** Likeliest first. None of them is confirmed. */
  leads?: Lead[];
  ratings: RatingRow[];
}
