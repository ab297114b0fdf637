import { describe, expect, it } from 'vitest';
import { anchorAll } from '../../../lib/passages/anchor';
import { LABEL } from '../../../lib/passages/anchor-weights';
import { describeBlocks, foreignQuotes, measure, type Page, type Tally } from '../../tools/mutate/measure';
import { MUTATIONS } from '../../tools/mutate/mutations';
import { makePost, makeVocabulary } from '../../tools/mutate/pages';
import { seeded } from '../../tools/mutate/random';
import { savedPages } from '../../tools/mutate/saved';

/*
 * Whole pages, described, edited and anchored again: what the product promises of anchoring, as shares. Pages of our own
 * making always; saved real pages where a checkout has them.
 */
const vocabulary = makeVocabulary(seeded(1), 4_000);
const made: Page[] = [1, 2].map((seed) => ({
  name: `made ${seed}`,
  html: makePost(seeded(seed), vocabulary, 120),
  root: '#post',
}));
const saved = savedPages(['lesswrong-3.html', 'substack-1.html', 'substack-13.html', 'substack-42.html']);

function total(pages: readonly Page[], name: string): Tally {
  const mutation = MUTATIONS[name];
  if (mutation === undefined) throw new Error(`no mutation ${name}`);
  const tallies = pages.map((page, i) => measure(page, mutation, i + 7));
  const sum: Tally = structuredClone({ ...(tallies[0] as Tally), wrongs: [], misses: [] });
  for (const key of ['passages', 'right', 'loose', 'wrong', 'copies', 'missed', 'deleted', 'deletedFound'] as const) {
    sum[key] = tallies.reduce((count, tally) => count + tally[key], 0);
  }
  sum.wrongs = tallies.flatMap((tally) => tally.wrongs);
  sum.misses = tallies.flatMap((tally) => tally.misses);
  return sum;
}

/** Names of `MUTATIONS` with the least share that must be found. Wrong places are at most 0.5% for each. */
const FOUND: [string, number][] = [
  ['unchanged', 1],
  ['typeset', 0.99],
  ['wrap', 0.99],
  ['insert', 0.98],
  ['delete 10%', 0.98],
  ['delete 40%', 0.95],
  ['reorder 20%', 0.9],
  ['duplicate 20%', 0.85],
  ['substitute 2%', 0.98],
  ['substitute 10%', 0.98],
  ['substitute 30%', 0.92],
  ['substitute 50%', 0.6],
  ['insert words 10%', 0.98],
  ['delete words 10%', 0.98],
  ['mixed 10%', 0.98],
  ['mixed 30%', 0.92],
  ['typos 10%', 0.98],
  ['inflect 30%', 0.98],
  ['case 30%', 0.98],
  ['delete, then mixed 10%', 0.95],
  ['everything 30%', 0.75],
];

function suite(pages: readonly Page[]): void {
  it.each(FOUND)('%s', (name, least) => {
    const tally = total(pages, name);
    expect(tally.passages).toBeGreaterThan(50);
    const wrong = tally.wrongs.filter(
      ({ truth, outcome }) => truth === null || !(outcome.found && truth.includes(outcome.text)),
    );
    expect(wrong.length / (tally.passages + tally.deleted)).toBeLessThanOrEqual(0.005);
    // Labels of a few characters ("yes", "3/5") may be given up sooner than put in the wrong place.
    const missed = tally.misses.filter(({ selectors }) => selectors.quote.exact.length >= LABEL).length;
    expect(1 - (missed + tally.wrong) / tally.passages).toBeGreaterThanOrEqual(least);
  });

  it.each([8, 12, 20, 40, 80, 160, 320])('quotes of %i characters from another page are not placed', (length) => {
    const indexes = pages.map((page) => describeBlocks(page).index);
    const outcomes = indexes.flatMap((index, i) => {
      const other = indexes[(i + 1) % indexes.length];
      if (other === undefined) throw new Error('no other page');
      return anchorAll(index, foreignQuotes(other, length, 100, seeded(i)));
    });
    const placed = outcomes.filter((outcome) => outcome.found).length;
    expect(outcomes.length).toBeGreaterThan(50);
    expect(placed / outcomes.length).toBeLessThanOrEqual(length < 40 ? 0.01 : 0);
  });

  it('what comes late is lost at first, and exact once it is there', () => {
    for (const page of pages) {
      const { index, items } = describeBlocks(page);
      const root = index.roots[0] as Element;
      const parent = root.parentNode as ParentNode & Node;
      const late = items.slice(Math.floor(items.length / 2));
      const marks = late.map(({ block }) => {
        const mark = block.ownerDocument.createComment('');
        block.replaceWith(mark);
        return mark;
      });
      const early = describeBlocks({ ...page, html: (parent as Element).outerHTML ?? page.html, root: page.root });
      const stored = late
        .map(({ selectors }) => selectors)
        .filter(({ quote }) => quote.exact.length >= 40 && !early.index.text.includes(quote.exact));
      const first = anchorAll(early.index, stored);
      expect(first.filter((outcome) => outcome.found).length / stored.length).toBeLessThanOrEqual(0.02);
      late.forEach(({ block }, i) => {
        marks[i]?.replaceWith(block);
      });
      const whole = describeBlocks({ ...page, html: (parent as Element).outerHTML ?? page.html, root: page.root });
      expect(anchorAll(whole.index, stored).every((outcome) => outcome.found && outcome.state === 'exact')).toBe(true);
    }
  });
}

describe('pages of our own', () => suite(made));

if (saved.length > 0) describe('saved pages', () => suite(saved));
else it.skip('saved pages: there are none beside this checkout (../shared/pages)', () => undefined);
