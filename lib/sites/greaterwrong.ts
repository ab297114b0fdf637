import { millisecondsToIso } from './dates';
import { textOf } from './dom';
import { forumAddress } from './forum-magnum/address';
import { profileOf, stripSiteName } from './forum-magnum/header';
import { isForumNoise } from './forum-magnum/noise';
import { noPost } from './no-post';
import type { Author, NoPost, Post, PostComment, SiteAdapter } from './post';

/** GreaterWrong shows two databases; a post has the key that it has on its own site. */
const FAMILIES: Readonly<Record<string, 'lw' | 'eaf'>> = {
  'www.greaterwrong.com': 'lw',
  'greaterwrong.com': 'lw',
  'ea.greaterwrong.com': 'eaf',
};

export const greaterwrong: SiteAdapter = {
  id: 'greaterwrong',
  matches: (url) => Object.hasOwn(FAMILIES, url.hostname),
  read: readGreaterWrong,
};

function readGreaterWrong(document: Document, url: URL): Post | NoPost {
  const address = forumAddress(url.pathname);
  if (!address) return noPost('This address is not that of a post.');
  const main = document.querySelector('main.post');
  const body = main?.querySelector('.post-body') ?? null;
  if (!main || !body) return noPost('There is no post on this page.');
  const id = address.id ?? idFromLink(main);
  if (!id) return noPost('The page does not say which post it shows.');
  if ((body.textContent ?? '').trim() === '') return noPost('The post has no text.');
  const meta = main.querySelector('.top-post-meta') ?? main.querySelector('.post-meta');
  const title = textOf(main.querySelector('h1.post-title')) || stripSiteName(document.title);
  const postUrl = `${url.origin}/posts/${id}${address.slug ? `/${address.slug}` : ''}`;
  return {
    site: 'greaterwrong',
    kind: address.isEvent ? 'event' : /(shortform|quick takes)$/i.test(title) ? 'quick-takes' : 'post',
    key: `${FAMILIES[url.hostname] ?? 'lw'}:${id}`,
    aliases: [],
    url: postUrl,
    title,
    authors: meta ? authorsOf(meta, url) : [],
    publishedAt: millisecondsToIso(meta?.querySelector('.date[data-js-date]')?.getAttribute('data-js-date') ?? null),
    bodies: [body],
    turns: [],
    extent: 'whole',
    comments: commentsOf(document, url, postUrl),
    isNoise: isForumNoise,
  };
}

/** The link to the post on its own site has the id. */
function idFromLink(main: Element): string | null {
  const href = main.querySelector('a.lw2-link')?.getAttribute('href') ?? '';
  return URL.canParse(href) ? (forumAddress(new URL(href).pathname)?.id ?? null) : null;
}

function authorsOf(meta: Element, url: URL): Author[] {
  const links = meta.querySelectorAll('a.author');
  return Array.from(links, (link) => ({
    name: link.getAttribute('data-full-name') || textOf(link),
    profile: profileOf(link.getAttribute('href'), url),
  })).filter((author) => author.name !== '');
}

function commentsOf(document: Document, url: URL, postUrl: string): PostComment[] {
  const comments = new Map<string, PostComment>();
  for (const item of document.querySelectorAll('#comments li.comment-item, .comments li.comment-item')) {
    const id = /^comment-(.+)$/.exec(item.id)?.[1];
    const comment = Array.from(item.children).find((child) => child.classList.contains('comment'));
    const body = comment?.querySelector('.comment-body');
    if (!id || !comment || !body || comment.classList.contains('deleted-comment') || comments.has(id)) continue;
    const link = comment.querySelector('.comment-meta a.author');
    const parent = item.parentElement?.closest('li.comment-item');
    comments.set(id, {
      id,
      author: link
        ? {
            name: link.getAttribute('data-full-name') || textOf(link),
            profile: profileOf(link.getAttribute('href'), url),
          }
        : null,
      publishedAt: millisecondsToIso(
        comment.querySelector('.comment-meta .date[data-js-date]')?.getAttribute('data-js-date') ?? null,
      ),
      url: `${postUrl}/comment/${encodeURIComponent(id)}`,
      parentId: parent ? (/^comment-(.+)$/.exec(parent.id)?.[1] ?? null) : null,
      body,
    });
  }
  return [...comments.values()];
}
