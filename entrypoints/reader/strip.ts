import { isInk } from '../../components/page/paints';
import type { StripMark } from '../../components/page/view';
import { boxAround, rectsOf } from './boxes';
import type { AnchoredHighlight, ShownPassage } from './session';

/** The nearest ancestor that scrolls the post, or null where the window does. */
export function scrollerOf(element: Element | undefined): Element | null {
  for (let at = element?.parentElement ?? null; at && at !== at.ownerDocument.body; at = at.parentElement) {
    if (at.scrollHeight <= at.clientHeight + 1) continue;
    if (/auto|scroll/u.test(getComputedStyle(at).overflowY)) return at;
  }
  return null;
}

/** Where claims and highlights stand, as fractions of what scrolls. Reads the layout. */
export function stripOf(
  scroller: Element | null,
  shown: readonly ShownPassage[],
  highlights: readonly AnchoredHighlight[],
): StripMark[] {
  const root = scroller ?? document.documentElement;
  const height = Math.max(1, root.scrollHeight);
  const origin = scroller ? scroller.getBoundingClientRect().top - scroller.scrollTop : -window.scrollY;
  const marks: StripMark[] = [];
  for (const { passage, claims } of shown) {
    const box = passage.element.getBoundingClientRect();
    if (box.height === 0) continue;
    for (const [at, claim] of claims.entries())
      marks.push({ at: (box.top - origin + at * 3) / height, type: claim.type, ink: isInk(claim) });
  }
  for (const { annotation, ranges } of highlights) {
    const box = boxAround(rectsOf(ranges));
    if (box) marks.push({ at: (box.top - origin) / height, type: annotation.type, ink: true });
  }
  return marks;
}
