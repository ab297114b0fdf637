import { useEffect, useReducer } from 'react';

/** The time; renders anew every so often, so that "3 minutes ago" stays true while one looks at it. */
export function useNow(every = 20_000): number {
  const [, tick] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const timer = setInterval(tick, every);
    return () => clearInterval(timer);
  }, [every]);
  return Date.now();
}
