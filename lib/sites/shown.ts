/**
 * Whether an element is drawn. In a browser the layout says so. Without layout (a saved page in Node) an ancestor that is
 * `hidden` or has `display: none` in its own style hides it, except React's streamed segments (`<div hidden id="S:3">`):
 * there no script runs that would move them into place, so what they hold is taken as the page.
 */
export function isShown(element: Element): boolean {
  if (hasLayout(element.ownerDocument)) return element.checkVisibility();
  for (let at: Element | null = element; at; at = at.parentElement) {
    if (at.hasAttribute('hidden') && !isStreamedSegment(at)) return false;
    if (/display\s*:\s*none/i.test(at.getAttribute('style') ?? '')) return false;
  }
  return true;
}

/** True in a browser, where scripts run and a streamed body will be moved into place by the page itself. */
export function hasLayout(document: Document): boolean {
  return typeof document.documentElement?.checkVisibility === 'function';
}

/** A segment of a streamed React page that waits to be moved into its slot. */
export function isStreamedSegment(element: Element): boolean {
  return element.localName === 'div' && /^S:[0-9a-f]+$/.test(element.id);
}
