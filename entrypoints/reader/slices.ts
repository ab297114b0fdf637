/** Longest stretch on the page's thread, in milliseconds: half a frame, so that scrolling stays smooth. */
const SLICE = 8;

/**
 * Lets the page go on before the next stretch; a task, not a microtask. Browsers stretch timers that follow each other,
 * which on a long page adds up to seconds; the scheduler, where there is one, does not.
 */
export function rest(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { yield?: () => Promise<void> } };
  return scheduler?.yield ? scheduler.yield() : new Promise((resolve) => setTimeout(resolve, 0));
}

/** Resolves when the page has nothing better to do, at the latest after a moment. */
export function idle(window: Window): Promise<void> {
  return new Promise((resolve) => {
    if (typeof window.requestIdleCallback === 'function') window.requestIdleCallback(() => resolve(), { timeout: 400 });
    else setTimeout(resolve, 60);
  });
}

/** Runs steps to their end in short tasks. Null where the signal ended them. */
export async function inSlices<T>(steps: Generator<unknown, T, undefined>, signal: AbortSignal): Promise<T | null> {
  for (;;) {
    if (signal.aborted) return null;
    const until = performance.now() + SLICE;
    do {
      const step = steps.next();
      if (step.done) return step.value;
    } while (performance.now() < until);
    await rest();
  }
}
