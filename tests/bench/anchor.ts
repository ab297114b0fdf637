/**
 * What describing and anchoring cost, as ratios to a floor measured in the same run: one text index and one `indexOf` for
 * each quote; beside `@apache-annotator/dom` on the same quotes where that is installed. Times are the thread's own,
 * so that other work on the machine does not count. Painting is timed in Chromium, where there is one.
 * Run with `npx tsx tests/bench/anchor.ts`. It prints and never judges: machines differ.
 */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { JSDOM } from 'jsdom';
import { chromium } from 'playwright-core';
import { anchorAll, anchoring } from '../../lib/passages/anchor';
import { describe } from '../../lib/passages/describe';
import type { Selectors } from '../../lib/passages/passage';
import { buildTextIndex, indexing, rangesOf, type TextIndex } from '../../lib/passages/text-index';
import { findChromium } from '../../scripts/tools/browsers';
import { blocksOf } from '../tools/mutate/blocks';
import { edit } from '../tools/mutate/mutations';
import { makePost, makeVocabulary } from '../tools/mutate/pages';
import { seeded } from '../tools/mutate/random';
import { savedPages } from '../tools/mutate/saved';

const ROUNDS = 7;

/** Milliseconds that this thread has worked: what others do on the machine does not count. */
function threadTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/** The median of some rounds, in milliseconds. */
function median(run: () => void): number {
  run();
  const times = Array.from({ length: ROUNDS }, () => {
    const start = threadTime();
    run();
    return threadTime() - start;
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
  step(
    'reading',
    indexing([root], () => false),
  );

  for (const rate of [0.05, 0.3]) {
    const edited = new JSDOM(html).window.document.querySelector(selector) as Element;
    edit(rate, 'mixed')(blocksOf(edited), seeded(5), index.text);
    const again = () => buildTextIndex([edited], () => false);
    line(
      `anchoring, ${rate * 100}% of words edited`,
      median(() => void anchorAll(again(), stored)),
      floorOn(again),
    );
    step('anchoring it', anchoring(again(), stored));
  }
}

/** The longest step of a work in steps, by the thread's own time: what a page's thread would be held up for. */
function step(what: string, steps: Generator<unknown, unknown, undefined>): void {
  let longest = 0;
  for (let done = false; !done; ) {
    const start = threadTime();
    done = steps.next().done === true;
    longest = Math.max(longest, threadTime() - start);
  }
  console.log(`  longest step of ${what.padEnd(18)} ${longest.toFixed(1).padStart(8)} ms`);
}

/** What is no usual page: a selection of a whole post, and a post with a thousand comments. */
function extremes(vocabulary: readonly string[]): void {
  const html = makePost(seeded(4), vocabulary, 1_050);
  const root = new JSDOM(html).window.document.querySelector('#post') as Element;
  const index = buildTextIndex([root], () => false);
  edit(0.3, 'mixed')(blocksOf(root), seeded(5), index.text);
  const edited = buildTextIndex([root], () => false);
  console.log('One selection, 30% of its words edited');
  for (const size of [1_000, 10_000, 98_000]) {
    step(`${size} characters`, anchoring(edited, [describe(index, 1_000, 1_000 + size)]));
  }
  const { document } = new JSDOM('').window;
  const roots = Array.from({ length: 1_000 }, (_, i) => {
    const comment = document.createElement('div');
    comment.innerHTML = makePost(seeded(100 + i), vocabulary, 3);
    document.body.append(comment);
    return comment;
  });
  console.log('A thousand comments');
  step(
    'reading',
    indexing(roots, () => false),
  );
  const all = buildTextIndex(roots, () => false);
  const stored = roots.flatMap((comment) =>
    blocksOf(comment).flatMap((block) => {
      const span = all.spanOf(block);
      return span === null ? [] : [describe(all, span.start, span.end)];
    }),
  );
  step(`${stored.length} passages`, anchoring(all, stored));
}

/** The matcher of another library, on quotes of the same page, for as many as it does in some seconds. */
async function annotator(html: string, selector: string): Promise<void> {
  const name = '@apache-annotator/dom';
  type Match = (scope: Element) => AsyncGenerator<Range>;
  let create: (quote: Selectors['quote'] & { type: string }) => Match;
  try {
    ({ createTextQuoteSelectorMatcher: create } = await import(name));
  } catch (problem) {
    if (!(problem instanceof Error) || !('code' in problem) || problem.code !== 'ERR_MODULE_NOT_FOUND') throw problem;
    console.log(`  ${name} is not installed (npm install --no-save ${name} @apache-annotator/selector)`);
    return;
  }
  const { document } = new JSDOM(html).window;
  const root = document.querySelector(selector) as Element;
  // Its walkers ask for these where a browser has them.
  Object.assign(globalThis, { Node: document.defaultView?.Node, NodeFilter: document.defaultView?.NodeFilter });
  const quotes = blocksOf(root)
    .map((block) => (block.textContent ?? '').trim())
    .filter((text) => text !== '');
  const start = performance.now();
  let count = 0;
  let found = 0;
  for (const exact of quotes) {
    for await (const _range of create({ type: 'TextQuoteSelector', exact, prefix: '', suffix: '' })(root)) {
      found += 1;
      break;
    }
    count += 1;
    if (performance.now() - start > 5_000) break;
  }
  const each = (performance.now() - start) / count;
  const began = performance.now();
  const index = buildTextIndex([root], () => false);
  anchorAll(
    index,
    quotes.slice(0, count).map((exact) => ({ quote: { exact, prefix: '', suffix: '' } })),
  );
  const ours = (performance.now() - began) / count;
  console.log(
    `  ${name}: ${each.toFixed(2)} ms a quote (${found} of ${count} found); ours, as bare quotes: ${ours.toFixed(2)} ms`,
  );
}

/** Painting as the page does it: ranges of all passages, put into the browser's registry. */
async function painting(html: string, count: number): Promise<void> {
  const executablePath = findChromium();
  if (!executablePath) {
    console.log('Painting: no Chromium found.');
    return;
  }
  const bundle = await build({
    stdin: {
      contents: `
        export { buildTextIndex, rangesOf } from './lib/passages/text-index';
        export { Painter } from './components/page/painter';`,
      resolveDir: fileURLToPath(new URL('../..', import.meta.url)),
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'bench',
  });
  const browser = await chromium.launch({ executablePath, args: ['--headless=new', '--no-sandbox', '--disable-gpu'] });
  const page = await browser.newPage();
  await page.setContent(html);
  await page.addScriptTag({ content: bundle.outputFiles[0]?.text ?? '' });
  const script = `(() => {
    const root = document.querySelector('#post');
    const index = bench.buildTextIndex([root], () => false);
    const spans = [];
    for (let at = 0; at < index.text.length && spans.length < ${count}; ) {
      const next = index.text.indexOf('\\n', at);
      const end = next < 0 ? index.text.length : next;
      if (end > at) spans.push({ start: at, end });
      at = end + 1;
    }
    const rounds = [];
    let made = 0;
    for (let round = 0; round < 9; round++) {
      const before = performance.now();
      const paints = spans.map(({ start, end }, i) => ({ ranges: bench.rangesOf(index, start, end), type: ['FQ', 'IN', 'CB', 'VV'][i % 4], slot: 0, faint: i % 3 === 0, ink: false }));
      const ready = performance.now();
      const painter = new bench.Painter(CSS.highlights, (ranges) => new Highlight(...ranges));
      painter.paint(paints);
      rounds.push(performance.now() - ready);
      made = ready - before;
      if (round < 8) painter.clear();
    }
    return { spans: spans.length, made, painted: rounds.sort((a, b) => a - b)[4] };
  })()`;
  const { spans, made, painted } = (await page.evaluate(script)) as { spans: number; made: number; painted: number };
  await browser.close();
  console.log(
    `Painting ${spans} passages in Chromium: ${painted.toFixed(1)} ms, after ${made.toFixed(1)} ms of making their ranges`,
  );
}

const vocabulary = makeVocabulary(seeded(1), 8_000);
report('made, medium', makePost(seeded(3), vocabulary, 200), '#post', 271);
report('made, long', makePost(seeded(4), vocabulary, 1_050), '#post', 1_371);
for (const page of savedPages(['lesswrong-3.html'])) report(page.name, page.html, page.root, 271);
extremes(vocabulary);
console.log('Beside another library, on the page of medium length');
await annotator(makePost(seeded(3), vocabulary, 200), '#post');
await painting(makePost(seeded(4), vocabulary, 1_050), 1_371);
