/**
 * What describing and anchoring cost, as ratios to a floor measured in the same run: one text index and one `indexOf` for
 * each quote. Run with `npx tsx tests/bench/anchor.ts`. It prints and never judges: machines differ.
 */
import { JSDOM } from 'jsdom';
import { anchorAll } from '../../lib/passages/anchor';
import { describe } from '../../lib/passages/describe';
import { buildTextIndex, indexing, rangesOf, type TextIndex } from '../../lib/passages/text-index';
import { blocksOf } from '../tools/mutate/blocks';
import { edit } from '../tools/mutate/mutations';
import { makePost, makeVocabulary } from '../tools/mutate/pages';
import { seeded } from '../tools/mutate/random';
import { savedPages } from '../tools/mutate/saved';

const ROUNDS = 7;

/** The median of some rounds, in milliseconds: a floor that a busy machine doesn't move much. */
function median(run: () => void): number {
  run();
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] as number;
}

function report(name: string, html: string, selector: string, count: number): void {
  const { document } = new JSDOM(html).window;
  const root = document.querySelector(selector);
  if (root === null) throw new Error(`${name}: no ${selector}`);
  const read = () => buildTextIndex([root], () => false);
  const index = read();
  const spans = blocksOf(root)
    .flatMap((block) => index.spanOf(block) ?? [])
    .slice(0, count);
  const stored = spans.map(({ start, end }) => describe(index, start, end));

  const floorOn = (run: () => TextIndex) =>
    median(() => {
      const { text } = run();
      for (const { quote } of stored) text.indexOf(quote.exact);
    });
  const floor = floorOn(read);
  const line = (what: string, ms: number, base: number) =>
    console.log(
      `  ${what.padEnd(34)} ${ms.toFixed(1).padStart(8)} ms  ${(ms / base).toFixed(2).padStart(6)} × the floor`,
    );

  console.log(`${name}: ${index.text.length} characters, ${stored.length} passages; floor ${floor.toFixed(1)} ms`);
  line('reading alone', median(read), floor);
  line(
    'describing all',
    median(() => {
      const fresh = read();
      for (const { start, end } of spans) describe(fresh, start, end);
    }),
    floor,
  );
  line(
    'anchoring, unchanged',
    median(() => void anchorAll(read(), stored)),
    floor,
  );
  line(
    'anchoring without positions',
    median(
      () =>
        void anchorAll(
          read(),
          stored.map(({ quote }) => ({ quote })),
        ),
    ),
    floor,
  );
  line(
    'ranges of all, to paint',
    median(() => {
      for (const { start, end } of spans) rangesOf(index, start, end);
    }),
    floor,
  );
  let longest = 0;
  const steps = indexing([root], () => false);
  for (;;) {
    const start = performance.now();
    const done = steps.next().done;
    longest = Math.max(longest, performance.now() - start);
    if (done) break;
  }
  console.log(`  longest step of reading            ${longest.toFixed(1).padStart(8)} ms`);

  for (const rate of [0.05, 0.3]) {
    const edited = new JSDOM(html).window.document.querySelector(selector) as Element;
    edit(rate, 'mixed')(blocksOf(edited), seeded(5), index.text);
    const again = () => buildTextIndex([edited], () => false);
    line(
      `anchoring, ${rate * 100}% of words edited`,
      median(() => void anchorAll(again(), stored)),
      floorOn(again),
    );
  }
}

const vocabulary = makeVocabulary(seeded(1), 8_000);
report('made, medium', makePost(seeded(3), vocabulary, 200), '#post', 271);
report('made, long', makePost(seeded(4), vocabulary, 1_050), '#post', 1_371);
for (const page of savedPages(['lesswrong-3.html'])) report(page.name, page.html, page.root, 271);
