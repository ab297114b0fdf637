import { noiseTest } from '../noise';
import { hasLayout } from '../shown';

/**
 * ForumMagnum's noise inside stored post HTML. Spoilers count as noise always: they are revealed by hovering alone, which
 * leaves no trace in the page, so tagging or quoting one anywhere would leak it. Closed details stay: they are text.
 */
export const isForumNoise = noiseTest({
  classes: [
    'spoilers',
    'spoiler',
    'spoiler-v2',
    'metaculus-preview',
    'manifold-preview',
    'metaforecast-preview',
    'owid-preview',
    'neuronpedia-preview',
    'estimaker-preview',
    'viewpoints-preview',
    'calendly-preview',
    'youtube-preview',
    'lwartifacts-preview',
    'elicit-binary-prediction',
    'strawpoll-embed',
    'iframe-widget',
    'ck-poll',
    'ck-cta-button',
    'review-results-table',
    'media',
    'dialogue-message-header',
    'CommentPermalink-root',
    'comments-node',
    'SideItems-sidebar',
    'LinkPostMessage-root',
    'PostsPage-dateAtBottom',
    'read-more-button',
    'code-block-menu',
    'bottom-post-meta',
    'link-post-link',
  ],
  classPrefixes: ['PostBodyPrefix-', 'SideCommentIcon-', 'GlossarySidebar-', 'PostsPagePostFooter-', 'FootnoteDialog-'],
  test: isHiddenCondition,
});

/** A block that the author shows to some readers only, and not to this one. */
function isHiddenCondition(element: Element): boolean {
  if (!element.classList.contains('conditionallyVisibleBlock')) return false;
  const view = element.ownerDocument.defaultView;
  if (hasLayout(element.ownerDocument) && view) return view.getComputedStyle(element).display === 'none';
  const style = element.getAttribute('style') ?? '';
  if (/display\s*:\s*none/i.test(style)) return true;
  return element.classList.contains('defaultHidden') && !/display\s*:/i.test(style);
}
