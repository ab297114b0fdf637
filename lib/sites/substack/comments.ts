import { toIsoDate } from '../dates';
import { absoluteUrl, textOf } from '../dom';
import type { Author, PostComment } from '../post';
import { isShown } from '../shown';

/** The comments below a post. A `.comment` inside the body is an embedded note of somebody else's and is left out. */
export function substackComments(document: Document, postUrl: string): PostComment[] {
  const comments = new Map<string, PostComment>();
  for (const node of document.querySelectorAll('.comment-list .comment')) {
    const anchor = Array.from(node.children).find((child) => /^comment-\d+$/.test(child.id));
    const id = anchor?.id.slice('comment-'.length);
    const body = own(node, '.comment-body');
    if (!id || !body || comments.has(id) || node.closest('.body.markup') || !isShown(node)) continue;
    if (/^(comment (deleted|removed)|deleted)$/i.test(textOf(body))) continue;
    comments.set(id, {
      id,
      author: authorOf(node, document),
      publishedAt: toIsoDate(own(node, `a[href*="/comment/${id}"][title]`)?.getAttribute('title')),
      url: `${postUrl}/comment/${id}`,
      parentId: parentOf(node),
      body,
    });
  }
  return [...comments.values()];
}

function own(node: Element, selector: string): Element | null {
  const first = node.querySelector(selector);
  return first && first.closest('.comment') === node ? first : null;
}

function parentOf(node: Element): string | null {
  const parent = node.parentElement?.closest('.comment');
  const anchor = Array.from(parent?.children ?? []).find((child) => /^comment-\d+$/.test(child.id));
  return anchor ? anchor.id.slice('comment-'.length) : null;
}

function authorOf(node: Element, document: Document): Author | null {
  const profile = own(node, 'a[href*="substack.com/profile/"], a[href*="substack.com/@"]');
  const label = own(node, '.comment-content[aria-label]')?.getAttribute('aria-label') ?? '';
  const name = /^Comment by (.+)$/.exec(label)?.[1] ?? textOf(own(node, '.commenter-name'));
  if (name === '') return null;
  const href = absoluteUrl(profile?.getAttribute('href'), document.baseURI);
  return { name, profile: href ? href.replace(/[?#].*$/, '') : null };
}
