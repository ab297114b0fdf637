import { createRoot } from 'react-dom/client';
import styles from '../../assets/styles/page-overlay.css?raw';
import { Overlay } from './Overlay';
import type { Store } from './store';
import type { PageActions, PageView } from './view';

/** Events that the overlay acts on. A page can make them, but not make them trusted. */
const GUARDED = [
  'click',
  'pointerdown',
  'pointerup',
  'pointermove',
  'mousedown',
  'keydown',
  'submit',
  'input',
  'change',
];
/** Typed letters and presses end here: the site's own shortcuts and click handlers are not for our controls. */
const KEPT = ['keydown', 'keyup', 'keypress', 'beforeinput', 'input', 'click', 'pointerdown', 'mousedown', 'mouseup'];

/** Set on the element itself and as important, so that no rule of the page moves, hides or covers it. */
const PLACE: Record<string, string> = {
  all: 'initial',
  position: 'fixed',
  inset: '0 auto auto 0',
  width: '0',
  height: '0',
  display: 'block',
  // Said by the style sheet that the background puts into the page. Firefox takes that sheet away with the extension,
  // and ends our script before it could take anything down itself.
  visibility: 'var(--cruxlight-is-here, hidden)',
  'z-index': '2147483647',
};

export interface Mounted {
  host: HTMLElement;
  /** Puts the focus into the open card. */
  focusCard: () => void;
  /** The element inside the overlay that has the focus. */
  focused: () => Element | null;
  unmount: () => void;
}

/**
 * Mounts the overlay in a closed shadow root, on an element beside the page's body. Where the page takes that element
 * away (a site that renders its whole document anew does), it comes back, the later the more often that happens.
 */
export function mountOverlay(document: Document, store: Store<PageView>, actions: PageActions): Mounted {
  // What a reader before an update has left: Firefox gives it no time to take its leave.
  for (const old of document.querySelectorAll(':root > [data-cruxlight]')) old.remove();
  const host = document.createElement('div');
  host.setAttribute('data-cruxlight', '');
  for (const [name, value] of Object.entries(PLACE)) host.style.setProperty(name, value, 'important');
  const shadow = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  shadow.adoptedStyleSheets = [sheet];

  const guard = (event: Event) => {
    if (!event.isTrusted) event.stopImmediatePropagation();
  };
  for (const name of GUARDED) shadow.addEventListener(name, guard, true);
  const keep = (event: Event) => event.stopPropagation();
  for (const name of KEPT) shadow.addEventListener(name, keep);

  const container = document.createElement('div');
  shadow.append(container);
  const root = createRoot(container);
  root.render(<Overlay store={store} actions={actions} />);
  document.documentElement.append(host);

  let returns = 0;
  let returning: ReturnType<typeof setTimeout> | null = null;
  const back = new MutationObserver(() => {
    if (host.isConnected || returning !== null) return;
    // At once for a site that draws itself anew; ever later for one that keeps taking it away.
    const wait = Math.min(60_000, returns < 3 ? 0 : 2 ** returns * 25);
    returns++;
    returning = setTimeout(() => {
      returning = null;
      if (!host.isConnected) document.documentElement.append(host);
    }, wait);
  });
  back.observe(document.documentElement, { childList: true });

  return {
    host,
    focusCard: () => {
      const card = shadow.querySelector<HTMLElement>('.card');
      (card?.querySelector<HTMLElement>('footer button:not(:disabled)') ?? card)?.focus({ preventScroll: true });
    },
    focused: () => shadow.activeElement,
    unmount: () => {
      back.disconnect();
      if (returning !== null) clearTimeout(returning);
      root.unmount();
      host.remove();
    },
  };
}
