import { useCallback, useEffect, useRef, useState } from 'react';
import type { LibraryActions, LibraryPost, SearchHit } from '../model';

export type SearchState = { state: 'idle' } | { state: 'busy' } | { state: 'done'; hits: SearchHit[]; more: boolean };

const PAUSE_MS = 120;
const PAGE = 40;

/**
 * Searches as one types: waits for a pause, and lets only the newest answer through; the old results stay until then.
 * Searches again when the posts change. The second value asks for more results.
 */
export function useSearch(
  query: string,
  search: LibraryActions['search'],
  posts: LibraryPost[] | null,
): [SearchState, () => void] {
  const [state, setState] = useState<SearchState>({ state: 'idle' });
  const [page, setPage] = useState({ query, limit: PAGE });
  const ask = useRef(search);
  ask.current = search;
  const words = query.trim();
  const limit = page.query === words ? page.limit : PAGE;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed library asks again
  useEffect(() => {
    if (!words) {
      setState({ state: 'idle' });
      return undefined;
    }
    let current = true;
    setState((before) => (before.state === 'done' ? before : { state: 'busy' }));
    const timer = setTimeout(() => {
      void ask.current(words, limit).then((found) => {
        if (current) setState({ state: 'done', ...found });
      });
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [words, limit, posts]);
  const more = useCallback(() => setPage({ query: words, limit: limit + PAGE }), [words, limit]);
  return [state, more];
}
