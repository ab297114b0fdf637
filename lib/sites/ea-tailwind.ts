import { toIsoDate } from './dates';
import { metaContents, textOf } from './dom';
import { forumAddress } from './forum-magnum/address';
import { metaId, profileOf, stripSiteName } from './forum-magnum/header';
import { isForumNoise } from './forum-magnum/noise';
import { linkedArticles } from './json-ld';
import { noPost } from './no-post';
import type { Author, NoPost, Post, PostComment } from './post';
import { isShown } from './shown';

const PAGE = '[data-component="PostsPage"]';
const ITEM = '[data-component="CommentItem"]';

/** The EA Forum's successor has no named classes; its hooks are `data-component` attributes. */
export function isTailwindPage(document: Document): boolean {
  return document.querySelector(`${PAGE}, [data-component="PostBody"]`) !== null;
}

export function readEaTailwind(document: Document, url: URL): Post | NoPost {
  const address = forumAddress(url.pathname);
  if (!address) return noPost('This address is not that of a post.');
  const bodies = Array.from(document.querySelectorAll('[data-component="PostBody"]')).filter(
    (candidate) => !candidate.closest(ITEM) && isShown(candidate),
  );
  const body = bodies.at(-1);
  if (!body) return noPost('The post is not drawn yet.', true);
  if ((body.textContent ?? '').trim() === '') return noPost('The post has no text.', true);
  const id = address.id ?? metaId(document);
  if (!id) return noPost('The page does not say which post it shows.', true);
  const page = body.closest(PAGE) ?? document.body;
  const article = linkedArticles(document).find((candidate) => candidate.url?.includes(id)) ?? null;
  const heading = page.querySelector('h1#top') ?? page.querySelector('h1');
  const postUrl = `${url.origin}/posts/${id}${address.slug ? `/${address.slug}` : ''}`;
  const authors = authorsOf(document, page, body, url, id);
  return {
    site: 'eaforum',
    kind: address.isEvent ? 'event' : 'post',
    key: `eaf:${id}`,
    aliases: [],
    url: postUrl,
    title: textOf(heading) || (article?.headline ?? stripSiteName(document.title)),
    authors: authors.length > 0 ? authors : (article?.author ?? []).map(({ name }) => ({ name, profile: null })),
    publishedAt: toIsoDate(article?.datePublished) ?? toIsoDate(headerDate(page, body)),
    bodies: [body],
    turns: [],
    extent: 'whole',
    comments: commentsOf(page, url, postUrl),
    isNoise: isForumNoise,
  };
}

function before(element: Element, body: Element): boolean {
  return (body.compareDocumentPosition(element) & 2) !== 0;
}

/** Co-authors are listed in the metas; the header, between title and body, links each to a profile. */
function authorsOf(document: Document, page: Element, body: Element, url: URL, id: string): Author[] {
  const links = Array.from(page.querySelectorAll('a[href*="/users/"]')).filter((link) => before(link, body));
  const shown = links
    .map((link) => ({ name: textOf(link), profile: profileOf(link.getAttribute('href'), url) }))
    .filter((author) => author.name !== '');
  const cited = metaId(document) === id ? metaContents(document, 'citation_author') : [];
  if (cited.length > 0) {
    return cited.map((name) => ({ name, profile: shown.find((author) => author.name === name)?.profile ?? null }));
  }
  return shown.filter((author, at) => shown.findIndex((other) => other.profile === author.profile) === at);
}

/** The header's short date ("9 min read · May 9, 2023"), or an exact `<time>` where there is one. */
function headerDate(page: Element, body: Element): string | null {
  const time = page.querySelector('time[datetime]');
  if (time && before(time, body)) return time.getAttribute('datetime');
  for (const line of page.querySelectorAll('div, span, p')) {
    if (line.contains(body) || !before(line, body)) continue;
    const date = /([A-Z][a-z]{2,8} \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]{2,8} \d{4})\s*$/.exec(textOf(line));
    if (date?.[1]) return date[1];
  }
  return null;
}

function commentsOf(page: Element, url: URL, postUrl: string): PostComment[] {
  const comments = new Map<string, PostComment>();
  for (const item of page.querySelectorAll(ITEM)) {
    const article = Array.from(item.children).find((child) => child.localName === 'article');
    const body = article?.querySelector('[data-component="CommentBody"]');
    if (!article?.id || !body || comments.has(article.id) || !isShown(article)) continue;
    const link = Array.from(article.querySelectorAll('a[href*="/users/"]')).find(
      (candidate) => !body.contains(candidate),
    );
    const parent = item.parentElement?.closest(ITEM);
    comments.set(article.id, {
      id: article.id,
      author: link ? { name: textOf(link), profile: profileOf(link.getAttribute('href'), url) } : null,
      publishedAt: toIsoDate(article.querySelector('time[datetime]')?.getAttribute('datetime')),
      url: `${postUrl}?commentId=${encodeURIComponent(article.id)}`,
      parentId: parent?.querySelector('article')?.id || null,
      body,
    });
  }
  return [...comments.values()];
}
