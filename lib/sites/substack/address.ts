/** What a Substack address names: a post by slug (publication) or number (reader app), or something that is no post. */
export type SubstackAddress =
  | { kind: 'post'; slug: string | null; postId: string | null }
  | { kind: 'other'; reason: string };

const APP_HOSTS = new Set(['substack.com', 'www.substack.com']);

/** Hosts of Substack itself: the reader app and `<publication>.substack.com`. */
export function isSubstackHost(hostname: string): boolean {
  return APP_HOSTS.has(hostname) || /^[a-z0-9-]+\.substack\.com$/.test(hostname);
}

export function isAppHost(hostname: string): boolean {
  return APP_HOSTS.has(hostname);
}

export function substackAddress(url: URL): SubstackAddress {
  const path = url.pathname;
  if (isAppHost(url.hostname)) {
    if (/^\/@[^/]+\/note\//.test(path)) return { kind: 'other', reason: 'This is a single note, not a post.' };
    const app = /^\/(?:home\/post|@[^/]+)\/p-(\d+)\/?$/.exec(path) ?? /^\/inbox\/post\/(\d+)\/?$/.exec(path);
    if (app?.[1]) return { kind: 'post', slug: null, postId: app[1] };
    return { kind: 'other', reason: 'This address is not that of a post.' };
  }
  const post = /^\/p\/([^/]+)(?:\/comments|\/comment\/\d+)?\/?$/.exec(path);
  if (post?.[1]) return { kind: 'post', slug: post[1], postId: null };
  return { kind: 'other', reason: 'This address is not that of a post.' };
}
