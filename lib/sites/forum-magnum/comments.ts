import { toIsoDate } from '../dates';
import { textOf } from '../dom';
import type { Author, PostComment } from '../post';
import { isShown } from '../shown';
import { profileOf } from './header';

const NODE = '.comments-node, .Answer-answer';

/**
 * The comments and answers in `scope`, in page order. A permalinked comment stands a second time above the title: the one
 * in the tree counts. Deleted, collapsed (no body) and single-line (cut off) ones are left out.
 */
export function forumComments(scope: Element, url: URL, postUrl: string): PostComment[] {
  const comments = new Map<string, PostComment>();
  const copies: PostComment[] = [];
  for (const node of scope.querySelectorAll(NODE)) {
    if (node.id === '') continue;
    const comment = readComment(node, url, postUrl);
    if (!comment) continue;
    if (node.closest('.CommentPermalink-root')) copies.push(comment);
    else if (!comments.has(comment.id)) comments.set(comment.id, comment);
  }
  for (const copy of copies) if (!comments.has(copy.id)) comments.set(copy.id, copy);
  return [...comments.values()];
}

function readComment(node: Element, url: URL, postUrl: string): PostComment | null {
  if (node.classList.contains('CommentFrame-deleted')) return null;
  const own = ownQuery(node);
  const body = own('.CommentBody-root, .CommentBody-commentStyling, .CommentBody-answerStyling');
  if (!body || own('.CommentDeletedMetadata-root') || !isShown(node)) return null;
  if (node.closest('.SideItems-sidebar, [contenteditable="true"]')) return null;
  return {
    id: node.id,
    author: authorOf(own, body, url),
    publishedAt: toIsoDate(own('time[datetime]')?.getAttribute('datetime')),
    url: `${postUrl}?commentId=${encodeURIComponent(node.id)}`,
    parentId: node.parentElement?.closest(NODE)?.id || null,
    body,
  };
}

type Query = (selector: string) => Element | null;

/**
 * Looks up the first match that is this comment's and not a reply's. Replies stand beside the item, so the search ends
 * there: a thread as deep as it is long would take quadratic time otherwise.
 */
function ownQuery(node: Element): Query {
  const first = node.querySelector('.CommentsItem-root');
  const item = first?.closest(NODE) === node ? first : null;
  if (item) return (selector) => item.querySelector(selector);
  return (selector) => {
    const match = node.querySelector(selector);
    return match?.closest(NODE) === node ? match : null;
  };
}

function authorOf(own: Query, body: Element, url: URL): Author | null {
  const named = own('.CommentUserName-author, .CommentsItemMeta-username, .Answer-author');
  const link = named?.querySelector('a[href*="/users/"]') ?? own('a[href*="/users/"]');
  if (link && !body.contains(link)) {
    const name = textOf(link);
    return name === '' ? null : { name, profile: profileOf(link.getAttribute('href'), url) };
  }
  const name = textOf(named);
  return name === '' || name === '[anonymous]' || name === '[deleted]' ? null : { name, profile: null };
}
