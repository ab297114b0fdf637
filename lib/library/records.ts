import * as z from 'zod';
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
  /** The address elsewhere that the page names as the text's original. A hint: `copiesOf` compares the words. */
  original: z.string().max(4_000).optional(),
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
  /** It was not on its page when that was last read whole: an orphan, kept because the reader wrote something on it. */
  missing: z.boolean().optional(),
  /** 1 where some engine found a claim or a rating (indexed, for the synthesis). Never taken back: it says where to look. */
  shown: z.literal(1).optional(),
  /** Ids that the same words had under the post's former keys. */
  aliases: z.array(z.string().max(64)).max(20).optional(),
});
export type PassageRecord = z.infer<typeof passageRecordSchema>;

/** A machine's tag: a cached result, never synced. */
export const tagRecordSchema = z.object({
  passage: z.string().min(1),
  post: z.string().min(1),
  engine: z.string().min(1),
  inputHash: z.string().min(1),
  tag: tagSchema,
  /** 1 where the tag has a claim or a rating (indexed, so that the synthesis reads no others). Set when it is stored. */
  shown: z.union([z.literal(0), z.literal(1)]).optional(),
  /** `<type or topic> <post>` of every claim (indexed, so that a search by claim words opens only posts with one). */
  kinds: z.array(z.string()).max(16).optional(),
  /** When it was stored; of two engines' tags the later is shown. Set when it is stored. */
  at: time.optional(),
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
  /** What the machine told when the reader decided (no position where it was unsure), so that a later model does not move it. */
  seen: z
    .object({
      position: positionSchema,
      confidence: z.number().min(0).max(1),
      topics: z.array(topicSchema).max(3),
      engine: z.string(),
    })
    .optional(),
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
  /** The group's place in time, the same in all its rows; redoing brings it to the end. */
  step: z.number().int().optional(),
  /** As `step`, present while not undone. */
  doneStep: z.number().int().optional(),
  /** Present while undone: the last group undone has the greatest, and is the first to be redone. */
  undoneStep: z.number().int().optional(),
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

/** A stored record that does not parse: set apart, never deleted, counted and exported. */
export const quarantineSchema = z.object({
  id: z.number().int().optional(),
  table: z.string(),
  /** The record's key in its table, as JSON. */
  key: z.string(),
  reason: z.string(),
  raw: z.unknown(),
  at: time,
});
export type Quarantined = z.infer<typeof quarantineSchema>;

/** The distinct folded words of a post's passages, between spaces: says which posts a search need not open. */
export const wordsSchema = z.object({ post: z.string().min(1), text: z.string() });
export type WordsRecord = z.infer<typeof wordsSchema>;

/** A named value that is no record of its own, such as the settings. */
export const valueSchema = z.object({ id: z.string().min(1), value: z.unknown() });
export type ValueRecord = z.infer<typeof valueSchema>;
