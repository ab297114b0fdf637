import * as z from 'zod';
import { claimTypeSchema, positionSchema, reasonSchema, topicSchema } from '../claims/claim';
import { annotationSchema, passageRecordSchema, postRecordSchema, settingsSchema } from '../library/records';
import { selectorsSchema } from '../passages/passage';
import { engineCalls } from './engine';
import { syncCalls, syncViewSchema } from './sync';

/*
 * The calls between page, background and panel: one table a direction. Arguments and results are parsed where they
 * arrive, since a page's process may be taken over by the page.
 */

/** A post as the page shows it now. The library adds times and counts. */
export const postVisitSchema = postRecordSchema.pick({
  key: true,
  aliases: true,
  site: true,
  kind: true,
  url: true,
  title: true,
  authors: true,
  publishedAt: true,
  extent: true,
  original: true,
});
export type PostVisit = z.infer<typeof postVisitSchema>;

/** A claim after the reader's decisions: what is shown. */
export const shownClaimSchema = z.object({
  type: claimTypeSchema,
  position: positionSchema,
  confidence: z.number().min(0).max(1),
  positionConfidence: z.number().min(0).max(1).optional(),
  topics: z.array(topicSchema),
  status: z.enum(['proposed', 'accepted', 'corrected', 'added', 'rejected']),
  /** Confident enough to be shown at the density "sure". */
  sure: z.boolean(),
  reasons: z.array(reasonSchema).optional(),
  note: z.string(),
});
export type ShownClaim = z.infer<typeof shownClaimSchema>;

export const passageStateSchema = z.object({
  passage: z.string(),
  voice: z.enum(['a', 'o', 'q']).nullable(),
  rating: z.object({ value: z.number(), max: z.number() }).nullable(),
  claims: z.array(shownClaimSchema),
});
export type PassageState = z.infer<typeof passageStateSchema>;

/** All that the page needs of the library about one post. Passages without any claim are left out. */
export const postStateSchema = z.object({
  /** The key under which the post is stored, which later calls use. */
  key: z.string(),
  /** Passages that the page gave and that are stored under another id (the post was read by an older address): given → stored. */
  renamed: z.record(z.string(), z.string()).default({}),
  passages: z.array(passageStateSchema),
  highlights: z.array(annotationSchema),
  settings: settingsSchema,
  undo: z.string().nullable(),
  redo: z.string().nullable(),
});
export type PostState = z.infer<typeof postStateSchema>;

/** One passage elsewhere in the library that speaks to the same question. */
export const elsewhereSchema = z.object({
  speaker: z.string(),
  stance: z.enum(['agrees', 'disagrees']),
  quote: z.string(),
  title: z.string().nullable(),
  url: z.string().nullable(),
  confirmed: z.boolean(),
});
export type Elsewhere = z.infer<typeof elsewhereSchema>;

const done = z.object({ undo: z.string().nullable(), redo: z.string().nullable() });
const nothing = z.object({});

/** To the background, from a page's content script or the panel. */
export const toBackground = {
  /** The detector saw something that looks like a post: inject the reader into the sender's tab. */
  'page.found': { args: nothing, result: nothing },
  /** Inject the reader into a tab on the reader's request, as any page (Readability) if no site adapter knows it. */
  'page.read': { args: z.object({ tabId: z.number().int() }), result: nothing },
  /** A post was read from the page: store it and its passages, and give back what is known. Repeatable. */
  'post.open': {
    args: z.object({ post: postVisitSchema, passages: z.array(passageRecordSchema).max(20_000) }),
    result: postStateSchema,
  },
  /** Tags passages that were stored before, cached where possible. At most 400 a call, so that the page sees progress. */
  'post.tag': {
    args: z.object({ post: z.string(), passages: z.array(z.string()).max(400) }),
    result: z.array(passageStateSchema),
  },
  'post.state': { args: z.object({ post: z.string() }), result: postStateSchema.nullable() },
  /** The furthest part of the post that was on screen, 0 to 1. */
  'post.read': { args: z.object({ post: z.string(), to: z.number().min(0).max(1) }), result: nothing },
  /** Accept, correct (a position or topics given), reject, or add a claim of one type on one passage. */
  'claim.decide': {
    args: z.object({
      passage: z.string(),
      type: claimTypeSchema,
      verdict: z.enum(['accepted', 'rejected', 'added']),
      position: positionSchema.optional(),
      topics: z.array(topicSchema).max(3).optional(),
    }),
    result: done,
  },
  'claim.retype': {
    args: z.object({ passage: z.string(), from: claimTypeSchema, to: claimTypeSchema }),
    result: done,
  },
  /** A note on a claim's decision; it is made an accepted one if there is none yet. */
  'claim.note': {
    args: z.object({ passage: z.string(), type: claimTypeSchema, note: z.string().max(100_000) }),
    result: done,
  },
  'highlight.add': {
    args: z.object({
      post: z.string(),
      passage: z.string().nullable(),
      selectors: selectorsSchema,
      type: claimTypeSchema.nullable(),
      note: z.string().max(100_000),
    }),
    result: done.extend({ id: z.string() }),
  },
  'highlight.update': {
    args: z.object({
      id: z.string(),
      type: claimTypeSchema.nullable().optional(),
      position: positionSchema.optional(),
      note: z.string().max(100_000).optional(),
    }),
    result: done,
  },
  'annotation.remove': { args: z.object({ id: z.string() }), result: done },
  undo: { args: z.object({ post: z.string().optional() }), result: done.extend({ label: z.string().nullable() }) },
  redo: { args: z.object({ post: z.string().optional() }), result: done.extend({ label: z.string().nullable() }) },
  /** Who agrees and who disagrees, in other posts, with this position on this question. At most six, best first. */
  elsewhere: {
    args: z.object({ post: z.string(), type: claimTypeSchema, topics: z.array(topicSchema), position: positionSchema }),
    result: z.array(elsewhereSchema),
  },
  'settings.get': { args: nothing, result: settingsSchema },
  'settings.save': { args: settingsSchema.partial(), result: settingsSchema },
  /** Opens the side panel, or the same page in a tab where the browser does not let a message open it. */
  'panel.open': { args: nothing, result: nothing },
  ...engineCalls,
  ...syncCalls,
} as const;

export const pageStatusSchema = z.object({
  /** Key of the post that the tab shows, or null. */
  post: z.string().nullable(),
  state: z.enum(['reading', 'waiting', 'no post', 'off']),
  reason: z.string().nullable(),
  /** Passages tagged so far, of all. */
  tagged: z.number().int().nonnegative(),
  passages: z.number().int().nonnegative(),
  /** Annotations whose words were not found on the page, each with the reason. */
  orphans: z.array(z.object({ id: z.string(), reason: z.string() })),
});
export type PageStatus = z.infer<typeof pageStatusSchema>;

/** To a page's reader, from background or panel. */
export const toPage = {
  /** Something about this post changed in the library: ask for its state again. */
  'library.changed': { args: z.object({ post: z.string().nullable() }), result: nothing },
  'page.status': { args: nothing, result: pageStatusSchema },
  /** Scrolls to a passage or an annotation, focuses it and opens its card; `found: false` says why. */
  'passage.show': {
    args: z.object({ passage: z.string().nullable(), annotation: z.string().nullable() }),
    result: z.object({ found: z.boolean(), reason: z.string().nullable() }),
  },
  /** Describes the words that are selected on the page now, and lets go of them; null where none are, with the reason. */
  'selection.take': {
    args: nothing,
    result: z.object({
      place: z.object({ passage: z.string().nullable(), selectors: selectorsSchema }).nullable(),
      reason: z.string().nullable(),
    }),
  },
  /** Hides or shows all marks on this page until it is left. */
  'marks.toggle': { args: nothing, result: nothing },
} as const;

/** To every open panel, from background or a page's reader. */
export const toPanel = {
  /** What a tab shows has changed. */
  'page.changed': { args: z.object({ status: pageStatusSchema }), result: nothing },
  /** Sync began, went on, or came to an end. */
  'sync.changed': { args: syncViewSchema, result: nothing },
} as const;
