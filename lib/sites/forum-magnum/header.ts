import { toIsoDate } from '../dates';
import { absoluteUrl, metaContent, metaContents, parseUrl, textOf } from '../dom';
import { type LinkedArticle, linkedArticles } from '../json-ld';
import type { Author } from '../post';
import { forumAddress } from './address';

const FORUM_HOSTS = /^(?:www\.)?(?:lesswrong\.com|alignmentforum\.org)$|^forum\.effectivealtruism\.org$/;

export interface ForumHeader {
  title: string;
  authors: Author[];
  publishedAt: string | null;
  original?: string;
}

/**
 * Title, authors and date of the post in `scope`. The DOM of the post comes first for title and date; authors come from
 * `citation_author` (it lists co-authors) where the page's metas are this post's: they lag after navigation in the page.
 */
export function forumHeader(document: Document, url: URL, scope: Element, id: string | null): ForumHeader {
  const fresh = metasAreOf(document, id);
  const article = linkedArticles(scope).find((candidate) => articleIsOf(candidate, id)) ?? null;
  return {
    title: titleOf(document, scope, fresh) || (article?.headline ?? ''),
    authors: authorsOf(document, url, scope, fresh, article),
    publishedAt: dateOf(document, scope, fresh, article),
    ...(fresh ? originalOf(document, url) : {}),
  };
}

/** The canonical link of a post that stands first on its author's own site leads there; else to the post itself. */
function originalOf(document: Document, url: URL): { original?: string } {
  const named = absoluteUrl(document.querySelector('link[rel="canonical"]')?.getAttribute('href'), url);
  if (!named || FORUM_HOSTS.test(new URL(named).hostname)) return {};
  return { original: named.replace(/#.*$/, '') };
}

/** The id in the page's `og:url`, which every post route of these sites has. */
export function metaId(document: Document): string | null {
  const url = parseUrl(metaContent(document, 'og:url') ?? '');
  return url ? (forumAddress(url.pathname)?.id ?? null) : null;
}

function metasAreOf(document: Document, id: string | null): boolean {
  const named = metaId(document);
  return named === null || id === null || named === id;
}

function articleIsOf(article: LinkedArticle, id: string | null): boolean {
  const url = parseUrl(article.url ?? '');
  return url !== null && (id === null || forumAddress(url.pathname)?.id === id);
}

function titleOf(document: Document, scope: Element, fresh: boolean): string {
  const link = scope.querySelector('.PostsPageTitle-root') ?? scope.querySelector('h1#top');
  const shown = textOf(link).replace(/^\[Draft\]\s*/, '');
  if (shown !== '' || !fresh) return shown;
  return metaContent(document, 'citation_title') ?? stripSiteName(metaContent(document, 'og:title') ?? '');
}

/** "A title — LessWrong" → "A title". */
export function stripSiteName(title: string): string {
  return title.replace(/\s+[—–-]\s+(LessWrong|AI Alignment Forum|EA Forum|LessWrong 2\.0 viewer)$/, '');
}

function authorsOf(
  document: Document,
  url: URL,
  scope: Element,
  fresh: boolean,
  article: LinkedArticle | null,
): Author[] {
  const links = scope.querySelectorAll('.PostsAuthors-authorName a[href*="/users/"]');
  const shown = Array.from(links, (link) => ({
    name: textOf(link),
    profile: profileOf(link.getAttribute('href'), url),
  })).filter((author) => author.name !== '' && author.name !== '(hidden)');
  const cited = fresh ? [...new Set(metaContents(document, 'citation_author'))] : [];
  if (cited.length > 0) {
    return cited.map((name) => ({ name, profile: shown.find((author) => author.name === name)?.profile ?? null }));
  }
  if (shown.length > 0) return shown;
  return (article?.author ?? []).map(({ name, url: profile }) => ({ name, profile: profileOf(profile, url) }));
}

/** A profile's address without the page's tracking query. */
export function profileOf(href: string | null | undefined, url: URL): string | null {
  const absolute = absoluteUrl(href, url);
  return absolute ? absolute.replace(/[?#].*$/, '') : null;
}

function dateOf(document: Document, scope: Element, fresh: boolean, article: LinkedArticle | null): string | null {
  const date = scope.querySelector('.PostsPageDate-date, [class*="PostsPageDate-"], [class*="PostsPageEventData-"]');
  const instant = date?.querySelector('time')?.getAttribute('datetime') ?? null;
  return (
    toIsoDate(instant) ??
    toIsoDate(article?.datePublished) ??
    (fresh ? toIsoDate(metaContent(document, 'citation_publication_date')) : null) ??
    toIsoDate(textOf(date))
  );
}
