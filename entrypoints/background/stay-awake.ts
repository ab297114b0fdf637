import { browser } from 'wxt/browser';

/** A worker that makes no call of the browser's for 30 seconds is killed, whatever it waits for. */
const AWAKE_EVERY = 20_000;

/** Keeps the worker alive until the function that it gives is called. */
export function stayAwake(): () => void {
  const beat = setInterval(() => void browser.runtime.getPlatformInfo(), AWAKE_EVERY);
  return () => clearInterval(beat);
}
