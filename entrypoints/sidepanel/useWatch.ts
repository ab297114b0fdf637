import { useEffect, useRef, useState } from 'react';
import type { Library, LibraryProblem, Outcome } from '../../lib/library/library';

/**
 * A query's answer, now and after every change of what it read. Null until the first answer; when a key changes, the old
 * answer is dropped first. A query that fails is told to `onProblem` and leaves the last answer.
 */
export function useWatch<T>(
  library: Library,
  query: (() => Outcome<T>) | null,
  key: string,
  onProblem: (problem: LibraryProblem) => void,
): T | null {
  const [answer, setAnswer] = useState<{ key: string; value: T } | null>(null);
  const run = useRef(query);
  run.current = query;
  const tell = useRef(onProblem);
  tell.current = onProblem;
  const on = query !== null;
  useEffect(() => {
    if (!on) return undefined;
    return library.watch(
      async () => (run.current ? await run.current() : null),
      (result) => {
        if (!result) return;
        if (result.ok) setAnswer({ key, value: result.value });
        else tell.current(result.error);
      },
      (reason) => tell.current({ kind: 'broken', message: reason instanceof Error ? reason.message : String(reason) }),
    );
  }, [library, key, on]);
  return answer?.key === key ? answer.value : null;
}
