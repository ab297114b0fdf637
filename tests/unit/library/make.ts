import { IDBKeyRange as FakeKeyRange, IDBFactory } from 'fake-indexeddb';
import type { Tag } from '../../../lib/claims/claim';
import { type Library, openLibrary, type PostVisit, type VisitPassage } from '../../../lib/library/library';

/** The value of a result that must be one. */
export function value<T, E>(result: { ok: true; value: T } | { ok: false; error: E }): T {
  if (!result.ok) throw new Error(`expected a value, got ${JSON.stringify(result.error)}`);
  return result.value;
}

/** A repeatable source of numbers in [0, 1). */
export function seeded(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

let opened = 0;

/** A library in a database of its own. `again` opens the same database a second time. */
export async function freshLibrary(factory = new IDBFactory()) {
  let now = 1_000;
  const clock = () => now++;
  const random = seeded(++opened);
  const options = { clock, random, indexedDB: factory, IDBKeyRange: FakeKeyRange };
  const library: Library = value(await openLibrary(options));
  return { library, factory, options, again: async () => value(await openLibrary(options)) };
}

export const visit = (key: string, more: Partial<PostVisit> = {}): PostVisit => ({
  key,
  aliases: [],
  site: 'lesswrong',
  kind: 'post',
  url: `https://www.lesswrong.com/posts/${key}`,
  title: `Title of ${key}`,
  authors: ['Ada Stone'],
  publishedAt: '2024-05-01T00:00:00.000Z',
  extent: 'whole',
  ...more,
});

export const passage = (id: string, text: string, more: Partial<VisitPassage> = {}): VisitPassage => ({
  id,
  kind: 'post',
  author: 'Ada Stone',
  commentId: null,
  heading: [],
  leadIn: null,
  block: 'paragraph',
  text,
  selectors: { quote: { exact: text, prefix: '', suffix: '' } },
  ...more,
});

export const tag = (id: string, claims: Tag['claims'], more: Partial<Tag> = {}): Tag => ({
  id,
  claims,
  topics: ['interp'],
  voice: 'a',
  rating: null,
  scores: { FQ: 0.1, IN: 0.1, CB: 0.1, VV: 0.1 },
  ...more,
});

export const tagged = (post: string, id: string, claims: Tag['claims'], more: Partial<Tag> = {}) => ({
  passage: id,
  post,
  engine: 'embedded-1',
  inputHash: 'h',
  tag: tag(id, claims, more),
});
