import * as z from 'zod';
import { claimTypeSchema, positionSchema, topicSchema } from '../claims/claim';
import type { EffectiveClaim } from '../library/effective';
import { type Annotation, annotationSchema, type PassageRecord, type PostRecord } from '../library/records';
import { selectorsSchema } from '../passages/passage';

/** One thing to export: a passage with its claims, or something of the reader's with the passage it hangs on. */
export interface ExportItem {
  /** Null for a highlight outside every stored passage. */
  passage: PassageRecord | null;
  /** Null where only a machine tagged the passage. */
  annotation: Annotation | null;
  /** For a decision the one claim that it is about, as it stands after it; for a machine's tag all that it proposes. */
  claims: readonly EffectiveClaim[];
}

/** What every exporter takes. Filled by the panel, the page and the command line alike. */
export interface ExportPost {
  post: PostRecord;
  /** In reading order. */
  items: readonly ExportItem[];
}

/** The parts of the library's view of a post that go out. */
interface ViewItem {
  passage: PassageRecord;
  claims: readonly EffectiveClaim[];
  decisions: readonly Annotation[];
  highlights: readonly Annotation[];
  note: Annotation | null;
}

/**
 * Turns the library's view of a post into what is exported: for each passage the machine's open proposals, then the
 * reader's decisions, highlights and note; orphans and loose highlights last.
 */
export function exportPostOf(view: {
  post: PostRecord;
  items: readonly ViewItem[];
  orphans: readonly ViewItem[];
  highlights: readonly Annotation[];
}): ExportPost {
  const items: ExportItem[] = [];
  for (const { passage, claims, decisions, highlights, note } of [...view.items, ...view.orphans]) {
    const decided = new Set(decisions.map((decision) => decision.type));
    const open = claims.filter((claim) => !decided.has(claim.type));
    if (open.length > 0) items.push({ passage, annotation: null, claims: open });
    for (const decision of decisions) {
      items.push({ passage, annotation: decision, claims: claims.filter((claim) => claim.type === decision.type) });
    }
    for (const annotation of [...highlights, ...(note === null ? [] : [note])]) {
      items.push({ passage, annotation, claims: [] });
    }
  }
  for (const annotation of view.highlights) items.push({ passage: null, annotation, claims: [] });
  return { post: view.post, items };
}

/** What of a post goes into an export. */
export const postRefSchema = z.object({
  key: z.string().min(1).max(600),
  url: z.string().max(4_000),
  title: z.string().max(2_000),
  authors: z.array(z.string().max(400)).max(100),
  publishedAt: z.string().max(40).nullable(),
  site: z.string().max(40).nullable(),
});
export type PostRef = z.infer<typeof postRefSchema>;

/** What of a passage goes into an export; its words are in the entry's selectors. */
export const passageRefSchema = z.object({
  id: z.string().min(1).max(64),
  kind: z.enum(['post', 'comment']),
  author: z.string().max(400).nullable(),
  publishedAt: z.string().max(40).nullable(),
  url: z.string().max(4_000).nullable(),
  heading: z.array(z.string().max(1_000)).max(16),
  order: z.number().int().nonnegative(),
});
export type PassageRef = z.infer<typeof passageRefSchema>;

/** A claim as exported: without the reasons, which the engine gives again. */
export const exportedClaimSchema = z.object({
  type: claimTypeSchema,
  position: positionSchema,
  confidence: z.number().min(0).max(1),
  positionConfidence: z.number().min(0).max(1).optional(),
  topics: z.array(topicSchema).max(3),
  status: z.enum(['proposed', 'accepted', 'corrected', 'added', 'rejected']),
});
export type ExportedClaim = z.infer<typeof exportedClaimSchema>;

/** One row, one block, one Web Annotation. `annotation` or `claim` is there, or both. */
export const entrySchema = z.object({
  post: postRefSchema,
  passage: passageRefSchema.nullable(),
  selectors: selectorsSchema,
  annotation: annotationSchema.nullable(),
  claim: exportedClaimSchema.nullable(),
});
export type Entry = z.infer<typeof entrySchema>;

function toClaim(claim: EffectiveClaim): ExportedClaim {
  const { type, position, confidence, positionConfidence, topics, status } = claim;
  const exported: ExportedClaim = { type, position, confidence, topics: [...topics], status };
  return positionConfidence === undefined ? exported : { ...exported, positionConfidence };
}

/** One entry for every annotation and every open proposal of a machine. Deleted annotations stay behind. */
export function entriesOf({ post, items }: ExportPost): Entry[] {
  const { key, url, title, authors, publishedAt, site } = post;
  const entries: Entry[] = [];
  for (const { passage, annotation, claims } of items) {
    if (annotation !== null && annotation.deletedAt !== null) continue;
    const selectors = annotation?.selectors ?? passage?.selectors;
    if (selectors === undefined) continue;
    const base = {
      post: { key, url, title, authors: [...authors], publishedAt, site },
      passage: passage === null ? null : passageRef(passage),
      selectors,
      annotation,
    };
    if (annotation !== null) entries.push({ ...base, claim: claims[0] === undefined ? null : toClaim(claims[0]) });
    else for (const claim of claims) entries.push({ ...base, claim: toClaim(claim) });
  }
  return entries;
}

function passageRef(passage: PassageRecord): PassageRef {
  const { id, kind, author, publishedAt, url, heading, order } = passage;
  return { id, kind, author, publishedAt, url, heading: [...heading], order };
}

/** The address of the page on which an entry's words stand. */
export function urlOf(entry: Entry): string {
  return entry.passage?.url ?? entry.post.url;
}
