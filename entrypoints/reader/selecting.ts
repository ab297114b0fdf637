import { describe } from '../../lib/passages/describe';
import type { Selectors } from '../../lib/passages/passage';
import { spanOfRange } from '../../lib/passages/text-index';
import { boxAround, rectsOf } from './boxes';
import type { Desk } from './desk';

/** Fewer characters than this are a slip of the hand. */
const LEAST = 3;

export interface Chosen {
  selectors: Selectors;
  /** The passage that holds all of it, if one does. */
  passage: string | null;
}

/** Shows the bar below words that the reader selected in the post, and remembers which they were. */
export function watchSelection(desk: Desk, host: HTMLElement): { chosen: () => Chosen | null; close: () => void } {
  const { window, document, signal, store } = desk;
  let chosen: Chosen | null = null;
  let touching = false;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const close = () => {
    chosen = null;
    store.set({ selection: null });
  };
  const look = () => {
    timer = null;
    const view = store.get();
    if (signal.aborted || view.hidden || view.offHere || view.phase === 'off' || view.phase === 'gone') return;
    const { session } = desk;
    const selection = document.getSelection();
    if (!session || !selection || selection.isCollapsed || selection.rangeCount === 0) return;
    const range = selection.getRangeAt(0);
    const { index } = session.reading;
    const span = spanOfRange(index, range);
    const around = boxAround(rectsOf([range]));
    if (!span || !around || index.text.slice(span.start, span.end).trim().length < LEAST) return;
    const passage = session.reading.passageAt(span.start);
    chosen = {
      selectors: describe(index, span.start, span.end),
      passage: passage && span.end <= passage.end ? passage.id : null,
    };
    desk.painter.focus([]);
    store.set({
      card: null,
      selection: { around, text: index.text.slice(span.start, span.end), noting: false },
    });
  };
  const later = (wait: number) => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(look, wait);
  };

  window.addEventListener(
    'pointerup',
    (event) => {
      if (!event.isTrusted || event.target === host) return;
      touching = event.pointerType === 'touch';
      later(30);
    },
    { signal, passive: true, capture: true },
  );
  window.addEventListener(
    'keyup',
    (event) => {
      if (event.isTrusted && event.shiftKey && event.key.startsWith('Arrow') && document.activeElement !== host)
        later(250);
    },
    { signal, passive: true, capture: true },
  );
  document.addEventListener(
    'selectionchange',
    () => {
      const selection = document.getSelection();
      if (store.get().selection && !store.get().selection?.noting && selection?.isCollapsed !== false) close();
      // A phone's selection handles give no pointer events.
      else if (touching && selection?.isCollapsed === false) later(450);
    },
    { signal },
  );
  signal.addEventListener('abort', () => {
    if (timer !== null) clearTimeout(timer);
  });
  return { chosen: () => chosen, close };
}
