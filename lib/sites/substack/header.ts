import { toIsoDate } from '../dates';
import { absoluteUrl, metaContent, textOf } from '../dom';
import type { LinkedArticle } from '../json-ld';
import type { Author } from '../post';
import type { Preloads } from './preloads';

/** The title in the post's header, never the publication's name in the navigation bar (also an `<h1>`). */
export function substackTitle(document: Document, article: Element, linked: LinkedArticle | null): string {
  return (
    textOf(article.querySelector('h1.post-title')) || (linked?.headline ?? metaContent(document, 'og:title') ?? '')
  );
}

/** Authors from the page's own state, else JSON-LD, else the byline's links, else the one name in the metas. */
export function substackAuthors(
  document: Document,
  article: Element,
  linked: LinkedArticle | null,
  preloads: Preloads | null,
): Author[] {
  const bylines = preloads?.post?.publishedBylines ?? [];
  if (bylines.length > 0) {
    return bylines.map(({ name, handle }) => ({ name, profile: handle ? `https://substack.com/@${handle}` : null }));
  }
  const listed = (linked?.author ?? []).filter((author) => author.name !== '');
  if (listed.length > 0) return listed.map(({ name, url }) => ({ name, profile: absoluteUrl(url, document.baseURI) }));
  const links = article.querySelectorAll(
    '.byline-wrapper a[href*="substack.com/@"], .byline-names a, a.byline-profile-link',
  );
  const shown = new Map<string, Author>();
  for (const link of links) {
    const name = textOf(link);
    const profile = absoluteUrl(link.getAttribute('href'), document.baseURI)?.replace(/[?#].*$/, '') ?? null;
    if (name !== '') shown.set(name, { name, profile });
  }
  if (shown.size > 0) return [...shown.values()];
  const name = metaContent(document, 'author');
  return name ? [{ name, profile: null }] : [];
}

/** The exact instant from state, JSON-LD or a `<time>`; else the day in the byline ("Dec 19, 2025"). */
export function substackDate(article: Element, linked: LinkedArticle | null, preloads: Preloads | null): string | null {
  const exact =
    toIsoDate(preloads?.post?.post_date) ??
    toIsoDate(linked?.datePublished) ??
    toIsoDate(article.querySelector('.post-header time[datetime]')?.getAttribute('datetime'));
  if (exact) return exact;
  for (const line of article.querySelectorAll('.post-header .byline-wrapper div, .post-header .post-date')) {
    if (line.childElementCount > 0) continue;
    const day = toIsoDate(textOf(line));
    if (day) return day;
  }
  return null;
}
