/** Parts of the post smaller than this are not worth a message. */
const STEP = 0.02;
const EVERY = 1_500;

/** How much of the elements, taken as one column, has been above the window's lower edge: 0 to 1. */
export function seenPart(boxes: readonly { top: number; bottom: number }[], windowHeight: number): number {
  const top = Math.min(...boxes.map((box) => box.top));
  const bottom = Math.max(...boxes.map((box) => box.bottom));
  if (!(bottom > top)) return 0;
  return Math.min(1, Math.max(0, (windowHeight - top) / (bottom - top)));
}

/** Reports the furthest part of the post that was on screen, while the page is visible. */
export function watchProgress(
  window: Window,
  bodies: readonly Element[],
  signal: AbortSignal,
  onRead: (to: number) => void,
) {
  let furthest = 0;
  let told = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const tell = () => {
    timer = null;
    if (signal.aborted || window.document.visibilityState !== 'visible') return;
    const boxes = bodies.filter((body) => body.isConnected).map((body) => body.getBoundingClientRect());
    if (boxes.length === 0) return;
    furthest = Math.max(furthest, seenPart(boxes, window.innerHeight));
    if (furthest - told < STEP && !(furthest === 1 && told < 1)) return;
    told = furthest;
    onRead(furthest);
  };
  const later = () => {
    timer ??= setTimeout(tell, EVERY);
  };
  // Captured, so that inner scrollers count as well.
  window.addEventListener('scroll', later, { signal, passive: true, capture: true });
  later();
  signal.addEventListener('abort', () => {
    if (timer !== null) clearTimeout(timer);
  });
}
