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
  const body = own(node, '.CommentBody-root, .CommentBody-commentStyling, .CommentBody-answerStyling');
  if (!body || own(node, '.CommentDeletedMetadata-root') || !isShown(node)) return null;
  if (node.closest('.SideItems-sidebar, [contenteditable="true"]')) return null;
  return {
    id: node.id,
    author: authorOf(node, body, url),
    publishedAt: toIsoDate(own(node, 'time[datetime]')?.getAttribute('datetime')),
    url: `${postUrl}?commentId=${encodeURIComponent(node.id)}`,
    parentId: node.parentElement?.closest(NODE)?.id || null,
    body,
  };
}

/**
 * The first match that is this comment's and not a reply's. Replies stand beside the item, so that the search ends there: a
 * thread as deep as it is long would take quadratic time otherwise.
 */
function own(node: Element, selector: string): Element | null {
  const item = node.querySelector('.CommentsItem-root');
  const first = (item?.closest(NODE) === node ? item : node).querySelector(selector);
  return first && first.closest(NODE) === node ? first : null;
}

function authorOf(node: Element, body: Element, url: URL): Author | null {
  const named = own(node, '.CommentUserName-author, .CommentsItemMeta-username, .Answer-author');
  const link = named?.querySelector('a[href*="/users/"]') ?? own(node, 'a[href*="/users/"]');
  if (link && !body.contains(link)) {
    const name = textOf(link);
    return name === '' ? null : { name, profile: profileOf(link.getAttribute('href'), url) };
  }
  const name = textOf(named);
  return name === '' || name === '[anonymous]' || name === '[deleted]' ? null : { name, profile: null };
}
