import { isShown } from '../shown';
import { forumAddress } from './address';

/** One post as mounted in the page: a page may hold several (kept routes, the feed's dialog), of which one is read. */
export interface MountedPost {
  body: Element;
  /** The largest element that belongs to this post alone: header, body and comments. */
  scope: Element;
  /** The id in the title's link, where there is one. */
  id: string | null;
}

/** The body, in order of age: today's, the 2023 front end's, and the debates that have no `#postContent`. */
const BODY = ['[id="postContent"]', '.PostsPage-postContent > .commentOnSelection', '.DebateBody-root'];

/** Every mounted post in document order. Ids repeat on these pages, so they are matched as attributes. */
export function mountedPosts(document: Document): MountedPost[] {
  const found = Array.from(document.querySelectorAll(BODY.join(', ')));
  const bodies = found.filter((body) => !found.some((other) => other !== body && body.contains(other)));
  return bodies.map((body) => {
    const scope = scopeOf(body, bodies);
    return { body, scope, id: titleId(scope) };
  });
}

/** The highest ancestor that holds no other post's body and stays inside the feed's dialog. */
function scopeOf(body: Element, bodies: Element[]): Element {
  let scope = body;
  for (let at = body.parentElement; at; at = at.parentElement) {
    if (bodies.some((other) => other !== body && at.contains(other))) break;
    scope = at;
    if (at.getAttribute('role') === 'dialog') break;
  }
  return scope;
}

function titleId(scope: Element): string | null {
  const href = scope.querySelector('.PostsPageTitle-root .PostsPageTitle-link')?.getAttribute('href');
  return href ? (forumAddress(href.replace(/^https?:\/\/[^/]+/, '').replace(/[?#].*$/, ''))?.id ?? null) : null;
}

/**
 * The mounted post that the reader sees: shown, and with the address's id where both have one. Of several shown ones the
 * last is on top (the feed opens its dialog at the end of the page).
 */
export function chooseMounted(
  mounted: MountedPost[],
  id: string | null,
): { ok: true; value: MountedPost } | { ok: false; reason: string } {
  const shown = mounted.filter((post) => isShown(post.body));
  if (shown.length === 0) return { ok: false, reason: 'The post is not drawn yet.' };
  const fitting = shown.filter((post) => !id || !post.id || post.id === id);
  const chosen = fitting.filter((post) => post.id === id).at(-1) ?? fitting.at(-1);
  if (!chosen) return { ok: false, reason: 'The page still shows another post than its address names.' };
  return { ok: true, value: chosen };
}
