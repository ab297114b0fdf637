import { describe } from '../../lib/passages/describe';
import type { Selectors } from '../../lib/passages/passage';
import { spanOfRange } from '../../lib/passages/text-index';
import { boxAround, rectsOf } from './boxes';
import type { Desk } from './desk';
import type { Flow } from './flow';
import type { Session } from './session';

/** Fewer characters than this are a slip of the hand. */
const LEAST = 3;

export interface Chosen {
  selectors: Selectors;
  /** The passage that holds all of it, if one does. */
  passage: string | null;
}

/** The reader's selection, or null where nothing is selected. */
function selected(document: Document): Range | null {
  const selection = document.getSelection();
  return selection && !selection.isCollapsed && selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
}

function spanIn({ reading: { index } }: Session, range: Range): { start: number; end: number } | null {
  const span = spanOfRange(index, range);
  return span && index.text.slice(span.start, span.end).trim().length >= LEAST ? span : null;
}

/** What a range of the page is now: never from what the page was when it was last read. */
async function chosenIn(range: Range, flow: Flow): Promise<Chosen | null> {
  const session = await flow.now(range, { told: true });
  const span = session && spanIn(session, range);
  if (!session || !span) return null;
  const passage = session.reading.passageAt(span.start);
  return {
    selectors: describe(session.reading.index, span.start, span.end),
    passage: passage && span.end <= passage.end ? passage.id : null,
  };
}

export interface Selecting {
  /** Describes the words that the bar stands below, or without a bar those selected now. */
  chosen: () => Promise<Chosen | null>;
  close: () => void;
}

/** Shows the bar below words that the reader selected in the post, and remembers which they were. */
export function watchSelection(desk: Desk, flow: Flow, host: HTMLElement): Selecting {
  const { window, document, signal, store } = desk;
  let kept: Range | null = null;
  let touching = false;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const close = () => {
    kept = null;
    store.set({ selection: null });
  };
  const look = async () => {
    timer = null;
    const view = store.get();
    if (signal.aborted || view.hidden || view.offHere || view.phase === 'off' || view.phase === 'gone') return;
    const range = selected(document)?.cloneRange();
    const session = range && (await flow.now(range));
    // While the page was read anew, the reader may have let go.
    if (!range || !session || signal.aborted || !selected(document)) return;
    const span = spanIn(session, range);
    const around = boxAround(rectsOf([range]));
    if (!span || !around) return;
    kept = range;
    desk.painter.focus([]);
    const text = session.reading.index.text.slice(span.start, span.end);
    store.set({ card: null, selection: { around, text, noting: false } });
  };
  const later = (wait: number) => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void look(), wait);
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
  return {
    chosen: async () => {
      const range = kept ?? selected(document)?.cloneRange();
      return range ? chosenIn(range, flow) : null;
    },
    close,
  };
}
