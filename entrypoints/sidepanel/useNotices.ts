import { useCallback, useRef, useState } from 'react';
import type { Notice } from '../../components/shared/Toast';
import type { LibraryProblem, Outcome } from '../../lib/library/library';

export interface Notices {
  notice: Notice | null;
  close: () => void;
  say: (text: string, undo?: (() => void) | null) => void;
  fail: (text: string) => void;
  /** Waits for a change; says what was done, or why it was not. True where it was done. */
  after: <T>(change: Outcome<T>, done: ((value: T) => string) | string, undo?: (() => void) | null) => Promise<boolean>;
}

/** Problems that make the library useless until something is done about them take the whole panel. */
const GRAVE: LibraryProblem['kind'][] = ['newer', 'blocked', 'unavailable'];

export function useNotices(onBroken: (problem: LibraryProblem) => void): Notices {
  const [notice, setNotice] = useState<Notice | null>(null);
  const count = useRef(0);
  const say = useCallback((text: string, undo: (() => void) | null = null) => {
    setNotice({ id: ++count.current, text, tone: 'done', undo });
  }, []);
  const fail = useCallback((text: string) => {
    setNotice({ id: ++count.current, text, tone: 'problem', undo: null });
  }, []);
  const after = useCallback<Notices['after']>(
    async (change, done, undo = null) => {
      const result = await change;
      if (result.ok) say(typeof done === 'string' ? done : done(result.value), undo);
      else if (GRAVE.includes(result.error.kind)) onBroken(result.error);
      else fail(result.error.message);
      return result.ok;
    },
    [say, fail, onBroken],
  );
  return { notice, close: useCallback(() => setNotice(null), []), say, fail, after };
}
