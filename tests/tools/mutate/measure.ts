import { JSDOM } from 'jsdom';
import type { Random } from '../../../lib/base/clock';
import { type Anchored, anchorAll } from '../../../lib/passages/anchor';
import { describe } from '../../../lib/passages/describe';
import type { Selectors } from '../../../lib/passages/passage';
import { buildTextIndex, type TextIndex } from '../../../lib/passages/text-index';
import { blocksOf } from './blocks';
import { integer, seeded } from './random';

/** A page to be edited: its HTML, and where in it the post is. */
export interface Page {
  name: string;
  html: string;
  root: string;
}

/** Edits a page's blocks in place. `text` is the text of the page before. */
export type Mutation = (blocks: Element[], random: Random, text: string) => void;

export interface Tally {
  passages: number;
  /** Found where the block now is. */
  right: number;
  /** Found, but with less than nine tenths in common with the block: a part of it, or more than it. */
  loose: number;
  /** Found anywhere else, the block being deleted included. */
  wrong: number;
  /** Found at an unchanged copy of a block that was itself edited. */
  copies: number;
  copied: {
    selectors: Selectors;
    outcome: Anchored /** Characters between the copy and the edited block. */;
    apart: number;
  }[];
  missed: number;
  deleted: number;
  deletedFound: number;
  wrongs: { selectors: Selectors; outcome: Anchored; truth: string | null }[];
  misses: { selectors: Selectors; outcome: Anchored; truth: string }[];
}

export interface Described {
  index: TextIndex;
  items: { selectors: Selectors; block: Element }[];
}

/** The blocks of a page as stored passages, each with the element that it is. */
export function describeBlocks(page: Page, least = 1): Described {
  const { document } = new JSDOM(page.html).window;
  const root = document.querySelector(page.root);
  if (root === null) throw new Error(`${page.name}: no ${page.root}`);
  const index = buildTextIndex([root], () => false);
  const items = blocksOf(root).flatMap((block) => {
    const span = index.spanOf(block);
    if (span === null || span.end - span.start < least) return [];
    return [{ selectors: describe(index, span.start, span.end), block }];
  });
  return { index, items };
}

/** Describes a page's blocks, edits the page, anchors them all, and compares with where each block went. */
export function measure(page: Page, mutation: Mutation, seed: number, anchorMany = anchorAll): Tally {
  const { index, items } = describeBlocks(page);
  const root = index.roots[0] as Element;
  mutation(
    items.map((item) => item.block),
    seeded(seed),
    index.text,
  );
  const edited = buildTextIndex([root], () => false);
  const outcomes = anchorMany(
    edited,
    items.map((item) => item.selectors),
  );
  const tally: Tally = {
    passages: 0,
    right: 0,
    loose: 0,
    wrong: 0,
    copies: 0,
    copied: [],
    missed: 0,
    deleted: 0,
    deletedFound: 0,
    wrongs: [],
    misses: [],
  };
  items.forEach(({ selectors, block }, i) => {
    const outcome = outcomes[i] as Anchored;
    const truth = root.contains(block) ? edited.spanOf(block) : null;
    if (truth === null) {
      tally.deleted += 1;
      // A copy of the same words elsewhere is a right place too.
      if (outcome.found && outcome.text !== selectors.quote.exact) {
        tally.deletedFound += 1;
        tally.wrongs.push({ selectors, outcome, truth: null });
      }
      return;
    }
    tally.passages += 1;
    const text = edited.text.slice(truth.start, truth.end);
    if (!outcome.found) {
      tally.missed += 1;
      tally.misses.push({ selectors, outcome, truth: text });
      return;
    }
    const common = Math.min(truth.end, outcome.end) - Math.max(truth.start, outcome.start);
    const all = Math.max(truth.end, outcome.end) - Math.min(truth.start, outcome.start);
    const apart = Math.max(outcome.start - truth.end, truth.start - outcome.end);
    if (common <= 0 && outcome.text === selectors.quote.exact && (text !== outcome.text || apart <= 1)) {
      // An unchanged copy while the original was edited, or beside it: the words that were stored, so not wrong.
      tally.copies += 1;
      tally.copied.push({ selectors, outcome, apart });
    } else if (outcome.text === selectors.quote.exact && common === outcome.end - outcome.start) {
      // The stored words inside their own block, to which more words were added: nobody could place them better.
      tally.right += 1;
      tally.loose += 1;
    } else if (common / all < 0.5) {
      tally.wrong += 1;
      tally.wrongs.push({ selectors, outcome, truth: text });
    } else {
      tally.right += 1;
      if (common / all < 0.9) tally.loose += 1;
    }
  });
  return tally;
}

/** `count` quotes of `length` characters from another page, at any offset, as a reader's selection would give them. */
export function foreignQuotes(from: TextIndex, length: number, count: number, random: Random): Selectors[] {
  const quotes: Selectors[] = [];
  for (let tries = 0; quotes.length < count && tries < count * 20 && from.text.length > length + 2; tries++) {
    const start = integer(random, from.text.length - length);
    const quote = from.text.slice(start, start + length);
    if (quote.trim() !== quote) continue;
    quotes.push(describe(from, start, start + length));
  }
  return quotes;
}
