import { browser } from 'wxt/browser';
import { err, type Result } from '../../lib/base/result';
import { type CallProblem, callerTo } from '../../lib/messaging/calls';
import { toBackground, toPanel } from '../../lib/messaging/protocol';

/** False once the extension was updated, switched off or removed while this page stayed open. */
export function isAlive(): boolean {
  try {
    return typeof browser.runtime?.id === 'string';
  } catch (cause) {
    // Firefox takes the whole object away.
    return !(cause instanceof Error);
  }
}

const call = callerTo('background', toBackground);
const tell = callerTo('panel', toPanel);

export type Ask = typeof call;
export type Tell = typeof tell;

/**
 * Asks the background. A service worker that was just being stopped is asked a second time; `onGone` hears once that
 * nobody will answer any more.
 */
export function asker(onGone: () => void): Ask {
  const gone = (): Result<never, CallProblem> => {
    onGone();
    return err({ kind: 'gone', message: 'Cruxlight was updated or switched off.' });
  };
  return async (name, args) => {
    if (!isAlive()) return gone();
    const first = await call(name, args);
    if (first.ok || first.error.kind !== 'gone') return first;
    if (!isAlive()) return gone();
    return call(name, args);
  };
}

/** Tells open panels; that there is none is no failure. */
export const tellPanels: Tell = async (name, args) =>
  isAlive() ? tell(name, args) : err({ kind: 'gone', message: 'No panel.' });
