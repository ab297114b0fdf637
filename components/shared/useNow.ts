import { useEffect, useState } from 'react';

/** The time, told anew every so often, so that "3 minutes ago" stays true while one looks at it. */
export function useNow(every = 20_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  // What happened just now may be later than the last tick.
  return Math.max(now, Date.now());
}
