import { noPost } from '../no-post';
import type { NoPost, Post, PostKind, SiteId, Turn } from '../post';
import { hasLayout } from '../shown';
import { type ForumAddress, forumAddress } from './address';
import { forumComments } from './comments';
import { forumHeader, metaId } from './header';
import { isForumNoise } from './noise';
import { chooseMounted, type MountedPost, mountedPosts } from './roots';
import { debateTurns, dialogueTurns } from './turns';

/** What tells the sites of the family apart. `family` starts the key: one for LessWrong and the Alignment Forum. */
export interface ForumSite {
  site: SiteId;
  family: 'lw' | 'eaf';
}

/** Reads a page of ForumMagnum's own front ends (LessWrong, Alignment Forum, EA Forum until its Tailwind successor). */
export function readForumMagnum(document: Document, url: URL, { site, family }: ForumSite): Post | NoPost {
  const address = forumAddress(url.pathname);
  if (!address) return noPost('This address is not that of a post.');
  const mounted = mountedPosts(document);
  if (mounted.length === 0) {
    // In a browser the post of this address may be drawn yet, after the page has loaded too (navigation inside the page).
    return noPost('There is no post on this page.', hasLayout(document));
  }
  const chosen = chooseMounted(mounted, address.id);
  if (!chosen.ok) return noPost(chosen.reason, true);
  const { body, scope } = chosen.value;
  const id = address.id ?? chosen.value.id ?? (mounted.length === 1 ? metaId(document) : null);
  if (!id) return noPost('The page does not say which post it shows.', true);

  const header = forumHeader(document, url, scope, id);
  const postUrl = addressOf(document, url, id, address);
  const turns = turnsOf(body, url);
  const comments = forumComments(scope, url, postUrl);
  const kind = kindOf(chosen.value, address, header.title, turns);
  if (kind !== 'quick-takes' && (body.textContent ?? '').trim() === '') return noPost('The post has no text.', true);
  return {
    site,
    kind,
    key: `${family}:${id}`,
    aliases: [],
    url: postUrl,
    ...header,
    bodies: kind === 'debate' ? turns.map((turn) => turn.body) : [body],
    turns,
    extent: isLoading(body) ? 'preview' : 'whole',
    comments,
    isNoise: isForumNoise,
  };
}

/** The address without query and fragment; slug-only and sequence routes are led back to the post's own. */
function addressOf(document: Document, url: URL, id: string, address: ForumAddress): string {
  if (address.isEvent) return `${url.origin}${url.pathname}`;
  const named = metaId(document) === id ? document.querySelector('meta[property="og:url"]') : null;
  const slug = address.slug ?? named?.getAttribute('content')?.split('/').at(-1) ?? null;
  return `${url.origin}/posts/${id}${slug && slug !== id ? `/${slug.replace(/[?#].*$/, '')}` : ''}`;
}

function turnsOf(body: Element, url: URL): Turn[] {
  return body.classList.contains('DebateBody-root') ? debateTurns(body, url) : dialogueTurns(body);
}

function kindOf({ body, scope }: MountedPost, address: ForumAddress, title: string, turns: Turn[]): PostKind {
  if (body.classList.contains('DebateBody-root')) return 'debate';
  if (turns.length > 0) return 'dialogue';
  if (address.isEvent || scope.querySelector('[class*="PostsPageEventData-"]')) return 'event';
  if (scope.querySelector('.PostsPageTitle-question, [class*="PostsPageQuestionContent-"], .Answer-answer')) {
    return 'question';
  }
  if (/(shortform|quick takes)$/i.test(title)) return 'quick-takes';
  return 'post';
}

/** After a click in a list the first part of a post stands alone, above a spinner, until the rest arrives. */
function isLoading(body: Element): boolean {
  const content = body.closest('.PostsPage-postContent') ?? body;
  return content.querySelector('.Loading-spinner, .DelayedLoading-spinner, [class*="ContentItemTruncated-"]') !== null;
}
