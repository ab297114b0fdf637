import fc from 'fast-check';
import { describe, test } from 'vitest';

/** Of each property. A test that is slow gets a smaller world, not fewer runs. */
export const RUNS = 2_000;

/** The twelve properties of the design, by their numbers there; a test holds that each has its file. */
export const PROPERTIES = [
  'order and repetition don’t matter; join is commutative, associative, idempotent',
  'every committed write is present, or superseded by a write that saw it',
  'an unseen edit survives a delete',
  'a later edit that saw a value wins under any clock',
  'snapshot + tail equals full replay',
  'killed at any await and resumed equals never killed',
  'same name, same bytes',
  'compaction never removes the last copy of anything',
  'any single flipped bit is refused',
  'an old reader that then writes keeps unknown fields',
  'a stub never comes back to life from an old snapshot',
  'a cloned profile loses nothing',
] as const;

/** The tests of one property, under its number and name. */
export function property(number: number, tests: () => void): void {
  describe(`property ${number}: ${PROPERTIES[number - 1]}`, tests);
}

/**
 * Thousands of runs. A failure prints the least example with its seed and path; `CRUXLIGHT_SEED=<number>` begins elsewhere.
 * Generous with time: how busy the machine is says nothing about sync.
 */
export function holds<T>(name: string, what: fc.Arbitrary<T>, check: (it: T) => Promise<void> | void): void {
  test(
    name,
    () =>
      fc.assert(
        fc.asyncProperty(what, async (it) => check(it)),
        { numRuns: RUNS },
      ),
    600_000,
  );
}
