import { linkedArticles } from './json-ld';
import { noPost } from './no-post';
import type { NoPost, Post, SiteAdapter } from './post';
import { hasLayout, isShown } from './shown';
import { isAppHost, isSubstackHost, substackAddress } from './substack/address';
import { substackComments } from './substack/comments';
import { isSubstackPage } from './substack/fingerprint';
import { substackAuthors, substackDate, substackTitle } from './substack/header';
import { substackIdentity } from './substack/identity';
import { isSubstackNoise } from './substack/noise';
import { preloadsOf } from './substack/preloads';

/** Publications on substack.com, the reader app, and publications on domains of their own (known by fingerprint). */
export const substack: SiteAdapter = {
  id: 'substack',
  matches: (url, document) => isSubstackHost(url.hostname) || isSubstackPage(document),
  read: readSubstack,
};

function readSubstack(document: Document, url: URL): Post | NoPost {
  const address = substackAddress(url);
  if (address.kind === 'other') return noPost(address.reason);
  const body = chooseBody(document, address.postId);
  if (!body) {
    return noPost('There is no post on this page.', hasLayout(document) && !/\/comments?(\/|$)/.test(url.pathname));
  }
  if ((body.textContent ?? '').trim() === '') return noPost('The post has no text.', true);
  const article = body.closest('article') ?? document.body;
  const state = preloadsOf(document);
  const isCurrent = state?.post
    ? address.slug === state.post.slug || address.postId === String(state.post.id)
    : state !== null;
  const preloads = isCurrent ? state : null;
  const identity = substackIdentity({
    document,
    url,
    slug: address.slug,
    postId: address.postId,
    article,
    preloads,
    state,
  });
  const linked =
    linkedArticles(document).find(({ url: named }) => named && names(named, address.slug, address.postId)) ?? null;
  return {
    site: 'substack',
    kind: 'post',
    ...identity,
    title: substackTitle(document, article, linked),
    authors: substackAuthors(document, article, linked, preloads),
    publishedAt: substackDate(article, linked, preloads),
    bodies: [body],
    turns: [],
    extent: isGated(article) ? 'preview' : 'whole',
    comments: isAppHost(url.hostname) ? [] : substackComments(document, identity.url),
    isNoise: isSubstackNoise,
  };
}

function names(url: string, slug: string | null, postId: string | null): boolean {
  const path = URL.canParse(url) ? new URL(url).pathname : '';
  return (slug !== null && path === `/p/${slug}`) || (postId !== null && path.endsWith(`/p-${postId}`));
}

/**
 * The body that the reader sees. E-mails and embeds also use `.body.markup`, so it must stand in a post's article. The app
 * may have several mounted: the one that links its own number wins, else the last, which is on top.
 */
function chooseBody(document: Document, postId: string | null): Element | null {
  const bodies = Array.from(
    document.querySelectorAll('article.post .body.markup, article.newsletter-post .body.markup'),
  );
  const shown = bodies.filter((body) => isShown(body) && !body.parentElement?.closest('.body.markup'));
  const named = postId
    ? shown.find((body) =>
        body
          .closest('article')
          ?.querySelector(`[id$="-${postId}"], [href*="p-${postId}"], [data-href*="/i/${postId}/"]`),
      )
    : undefined;
  return named ?? shown.at(-1) ?? null;
}

/** A paywall in the article itself. The one in a hidden dialog only says that subscribers alone may comment. */
function isGated(article: Element): boolean {
  return Array.from(article.querySelectorAll('.paywall, [data-testid="paywall"]')).some(
    (wall) => !wall.classList.contains('modal-paywall') && !wall.closest('.modal, .body.markup'),
  );
}
