import type { PassageRecord } from '../../lib/library/records';
import type { PostVisit } from '../../lib/messaging/protocol';
import type { FoundPassage } from '../../lib/passages/find';
import type { Post } from '../../lib/sites/post';
import type { Reading } from './reading';

/** The stored part of a post as the page shows it. */
export function visitOf(post: Post): PostVisit {
  return {
    key: post.key,
    aliases: post.aliases.slice(0, 20),
    site: post.site,
    kind: post.kind,
    url: post.url.slice(0, 4_000),
    title: post.title.slice(0, 2_000),
    authors: post.authors.slice(0, 100).map((author) => author.name.slice(0, 400)),
    publishedAt: post.publishedAt,
    extent: post.extent,
    ...(post.original ? { original: post.original.slice(0, 4_000) } : {}),
  };
}

function recordOf(passage: FoundPassage, post: string, order: number): PassageRecord {
  const { element: _element, start: _start, end: _end, ...stored } = passage;
  return { ...stored, post, order };
}

/** The most passages that one post may have in the library. */
export const MOST_PASSAGES = 20_000;

/** The stored part of a reading's passages. */
export function recordsOf(reading: Reading): PassageRecord[] {
  return reading.passages.slice(0, MOST_PASSAGES).map((passage, order) => recordOf(passage, reading.post.key, order));
}
