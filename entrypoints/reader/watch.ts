import { Backoff } from './backoff';

export interface Watched {
  /** Something in the document changed that may concern the post, or the address did. May be called before it has ended. */
  onChange: (moved: boolean) => Promise<void>;
  /** Classes or styles changed that may have changed the page's colours. */
  onTheme: () => void;
  /** True where a change at this node can't concern the post. */
  isOurs: (node: Node) => boolean;
}

/** Records that are looked at: a flood is taken for a change without reading it all. */
const LOOKED_AT = 40;

/**
 * Watches the page without polling and without writing to it: mutations, the address (Navigation API where there is one,
 * and at each mutation), colours. Changes are gathered, and looked at the less often the more there are.
 */
export function watchPage(window: Window, signal: AbortSignal, watched: Watched): void {
  const { document } = window;
  const backoff = new Backoff();
  let address = window.location.href;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let moved = false;

  /** Looks may overlap: a newer one ends what an older one has under way. */
  const look = async () => {
    timer = null;
    if (signal.aborted) return;
    const wasMoved = moved;
    moved = false;
    const started = performance.now();
    try {
      await watched.onChange(wasMoved);
    } finally {
      // A bug in one look must not end all looking.
      backoff.worked(performance.now(), performance.now() - started);
    }
  };
  let due = Number.POSITIVE_INFINITY;
  /** The earlier of what was planned and what is now: a flood can't put a look off for ever. */
  const schedule = () => {
    const now = performance.now();
    const next = now + backoff.pause(now);
    if (timer !== null && due <= next) return;
    if (timer !== null) clearTimeout(timer);
    due = next;
    timer = setTimeout(() => void look(), next - now);
  };
  const checkAddress = () => {
    if (window.location.href === address) return;
    address = window.location.href;
    moved = true;
    backoff.moved(performance.now());
    schedule();
  };

  const body = new MutationObserver((records) => {
    checkAddress();
    const relevant =
      records.length > LOOKED_AT ||
      records.some((record) => !watched.isOurs(record.target) && !(record.type === 'childList' && isOnlyOurs(record)));
    if (relevant) schedule();
  });
  const isOnlyOurs = (record: MutationRecord) =>
    [...record.addedNodes, ...record.removedNodes].every((node) => watched.isOurs(node));
  body.observe(document.documentElement, { childList: true, subtree: true, characterData: true });

  let themed = false;
  const theme = () => {
    if (themed) return;
    themed = true;
    // Sites fade from one theme to the other: the colour to adapt to is the one that stays.
    setTimeout(() => {
      themed = false;
      if (!signal.aborted) watched.onTheme();
    }, 250);
  };
  const looks = new MutationObserver(theme);
  for (const element of [document.documentElement, document.body]) {
    if (element) looks.observe(element, { attributes: true });
  }
  if (document.head) looks.observe(document.head, { childList: true, subtree: true, attributes: true });
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', theme, { signal });

  window.addEventListener('popstate', checkAddress, { signal });
  window.addEventListener('hashchange', checkAddress, { signal });
  const { navigation } = window as Window & { navigation?: EventTarget };
  navigation?.addEventListener('currententrychange', checkAddress, { signal });
  signal.addEventListener('abort', () => {
    body.disconnect();
    looks.disconnect();
    if (timer !== null) clearTimeout(timer);
  });
}
