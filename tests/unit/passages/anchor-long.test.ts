import { JSDOM } from 'jsdom';
import { expect, it } from 'vitest';
import { anchor, anchorAll, anchoring } from '../../../lib/passages/anchor';
import { describe as store } from '../../../lib/passages/describe';
import { drained } from '../../../lib/passages/fold';
import { buildTextIndex, type TextIndex } from '../../../lib/passages/text-index';
import { blocksOf } from '../../tools/mutate/blocks';
import { edit } from '../../tools/mutate/mutations';
import { makePost, makeVocabulary } from '../../tools/mutate/pages';
import { seeded } from '../../tools/mutate/random';

/* Selections of many pages' length: they are found by their ends, in steps. */

const vocabulary = makeVocabulary(seeded(3), 6_000);
const open = (seed: number) => new JSDOM(makePost(seeded(seed), vocabulary, 400)).window.document.body;
const read = (root: Element) => buildTextIndex([root], () => false);
const page = read(open(1));

/** The page with all words edited at a rate, and the places of two of its blocks in it. */
function edited(rate: number): { index: TextIndex; placeOf: (block: number) => { start: number; end: number } } {
  const root = open(1);
  const blocks = blocksOf(root);
  edit(rate, 'mixed')(blocks, seeded(9), page.text);
  const index = read(root);
  return { index, placeOf: (block) => index.spanOf(blocks[block] as Element) as { start: number; end: number } };
}

const blocks = blocksOf(page.roots[0] as Element);
const spanOf = (block: number) => page.spanOf(blocks[block] as Element) as { start: number; end: number };

it.each([
  [40, 100],
  [3, 300],
])('blocks %i to %i are found on the edited page, from edge to edge', (from, to) => {
  const stored = store(page, spanOf(from).start, spanOf(to).end);
  expect(stored.quote.exact.length).toBeGreaterThan(10_000);
  for (const rate of [0.05, 0.3]) {
    const { index, placeOf } = edited(rate);
    const outcome = anchor(index, stored);
    expect(outcome).toMatchObject({ found: true, state: 'edited' });
    if (!outcome.found) return;
    expect(Math.abs(outcome.start - placeOf(from).start)).toBeLessThan(700);
    expect(Math.abs(outcome.end - placeOf(to).end)).toBeLessThan(700);
    expect(drained(anchoring(index, [stored]))).toEqual([outcome]);
  }
});

it('one of another page is lost, and one whose second half was taken out too', () => {
  const stored = store(page, spanOf(20).start, spanOf(120).end);
  const root = open(1);
  for (const block of blocksOf(root).slice(70)) block.remove();
  expect(anchorAll(read(root), [stored])).toMatchObject([{ found: false, state: 'lost' }]);
  expect(anchorAll(read(open(2)), [stored])).toMatchObject([{ found: false, state: 'lost' }]);
});

it('two ends that stand far apart now are not one passage', () => {
  const stored = store(page, spanOf(20).start, spanOf(60).end);
  const root = open(1);
  const all = blocksOf(root);
  for (const block of all.slice(45, 62)) (root.querySelector('article') as Element).append(block);
  const outcome = anchor(read(root), stored);
  expect(outcome.found).toBe(false);
});
