import type { Box } from '../../components/page/view';
import { boxOf, rectAt, rectsOf } from './boxes';
import type { CardKeeper, Target } from './card';
import type { Desk } from './desk';

const EVERY = 60;
/** Milliseconds over a passage before its card opens, and away from both before it closes. */
const OPENS = 260;
const OPENS_NEXT = 120;
const CLOSES = 320;

function caretAt(document: Document, x: number, y: number): { node: Node; offset: number } | null {
  if (typeof document.caretPositionFromPoint === 'function') {
    const caret = document.caretPositionFromPoint(x, y);
    return caret && { node: caret.offsetNode, offset: caret.offset };
  }
  const range = document.caretRangeFromPoint(x, y);
  return range && { node: range.startContainer, offset: range.startOffset };
}

/** What is marked at a point of the window, and the line there. The reader's own highlight comes before a claim. */
export function targetAt(desk: Desk, x: number, y: number): { target: Target; line: Box } | null {
  const { session } = desk;
  const caret = session && caretAt(desk.document, x, y);
  if (!session || !caret) return null;
  const position = session.reading.index.positionOf(caret.node, caret.offset);
  if (position === null) return null;
  for (const { annotation, start, end, ranges } of session.highlights) {
    if (position < start || position > end) continue;
    const line = rectAt(rectsOf(ranges), x, y);
    if (line) return { target: { kind: 'highlight', id: annotation.id }, line: boxOf(line) };
  }
  const passage = session.reading.passageAt(position);
  if (!passage) return null;
  const shown = session.shown(desk.store.get().settings).find((one) => one.passage === passage);
  // Where two claims share the words under the pointer, the one with fewer words is meant.
  const marks = [...(shown?.marks ?? [])].sort((a, b) => a.end - a.start - (b.end - b.start));
  for (const mark of marks) {
    const line = rectAt(rectsOf(session.reading.rangesOfPart(passage, mark)), x, y);
    if (line) return { target: { kind: 'claim', passage: passage.id, type: mark.type }, line: boxOf(line) };
  }
  return null;
}

const sameTarget = (a: Target | null, b: Target | null) =>
  a?.kind === 'claim' && b?.kind === 'claim'
    ? a.passage === b.passage && a.type === b.type
    : a?.kind === 'highlight' && b?.kind === 'highlight' && a.id === b.id;

/** Opens the card for what the pointer rests on; nothing of the page is touched, only asked what stands at a point. */
export function watchPointer(desk: Desk, keeper: CardKeeper, host: HTMLElement): { hold: (held: boolean) => void } {
  const { window, signal } = desk;
  let held = false;
  let opening: ReturnType<typeof setTimeout> | null = null;
  let closing: ReturnType<typeof setTimeout> | null = null;
  let next: Target | null = null;
  let lastLook = 0;
  let trailing: ReturnType<typeof setTimeout> | null = null;

  const stop = (timer: ReturnType<typeof setTimeout> | null) => {
    if (timer !== null) clearTimeout(timer);
    return null;
  };
  const shows = () => {
    const view = desk.store.get();
    return !view.hidden && !view.offHere && view.phase !== 'off' && view.phase !== 'gone' && view.selection === null;
  };
  /** Opened by key, or being written in: the pointer leaves it alone. */
  const isPinned = () => {
    const { card } = desk.store.get();
    return card !== null && (card.byKeyboard || card.mode !== 'look');
  };

  const leave = () => {
    next = null;
    opening = stop(opening);
    if (closing !== null || isPinned() || !keeper.target()) return;
    closing = setTimeout(() => {
      closing = null;
      if (!held && !isPinned()) keeper.close();
    }, CLOSES);
  };
  const look = (x: number, y: number) => {
    lastLook = performance.now();
    if (!shows() || isPinned()) return;
    const found = targetAt(desk, x, y);
    if (!found) return leave();
    if (sameTarget(found.target, keeper.target())) {
      closing = stop(closing);
      opening = stop(opening);
      next = null;
      return;
    }
    if (sameTarget(found.target, next)) return;
    opening = stop(opening);
    next = found.target;
    opening = setTimeout(
      () => {
        opening = null;
        next = null;
        if (held || isPinned() || !shows()) return;
        closing = stop(closing);
        keeper.open(found.target, { byKeyboard: false, near: found.line });
      },
      keeper.target() ? OPENS_NEXT : OPENS,
    );
  };

  window.addEventListener(
    'pointermove',
    (event) => {
      if (!event.isTrusted || event.pointerType === 'touch' || event.buttons !== 0) return;
      trailing = stop(trailing);
      if (event.target === host) return;
      const { clientX, clientY } = event;
      const wait = EVERY - (performance.now() - lastLook);
      if (wait <= 0) look(clientX, clientY);
      else trailing = setTimeout(() => look(clientX, clientY), wait);
    },
    { signal, passive: true, capture: true },
  );
  // A tap, or an impatient click, opens at once; a click elsewhere closes what a key had opened.
  window.addEventListener(
    'click',
    (event) => {
      if (!event.isTrusted || event.target === host || !shows()) return;
      const element = event.target instanceof Element ? event.target : null;
      if (element?.closest('a, button, summary, input, textarea, select, label, [role=button]')) return;
      if (desk.document.getSelection()?.isCollapsed === false) return;
      const found = targetAt(desk, event.clientX, event.clientY);
      if (found) keeper.open(found.target, { byKeyboard: false, near: found.line });
      else if (keeper.target() && desk.store.get().card?.mode !== 'note') keeper.close();
      if (desk.store.get().open === 'menu') desk.store.set({ open: null });
    },
    { signal, capture: true },
  );
  signal.addEventListener('abort', () => {
    opening = stop(opening);
    closing = stop(closing);
    trailing = stop(trailing);
  });
  return {
    hold: (value) => {
      held = value;
      if (value) closing = stop(closing);
      else leave();
    },
  };
}
