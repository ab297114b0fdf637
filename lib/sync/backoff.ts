import type { Random } from '../base/clock';
import type { Problem } from './problem';

const MINUTE = 60_000;

/** When to try again by itself; `never`: only when the reader did something. */
export type Retry = { after: number } | 'never';

/**
 * Doubling from one minute to six hours with full jitter (Brooker 2015), never sooner than the storage asked for. What only
 * the reader can mend is not tried again.
 */
export function retryAfter(problems: readonly Problem[], failures: number, random: Random): Retry {
  let least = 0;
  for (const problem of problems) {
    if (problem.kind === 'root-missing') return 'never';
    if (problem.kind !== 'transport') continue;
    if (['unauthorized', 'forbidden', 'redirect'].includes(problem.fault.kind)) return 'never';
    if (problem.fault.kind === 'busy') least = Math.max(least, problem.fault.retryAfter ?? 0);
  }
  const most = Math.min(6 * 60 * MINUTE, MINUTE * 2 ** Math.min(failures, 10));
  return { after: Math.round(Math.max(least, random() * most) + MINUTE / 2) };
}
