/** Milliseconds. A page settles within a third of a second; one that never does is looked at every half minute. */
const SHORTEST = 300;
const LONGEST = 30_000;
/** A look may cost the page at most one part in this many. */
const SHARE = 20;
/** Navigation makes looking prompt again, but not more often than this. */
const PROMPT_EVERY = 2_000;
/** Once in this time navigation makes it prompt whatever the looks before have cost. */
const FREE_EVERY = 60_000;

/**
 * How long to wait before the next look at a page that changes. Each look doubles the wait, quiet halves it again, so
 * that a page which changes without end (a clock, a hostile script) costs next to nothing.
 */
export class Backoff {
  private wait = SHORTEST;
  private least = 0;
  private lastWork = Number.NEGATIVE_INFINITY;
  private lastPrompt = Number.NEGATIVE_INFINITY;
  private lastFree = Number.NEGATIVE_INFINITY;

  /** @param now in milliseconds, of any clock that only grows. */
  pause(now: number): number {
    const quiet = now - this.lastWork;
    while (this.wait > SHORTEST && quiet > this.wait * 4) this.wait = Math.max(SHORTEST, this.wait / 2);
    return Math.max(this.wait, this.least);
  }

  /** A look was made and took this long. */
  worked(now: number, took: number): void {
    // Several looks are normal while a page arrives: the wait grows slowly at first.
    this.wait = Math.min(LONGEST, this.wait * 1.6);
    this.least = Math.min(LONGEST, took * SHARE);
    this.lastWork = now;
  }

  /** The address changed: the next page deserves a prompt look. */
  moved(now: number): void {
    if (now - this.lastPrompt < PROMPT_EVERY) return;
    this.lastPrompt = now;
    this.wait = SHORTEST;
    if (now - this.lastFree < FREE_EVERY) return;
    this.lastFree = now;
    this.least = 0;
  }
}
