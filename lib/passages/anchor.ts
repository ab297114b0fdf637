import { type Anchored, search } from './anchor-search';
import { together } from './anchor-together';
import type { Selectors } from './passage';
import type { TextIndex } from './text-index';

export type { Anchored, Found, NotFound } from './anchor-search';

/** Finds one stored passage in a page. For many, `anchorAll` is surer: neighbours tell where a doubtful one must be. */
export function anchor(index: TextIndex, selectors: Selectors): Anchored {
  return search(index, selectors).outcome;
}

/** As `anchorAll`, a passage a step: run it on until a task has lasted long enough, then rest. */
export function* anchoring(index: TextIndex, many: readonly Selectors[]): Generator<void, Anchored[], undefined> {
  const searches = [];
  for (const selectors of many) {
    searches.push(search(index, selectors));
    yield;
  }
  return together(index, many, searches);
}

/**
 * Finds many stored passages in a page, and gives the outcomes in their order. What was stored of the same page is heard
 * together: two passages that stood apart never share a place, and one that is doubtful by itself is sure where both its
 * neighbours are found and only it fits between them.
 */
export function anchorAll(index: TextIndex, many: readonly Selectors[]): Anchored[] {
  const steps = anchoring(index, many);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
