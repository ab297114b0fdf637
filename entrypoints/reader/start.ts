import { namesOf } from '../../components/page/mark-names';
import { mountOverlay } from '../../components/page/mount';
import { Painter } from '../../components/page/painter';
import { PALETTE_NAMES } from '../../components/page/palette';
import { createStore } from '../../components/page/store';
import type { PageActions, PageView } from '../../components/page/view';
import { createActions } from './actions';
import { answerCalls } from './answers';
import { createCardKeeper } from './card';
import { type Desk, FIRST_VIEW, statusOf, toast } from './desk';
import { createFlow, plainly } from './flow';
import { watchPointer } from './hover';
import { watchKeys } from './keyboard';
import { asker, isAlive, tellPanels } from './library';
import { type Selecting, watchSelection } from './selecting';
import { createShow } from './show';
import { idle } from './slices';
import { watchPage } from './watch';

/** The reader at work on a page. */
export interface Reader {
  /** False once the extension it belongs to was updated or switched off. */
  alive: () => boolean;
  stop: () => void;
  /** The reader asked for this very page: read it even if no site adapter knows it. */
  readAnyPage: () => void;
}

/** Says once, calmly, that this page's reader has been left behind, and takes everything else down. */
const UPDATED = 'Cruxlight was updated or switched off. Reload the page to go on.';
const UPDATED_FOR = 12_000;

export function startReader(window: Window): Reader {
  const { document } = window;
  const work = new AbortController();
  const store = createStore<PageView>({ ...FIRST_VIEW, site: window.location.hostname });
  // Left by a reader that an update ended before it could clear up, as Firefox does.
  for (const name of PALETTE_NAMES.flatMap(namesOf)) CSS.highlights.delete(name);
  const painter = new Painter(CSS.highlights, (ranges) => new Highlight(...ranges));
  let telling: ReturnType<typeof setTimeout> | null = null;

  const left = () => {
    if (work.signal.aborted) return;
    work.abort();
    store.set({ phase: 'gone', card: null, selection: null, open: null, strip: [], toasts: [] });
    toast(desk, UPDATED, { stays: true });
    setTimeout(() => mounted.unmount(), UPDATED_FOR);
  };
  const desk: Desk = {
    window,
    document,
    signal: work.signal,
    store,
    painter,
    ask: asker(left),
    tell: tellPanels,
    session: null,
    reason: null,
    offPost: null,
    statusChanged: () => {
      if (telling !== null) return;
      telling = setTimeout(() => {
        telling = null;
        if (!work.signal.aborted) void desk.tell('page.changed', { status: statusOf(desk) });
      }, 250);
    },
  };
  const { show, measure, theme } = createShow(desk);
  const flow = createFlow(desk, show);
  const keeper = createCardKeeper(desk);
  const pointer: ReturnType<typeof watchPointer> = { hold: () => undefined };
  const selecting: Selecting = { chosen: async () => null, close: () => store.set({ selection: null }) };
  const actions: PageActions = createActions({
    desk,
    flow,
    keeper: () => keeper,
    show,
    hold: (held) => pointer.hold(held),
    chosen: () => selecting.chosen(),
    closeSelection: () => selecting.close(),
  });
  const mounted = mountOverlay(document, store, actions);
  Object.assign(selecting, watchSelection(desk, flow, mounted.host));
  Object.assign(pointer, watchPointer(desk, keeper, mounted.host));
  watchKeys(desk, keeper, actions, mounted);
  const silence = answerCalls(desk, flow, keeper, selecting, actions.toggleHidden);
  work.signal.addEventListener('abort', () => {
    painter.clear();
    if (isAlive()) silence();
  });

  // The card goes with its words when something scrolls; the strip is measured anew when the layout may have changed.
  let frame = 0;
  window.addEventListener(
    'scroll',
    () => {
      const { card, selection } = store.get();
      if (frame !== 0 || (!card && !selection)) return;
      frame = window.requestAnimationFrame(() => {
        frame = 0;
        keeper.renew();
        if (selection && !selection.noting) selecting.close();
      });
    },
    { signal: work.signal, passive: true, capture: true },
  );
  window.addEventListener(
    'resize',
    () => {
      keeper.renew();
      measure();
    },
    { signal: work.signal, passive: true },
  );
  window.addEventListener('load', measure, { signal: work.signal, capture: true });
  // Nothing tells a page that its extension was updated; it is noticed when somebody turns to the page.
  for (const name of ['visibilitychange', 'pointerdown', 'keydown']) {
    document.addEventListener(name, () => !isAlive() && left(), {
      signal: work.signal,
      passive: true,
      capture: true,
    });
  }

  const begin = async () => {
    // Reading asks what is drawn: the page's own first layout comes first, or it would be ours to wait for.
    const [settings] = await Promise.all([desk.ask('settings.get', {}), idle(window)]);
    if (work.signal.aborted) return;
    if (settings.ok) store.set({ settings: settings.value });
    else if (settings.error.kind !== 'gone') store.set({ phase: 'trouble', problem: plainly(settings.error) });
    watchPage(window, work.signal, {
      onChange: async (moved) => {
        if (!isAlive()) return left();
        await flow.look(moved);
        keeper.renew();
        measure();
      },
      onTheme: theme,
      isOurs: (node) => node === mounted.host,
    });
    await flow.look(true);
  };
  // A microtask later, so that a page asked for by the reader is read as such from the start.
  queueMicrotask(() => void begin());

  return {
    alive: () => !work.signal.aborted && isAlive(),
    stop: () => {
      work.abort();
      mounted.unmount();
    },
    readAnyPage: () => {
      flow.readAnyPage();
      if (store.get().phase === 'off') void flow.restart();
    },
  };
}
