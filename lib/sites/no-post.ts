import type { NoPost, Post } from './post';

/**
 * A page that is not read, with the reason in words for people.
 * `wait` is true where the page may still become a post: its body is streamed, hidden or drawn later.
 */
export function noPost(reason: string, wait = false): NoPost {
  return { site: null, reason, wait };
}

export function isPost(read: Post | NoPost): read is Post {
  return read.site !== null;
}
