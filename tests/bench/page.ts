/**
 * From a ready page to painted marks, in Chromium with the built extension, on the longest saved post (or, where no saved
 * pages lie beside the checkout, on a long page of our own), beside `Readability.parse` of the same page in the same
 * browser. Long tasks (over 50 ms on the page's thread) are counted with and without the extension, since the page has
 * its own. Prints and never judges.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Page } from 'playwright-core';
import { findChromium } from '../../scripts/tools/browsers';
import { launchChromium } from '../e2e/tools/chromium';
import { haveSharedPages, sharedPage } from '../e2e/tools/shared-pages';
import { longPage } from './long-page';

const ROUNDS = 5;
const URL_OF_POST = 'https://www.lesswrong.com/posts/bHozHrQD4qxvKdfqq/predictable-updating-about-ai-risk';
const html = haveSharedPages ? sharedPage('pages/lesswrong-3.html') : longPage();
const readability = readFileSync(createRequire(import.meta.url).resolve('@mozilla/readability/Readability.js'), 'utf8');

/** The compiler that runs this file wraps named functions in a helper, which the page does not have. */
const NAMES = 'globalThis.__name ??= (target) => target;';

interface Watched {
  ready: number;
  painted: number | null;
  whole: number | null;
  longTasks: number[];
}

/** Runs before the page's own code: notes when the page is ready, when marks are there, and every long task. */
function watch(): void {
  const watched: Watched = { ready: 0, painted: null, whole: null, longTasks: [] };
  Reflect.set(window, 'watched', watched);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) watched.longTasks.push(entry.duration);
  }).observe({ type: 'longtask', buffered: true });
  document.addEventListener('DOMContentLoaded', () => {
    watched.ready = performance.now();
  });
  let before = 0;
  const look = () => {
    let marks = 0;
    for (const [name, highlight] of CSS.highlights as unknown as Iterable<[string, Set<Range>]>) {
      if (name.startsWith('cruxlight-')) marks += highlight.size;
    }
    if (marks > 0) watched.painted ??= performance.now();
    if (marks !== before) watched.whole = performance.now();
    before = marks;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

const watchedOn = (page: Page) => page.evaluate(() => Reflect.get(window, 'watched') as Watched);
const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
const ms = (value: number) => `${value.toFixed(0)} ms`;

async function withExtension(): Promise<{ painted: number; whole: number; readability: number; longTasks: number[] }> {
  const browser = await launchChromium();
  browser.serve(URL_OF_POST, html);
  // At the default density a post without a sure claim has no mark to wait for.
  const panel = await browser.panel();
  await panel.evaluate(
    "chrome.runtime.sendMessage({ cruxlight: 'background', name: 'settings.save', args: { density: 'all' } })",
  );
  await panel.close();
  await browser.context.addInitScript(NAMES);
  await browser.context.addInitScript(watch);
  const painted: number[] = [];
  const whole: number[] = [];
  const parsed: number[] = [];
  const longTasks: number[] = [];
  // The first visit stores and tags the post; the later ones find it in the library, as most visits do.
  for (let round = 0; round < ROUNDS; round++) {
    const page = await browser.open(URL_OF_POST);
    await page.waitForFunction(() => (Reflect.get(window, 'watched') as Watched).painted !== null, null, {
      timeout: 30_000,
    });
    await page.waitForTimeout(1_500);
    const seen = await watchedOn(page);
    painted.push((seen.painted ?? Number.NaN) - seen.ready);
    whole.push((seen.whole ?? Number.NaN) - seen.ready);
    longTasks.push(...seen.longTasks);
    parsed.push(
      await page.evaluate((source) => {
        const Readability = new Function(`${source}; return Readability;`)() as new (
          d: Document,
        ) => { parse(): unknown };
        const began = performance.now();
        new Readability(document.cloneNode(true) as Document).parse();
        return performance.now() - began;
      }, readability),
    );
    if (round === 0)
      console.log(`  first visit: first marks ${ms(painted[0]!)}, all marks ${ms(whole[0]!)} after the page was ready`);
    await page.close();
  }
  await browser.close();
  return { painted: median(painted), whole: median(whole), readability: median(parsed), longTasks };
}

async function withoutExtension(): Promise<number[]> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium found.');
  const browser = await chromium.launch({ executablePath, args: ['--headless=new', '--no-sandbox', '--disable-gpu'] });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.route(/^https?:\/\//, (route) =>
    route.request().url() === URL_OF_POST
      ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: html })
      : route.abort(),
  );
  await context.addInitScript(NAMES);
  await context.addInitScript(watch);
  const longTasks: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const page = await context.newPage();
    await page.goto(URL_OF_POST, { waitUntil: 'domcontentloaded' });
    await page.waitForTimeout(3_000);
    longTasks.push(...(await watchedOn(page)).longTasks);
    await page.close();
  }
  await browser.close();
  return longTasks;
}

const longs = (tasks: number[]) =>
  `${(tasks.length / ROUNDS).toFixed(1)} a visit${tasks.length > 0 ? `, longest ${ms(Math.max(...tasks))}` : ''}`;

console.log(`Page to marks (${html.length} characters of HTML, ${ROUNDS} visits, medians)`);
const ours = await withExtension();
const bare = await withoutExtension();
console.log(`  Readability.parse of a clone:      ${ms(ours.readability)}`);
console.log(
  `  ready to first marks:              ${ms(ours.painted)}  ${(ours.painted / ours.readability).toFixed(2)} × Readability.parse`,
);
console.log(
  `  ready to all marks:                ${ms(ours.whole)}  ${(ours.whole / ours.readability).toFixed(2)} × Readability.parse`,
);
console.log(`  long tasks, with the extension:    ${longs(ours.longTasks)}`);
console.log(`  long tasks, the page alone:        ${longs(bare)}`);
