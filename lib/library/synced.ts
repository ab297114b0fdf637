import type { Annotation, Curation, PassageRecord, PostRecord } from './records';
import { annotationSchema, curationSchema, passageRecordSchema, postRecordSchema } from './records';

/** A record as other devices know it: named values, merged one by one. */
export type Fields = Readonly<Record<string, unknown>>;

export type SyncedTable = 'posts' | 'annotations' | 'curations' | 'passages';

interface Synced {
  keyOf: (record: unknown) => string;
  /** Null for a record that is nothing to other devices: deleted, not there, or one of the product's own samples. */
  toFields: (record: unknown) => Fields | null;
}

const SAMPLE = /^demo:/;

/** The named fields that are there. An absent one stays absent: `undefined` would be a write of its own. */
function picked<T extends object>(record: T, names: readonly (keyof T & string)[]): Fields {
  return Object.fromEntries(names.flatMap((name) => (record[name] === undefined ? [] : [[name, record[name]]])));
}

/** Everything but the id, which is the record's name, and the deletion, which is an operation of its own. */
function allBut<T extends object>(record: T, ...without: (keyof T & string)[]): Fields {
  return Object.fromEntries(
    Object.entries(record).filter(([name, value]) => value !== undefined && !without.some((it) => it === name)),
  );
}

/** A twentieth of a post: each is a write to all devices, and nobody misses less. */
const coarse = (share: number): number => Math.floor(share * 20 + 1e-9) / 20;

/**
 * What a post is, and how far it was read. What this device found in its page (words, passages, fingerprint, whether it saw
 * all of it) is found by each device for itself.
 */
const POST_FIELDS = ['aliases', 'site', 'kind', 'url', 'title', 'authors', 'publishedAt'] as const;

/** A passage goes along with what the reader left on it, so that it can be shown where its page was never opened. */
const PASSAGE_FIELDS = [
  'post',
  'order',
  'kind',
  'author',
  'commentId',
  'heading',
  'leadIn',
  'block',
  'text',
  'selectors',
  'publishedAt',
  'url',
] as const;

/** How each synced table stands in operations. */
export const SYNCED: Record<SyncedTable, Synced> = {
  posts: {
    keyOf: (record) => (record as PostRecord).key,
    toFields: (record) => {
      const post = record as PostRecord | null;
      if (!post || post.demo || post.deletedAt !== null) return null;
      const { firstSeenAt, lastSeenAt, readTo } = post;
      return { ...picked(post, POST_FIELDS), firstSeenAt, lastSeenAt, readTo: coarse(readTo) };
    },
  },
  annotations: {
    keyOf: (record) => (record as Annotation).id,
    toFields: (record) => {
      const annotation = record as Annotation | null;
      if (!annotation || annotation.deletedAt !== null || SAMPLE.test(annotation.post)) return null;
      return allBut(annotation, 'id', 'deletedAt');
    },
  },
  curations: {
    keyOf: (record) => (record as Curation).id,
    toFields: (record) => {
      const curation = record as Curation | null;
      return !curation || curation.deletedAt !== null ? null : allBut(curation, 'id', 'deletedAt');
    },
  },
  passages: {
    keyOf: (record) => (record as PassageRecord).id,
    toFields: (record) => {
      const passage = record as PassageRecord | null;
      return !passage || SAMPLE.test(passage.post) ? null : picked(passage, PASSAGE_FIELDS);
    },
  },
};

/** A post that another device knows, before its page was opened here. Null where the fields are not those of a post. */
export function postFromFields(key: string, fields: Fields): PostRecord | null {
  const seen = { words: 0, passageCount: 0, fingerprint: [], extent: 'preview', demo: false, deletedAt: null };
  return postRecordSchema.safeParse({ readTo: 0, ...seen, ...fields, key }).data ?? null;
}

export const annotationFromFields = (id: string, fields: Fields): Annotation | null =>
  annotationSchema.safeParse({ ...fields, id, deletedAt: null }).data ?? null;

export const curationFromFields = (id: string, fields: Fields): Curation | null =>
  curationSchema.safeParse({ ...fields, id, deletedAt: null }).data ?? null;

export const passageFromFields = (id: string, fields: Fields): PassageRecord | null =>
  passageRecordSchema.safeParse({ publishedAt: null, url: null, ...fields, id }).data ?? null;

const FROM_FIELDS: Record<SyncedTable, (id: string, fields: Fields) => unknown> = {
  posts: postFromFields,
  annotations: annotationFromFields,
  curations: curationFromFields,
  passages: passageFromFields,
};

/** Whether this version of the library could show a merged record. One that it can't is a later version's: not its to judge. */
export function understands(record: string, fields: Fields): boolean {
  const slash = record.indexOf('/');
  const table = record.slice(0, slash);
  if (!Object.hasOwn(FROM_FIELDS, table)) return false;
  return FROM_FIELDS[table as SyncedTable](record.slice(slash + 1), fields) !== null;
}
