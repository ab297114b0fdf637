import { z } from 'zod';
import { claimTypeSchema, positionSchema, tagSchema, topicSchema } from '../claims/claim';
import { passageSchema, selectorsSchema } from '../passages/passage';
import { POST_KINDS, SITE_IDS } from '../sites/post';

const time = z.number().int().nonnegative();

/** A post that the reader has opened. */
export const postRecordSchema = z.object({
  key: z.string().min(1).max(600),
  aliases: z.array(z.string().max(600)).max(20),
  site: z.enum(SITE_IDS),
  kind: z.enum(POST_KINDS),
  url: z.string().max(4_000),
  title: z.string().max(2_000),
  authors: z.array(z.string().max(400)).max(100),
  publishedAt: z.string().max(40).nullable(),
  extent: z.enum(['whole', 'preview']),
  words: z.number().int().nonnegative(),
  passageCount: z.number().int().nonnegative(),
  firstSeenAt: time,
  lastSeenAt: time,
  /** Furthest part of the post that was on screen, 0 to 1. */
  readTo: z.number().min(0).max(1),
  /** MinHash signature of the text: the same text cross-posted elsewhere has nearly the same. */
  fingerprint: z.array(z.number()).max(64),
  /** One of the product's own demonstration posts. */
  demo: z.boolean(),
  deletedAt: time.nullable(),
});
export type PostRecord = z.infer<typeof postRecordSchema>;

/** A passage as last seen on its page. */
export const passageRecordSchema = passageSchema.extend({
  post: z.string().min(1).max(600),
  order: z.number().int().nonnegative(),
  /** ISO date of a comment, where known; the post's own date is on the post. */
  publishedAt: z.string().max(40).nullable(),
  url: z.string().max(4_000).nullable(),
});
export type PassageRecord = z.infer<typeof passageRecordSchema>;

/** A machine's tag: a cached result, never synced. */
export const tagRecordSchema = z.object({
  passage: z.string().min(1),
  post: z.string().min(1),
  engine: z.string().min(1),
  inputHash: z.string().min(1),
  tag: tagSchema,
});
export type TagRecord = z.infer<typeof tagRecordSchema>;

/**
 * What the reader did. A `decision` is about one claim type of one passage (its id is `d:<passage>:<type>`, so that the
 * same decision made twice is one record); a `highlight` is about words the reader chose.
 */
export const annotationSchema = z.object({
  id: z.string().min(1).max(120),
  kind: z.enum(['decision', 'highlight']),
  post: z.string().min(1).max(600),
  passage: z.string().max(64).nullable(),
  selectors: selectorsSchema,
  type: claimTypeSchema.nullable(),
  /** For a decision: accepted as proposed, rejected, or added by the reader where the machine proposed nothing. */
  verdict: z.enum(['accepted', 'rejected', 'added']).nullable(),
  /** The reader's own position; undefined leaves the machine's. */
  position: positionSchema.optional(),
  /** The reader's own fields; undefined leaves the machine's. */
  topics: z.array(topicSchema).max(3).optional(),
  note: z.string().max(100_000),
  createdAt: time,
  updatedAt: time,
  deletedAt: time.nullable(),
});
export type Annotation = z.infer<typeof annotationSchema>;

/** What the reader decided about the synthesis. */
export const curationSchema = z.discriminatedUnion('kind', [
  z.object({
    id: z.string(),
    kind: z.literal('merge-speakers'),
    from: z.string(),
    into: z.string(),
    at: time,
    deletedAt: time.nullable(),
  }),
  z.object({
    id: z.string(),
    kind: z.literal('rename-speaker'),
    speaker: z.string(),
    name: z.string().min(1).max(400),
    at: time,
    deletedAt: time.nullable(),
  }),
  z.object({
    id: z.string(),
    kind: z.literal('pin-cell'),
    type: claimTypeSchema,
    topic: topicSchema,
    at: time,
    deletedAt: time.nullable(),
  }),
  z.object({
    id: z.string(),
    kind: z.literal('overrule-cell'),
    type: claimTypeSchema,
    topic: topicSchema,
    verdict: z.enum(['agree', 'disagree', 'mixed', 'single voice', 'different things']),
    at: time,
    deletedAt: time.nullable(),
  }),
]);
export type Curation = z.infer<typeof curationSchema>;

/** One step that can be undone: a record before and after. `before` or `after` is null where the record did not exist. */
export const changeSchema = z.object({
  seq: z.number().int().optional(),
  at: time,
  /** Steps that were made by one action share a group and are undone together. */
  group: z.string(),
  label: z.string().max(200),
  post: z.string().nullable(),
  table: z.enum(['posts', 'annotations', 'curations']),
  record: z.string(),
  before: z.unknown().nullable(),
  after: z.unknown().nullable(),
  undone: z.boolean(),
});
export type Change = z.infer<typeof changeSchema>;

/** The reader's choices about how the extension behaves. */
export const settingsSchema = z.object({
  /** Marks are off everywhere. */
  off: z.boolean().default(false),
  /** Hosts on which marks are off. */
  offSites: z.array(z.string()).default([]),
  /** Post keys on which marks are off. */
  offPosts: z.array(z.string()).default([]),
  types: z.array(claimTypeSchema).default(['FQ', 'IN', 'CB', 'VV']),
  density: z.enum(['sure', 'all']).default('sure'),
  /** Single-letter keys act on the focused passage. */
  letterKeys: z.boolean().default(true),
  /** The reader's own key for an action, where it differs from the default. */
  keys: z.record(z.string(), z.string()).default({}),
  /** Where the round control stands: fraction of the window's height, and side. */
  control: z
    .object({ side: z.enum(['left', 'right']), y: z.number().min(0).max(1) })
    .default({ side: 'right', y: 0.5 }),
});
export type Settings = z.infer<typeof settingsSchema>;
