import {
  type Anchored,
  preparingSearch,
  type Search,
  search,
  searchingChanged,
  searchUnchanged,
} from './anchor-search';
import { together } from './anchor-together';
import { drained } from './fold';
import type { Selectors } from './passage';
import type { TextIndex } from './text-index';

export type { Anchored, Found, NotFound } from './anchor-search';

/** Finds one stored passage in a page. For many, `anchorAll` is surer: neighbours tell where a doubtful one must be. */
export function anchor(index: TextIndex, selectors: Selectors): Anchored {
  return search(index, selectors).outcome;
}

/** As `anchorAll`, a passage a step: run it on until a task has lasted long enough, then rest. */
export function* anchoring(index: TextIndex, many: readonly Selectors[]): Generator<void, Anchored[], undefined> {
  const searches: Search[] = [];
  for (const selectors of many) {
    let one = searchUnchanged(index, selectors);
    if (one === null) {
      yield* preparingSearch(index);
      one = yield* searchingChanged(index, selectors);
    }
    searches.push(one);
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
  return drained(anchoring(index, many));
}
