import { parseUrl } from '../dom';
import { previewImage } from './fingerprint';
import type { Preloads } from './preloads';

/** Everything that may name the post. `preloads` only where it is this page's post. */
export interface SubstackClues {
  document: Document;
  url: URL;
  /** The slug and number in the address. */
  slug: string | null;
  postId: string | null;
  article: Element;
  preloads: Preloads | null;
  /** The state that the page was loaded with, whichever post it is about: its lists of posts and publication hold. */
  state: Preloads | null;
}

export interface SubstackIdentity {
  key: string;
  aliases: string[];
  /** The address to send a reader back to. */
  url: string;
}

/**
 * The key is the post's number: slug and host may change. Where the page does not tell it, host and slug are the key; where
 * it does, every known host and slug is an alias, so that a post stored under one of them is found again.
 */
export function substackIdentity(clues: SubstackClues): SubstackIdentity {
  const { document, url, slug, preloads, state } = clues;
  const canonical = canonicalUrl(document);
  const postId = clues.postId ?? postNumber(clues, canonical);
  const preview = previewImage(document);
  const hosts = new Set<string>();
  if (slug) hosts.add(url.hostname);
  const named = slug ?? slugOf(canonical) ?? preloads?.post?.slug ?? null;
  if (canonical && slugOf(canonical) === named) hosts.add(canonical.hostname);
  if (state?.pub?.subdomain) hosts.add(`${state.pub.subdomain}.substack.com`);
  if (state?.pub?.custom_domain) hosts.add(state.pub.custom_domain);
  if (preview && preview.postId === postId) hosts.add(`${preview.publication}.substack.com`);
  const names = named ? [...hosts].map((host) => `substack:${host}/${named}`) : [];
  const back = slug ? `${url.origin}/p/${slug}` : `${url.origin}${url.pathname}`;
  const [first = `url:${back}`, ...rest] = names;
  return postId ? { key: `substack:${postId}`, aliases: names, url: back } : { key: first, aliases: rest, url: back };
}

function canonicalUrl(document: Document): URL | null {
  return parseUrl(document.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? '');
}

function slugOf(url: URL | null): string | null {
  return url ? (/^\/p\/([^/]+)\/?$/.exec(url.pathname)?.[1] ?? null) : null;
}

/** The number, from the strongest sign to the weakest. Signs in the head are this post's only where its slug is. */
function postNumber({ document, slug, article, preloads, state }: SubstackClues, canonical: URL | null): string | null {
  if (preloads?.post) return String(preloads.post.id);
  const listed = [...(state?.newPosts ?? []), ...(state?.pinnedPosts ?? [])].find((post) => post.slug === slug);
  if (listed) return String(listed.id);
  const app = canonical ? /^\/home\/post\/p-(\d+)$/.exec(canonical.pathname)?.[1] : undefined;
  if (app) return app;
  const stale = canonical !== null && slugOf(canonical) !== null && slugOf(canonical) !== slug;
  const preview = stale ? null : previewImage(document);
  if (preview) return preview.postId;
  const footnote = article.querySelector('.footnote-anchor[id^="footnote-anchor-"]')?.id ?? '';
  const fromFootnote = /^footnote-anchor-\d+-(\d+)$/.exec(footnote)?.[1];
  if (fromFootnote) return fromFootnote;
  const heading = article.querySelector('[data-href*="/i/"]')?.getAttribute('data-href') ?? '';
  const fromHeading = /\/i\/(\d+)\//.exec(heading)?.[1];
  if (fromHeading) return fromHeading;
  const paywall = article.querySelector('.paywall a[href*="utm_content="]')?.getAttribute('href') ?? '';
  return /utm_content=(\d+)/.exec(paywall)?.[1] ?? null;
}
