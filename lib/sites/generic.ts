import { Readability } from '@mozilla/readability';
import { toIsoDate } from './dates';
import { metaContent, metaContents, parseUrl, textOf } from './dom';
import { linkedArticles } from './json-ld';
import { noPost } from './no-post';
import { noiseTest } from './noise';
import type { Author, NoPost, Post, SiteAdapter } from './post';

/** Any other page, by Mozilla's Readability. It comes last, and only where the reader asks for it. */
export const generic: SiteAdapter = { id: 'generic', matches: () => true, read: readGeneric };

/** Marks a clone's elements with their place in the page, so that what Readability keeps is found in the page itself. */
const MARK = 'data-cruxlight-place';
/** Readability's own default: with less than this it tries again, less strictly. */
const MIN_CHARACTERS = 500;
/** What it has found at last is a list or a shell where it is shorter. */
const MIN_ARTICLE = 250;

/** Parameters that say where a reader came from, not which page this is. */
const TRACKING = /^(utm_.*|fbclid|gclid|mc_cid|mc_eid|ref|ref_src|source|s|r|igshid|si)$/i;

function readGeneric(document: Document, url: URL): Post | NoPost {
  if (!document.body) return noPost('The page is empty.');
  const clone = document.cloneNode(true) as Document;
  const places = Array.from(document.body.querySelectorAll('*'));
  const copies = clone.body.querySelectorAll('*');
  copies.forEach((copy, place) => {
    copy.setAttribute(MARK, String(place));
  });
  const article = new Readability<Element>(clone, {
    charThreshold: MIN_CHARACTERS,
    serializer: (content) => content as Element,
  }).parse();
  if (!article?.content || (article.textContent ?? '').trim().length < MIN_ARTICLE) {
    return noPost('No article was found on this page.');
  }
  const kept = new Set<Element>();
  for (const copy of article.content.querySelectorAll(`[${MARK}]`)) {
    const place = places[Number(copy.getAttribute(MARK))];
    if (place) kept.add(place);
  }
  const body = commonAncestor([...kept]);
  if (!body) return noPost('No article was found on this page.');
  const linked = linkedArticles(document)[0] ?? null;
  const canonical = canonicalUrl(document, url);
  const onPath = pathTo(kept, body);
  const isNoise = noiseTest({ test: (element) => !onPath.has(element) && !isInsideKept(element, kept, body) });
  return {
    site: 'generic',
    kind: 'page',
    key: `url:${canonical}`,
    aliases: [],
    url: canonical,
    title: titleOf(document, article.title?.trim() || document.title.trim()),
    authors: authorsOf(document, linked?.author ?? [], article.byline ?? null),
    publishedAt:
      toIsoDate(linked?.datePublished) ??
      toIsoDate(metaContent(document, 'article:published_time')) ??
      toIsoDate(article.publishedTime),
    bodies: [body],
    turns: [],
    extent: 'whole',
    comments: [],
    isNoise,
  };
}

/** The title without the site's name, where a heading on the page is its beginning. */
function titleOf(document: Document, title: string): string {
  const headings = Array.from(document.querySelectorAll('h1'), textOf);
  return headings.find((heading) => heading !== '' && title.startsWith(heading)) ?? title;
}

/** The page's address without tracking parts and fragment. The canonical link is used only where it is on the same host. */
function canonicalUrl(document: Document, url: URL): string {
  const named = parseUrl(document.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? '', url);
  const chosen = new URL(named && named.host === url.host ? named.href : url.href);
  chosen.hash = '';
  for (const name of [...chosen.searchParams.keys()]) if (TRACKING.test(name)) chosen.searchParams.delete(name);
  return chosen.href;
}

function authorsOf(document: Document, linked: { name: string }[], byline: string | null): Author[] {
  const names = linked.length > 0 ? linked.map(({ name }) => name) : metaContents(document, 'author');
  const found = names.length > 0 ? names : byline ? [byline.trim().replace(/^by\s+/i, '')] : [];
  return [...new Set(found)].filter((name) => name !== '').map((name) => ({ name, profile: null }));
}

function commonAncestor(elements: Element[]): Element | null {
  const [first, ...others] = elements;
  let common: Element | null = first ?? null;
  for (const other of others) while (common && !common.contains(other)) common = common.parentElement;
  return common;
}

/** Kept elements and everything between them and the body. */
function pathTo(kept: Set<Element>, body: Element): Set<Element> {
  const path = new Set<Element>([body]);
  for (const element of kept) {
    for (let at: Element | null = element; at && !path.has(at); at = at.parentElement) path.add(at);
  }
  return path;
}

/** Readability rewrites some wrappers (their marks are lost); what stands in a kept block of text is text. */
function isInsideKept(element: Element, kept: Set<Element>, body: Element): boolean {
  for (let at = element.parentElement; at && at !== body; at = at.parentElement) {
    if (kept.has(at))
      return /^(p|li|blockquote|h[1-6]|td|th|dd|dt|a|b|i|em|strong|span|code|sup|sub)$/.test(at.localName);
  }
  return false;
}
