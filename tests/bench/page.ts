/**
 * From a ready page to painted marks, in Chromium with the built extension, beside `Readability.parse` of the same page
 * in the same browser: on the longest saved post (where saved pages lie beside the checkout) and on a page of 60,000 words
 * with 1,000 comments. Then the tasks in which the extension's code ran on the page's thread, in the thread's own time,
 * and painting 1,371 ranges, beside finding and making them. Prints and never judges.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { JSDOM } from 'jsdom';
import type { Page } from 'playwright-core';
import { findPassages, indexOf } from '../../lib/passages/find';
import type { Selectors } from '../../lib/passages/passage';
import { isPost, readPage } from '../../lib/sites/index';
import { type Chromium, launchChromium } from '../e2e/tools/chromium';
import { haveSharedPages, sharedPage } from '../e2e/tools/shared-pages';
import { LONG_PAGE_URL, longPage } from './long-page';
import { painterScript, paintingTimes, RANGES } from './painting';
import { type Task, traceTasks } from './trace';

const ROUNDS = 5;
/** Long enough for the last passage to be tagged, on the first visit. */
const FIRST_VISIT = 8_000;
const LATER_VISIT = 2_500;
const readability = readFileSync(createRequire(import.meta.url).resolve('@mozilla/readability/Readability.js'), 'utf8');

/** The compiler that runs this file wraps named functions in a helper, which the page does not have. */
const NAMES = 'globalThis.__name ??= (target) => target;';

interface Watched {
  ready: number;
  painted: number | null;
  whole: number | null;
}

/** Runs before the page's own code: notes when the page is ready and when marks are there. */
function watch(): void {
  const watched: Watched = { ready: 0, painted: null, whole: null };
  Reflect.set(window, 'watched', watched);
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

const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
const ms = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
const row = (what: string, figures: string) => console.log(`  ${`${what}:`.padEnd(34)} ${figures}`);

const readabilityOn = (page: Page) =>
  page.evaluate((source) => {
    const Readability = new Function(`${source}; return Readability;`)() as new (d: Document) => { parse(): unknown };
    const began = performance.now();
    new Readability(document.cloneNode(true) as Document).parse();
    return performance.now() - began;
  }, readability);

function longest(tasks: readonly Task[], visits: number): string {
  const over = tasks.filter((task) => task.length > 50).length;
  const [first] = tasks.toSorted((a, b) => b.length - a.length);
  if (!first) return 'none seen';
  return `longest ${ms(first.length)} (${first.parts}); over 50 ms: ${over} in ${visits} visits`;
}

async function measure(browser: Chromium, url: string): Promise<void> {
  const painted: number[] = [];
  const whole: number[] = [];
  const parsed: number[] = [];
  const tasks: Task[] = [];
  // The first visit stores and tags the post; the later ones find it in the library, as most visits do.
  for (let round = 0; round < ROUNDS; round++) {
    const page = await browser.context.newPage();
    const stop = await traceTasks(await browser.context.newCDPSession(page));
    await page.goto(url, { waitUntil: 'domcontentloaded' });
    await page.waitForFunction(() => (Reflect.get(window, 'watched') as Watched).painted !== null, null, {
      timeout: 60_000,
    });
    await page.waitForTimeout(round === 0 ? FIRST_VISIT : LATER_VISIT);
    tasks.push(...(await stop()));
    const seen = await page.evaluate(() => Reflect.get(window, 'watched') as Watched);
    const [first, all] = [(seen.painted ?? Number.NaN) - seen.ready, (seen.whole ?? Number.NaN) - seen.ready];
    if (round === 0) row('first visit, after ready', `first marks ${ms(first)}, all marks ${ms(all)}`);
    else {
      painted.push(first);
      whole.push(all);
    }
    parsed.push(await readabilityOn(page));
    await page.close();
  }
  const parse = median(parsed);
  row('Readability.parse of a clone', ms(parse));
  row('later visits, first marks', `${ms(median(painted))}  ${(median(painted) / parse).toFixed(2)} × Readability`);
  row('later visits, all marks', `${ms(median(whole))}  ${(median(whole) / parse).toFixed(2)} × Readability`);
  row('tasks with our code in them', longest(tasks, ROUNDS));
}

/** What is stored of a page, as the page itself would describe it, and the page with one word in twenty replaced. */
function storedAndEdited(url: string, html: string): { key: string; stored: Selectors[]; edited: string } {
  const dom = new JSDOM(html, { url });
  const post = readPage(dom.window.document, new URL(url));
  if (!isPost(post)) throw new Error(post.reason);
  const stored = findPassages(post, indexOf(post)).map((passage) => passage.selectors);
  let words = 0;
  for (const paragraph of dom.window.document.querySelectorAll('p'))
    paragraph.textContent = (paragraph.textContent ?? '').replace(/\p{L}+/gu, (word) =>
      words++ % 20 === 7 ? `other${words}` : word,
    );
  return { key: post.key, stored, edited: dom.serialize() };
}

/** A page on which the reader has highlighted nearly everything, edited since, and edited again while it is open. */
async function measureHighlights(url: string, html: string): Promise<void> {
  const { key, stored, edited } = storedAndEdited(url, html);
  const before = await launchChromium();
  before.serve(url, html);
  await (await before.open(url)).waitForTimeout(FIRST_VISIT);
  const records = stored.slice(0, RANGES).map((selectors, at) => ({
    ...{ id: `h:bench-${at}`, kind: 'highlight', post: key, passage: null, selectors, type: null, verdict: null },
    ...{ note: '', createdAt: 1, updatedAt: 1, deletedAt: null },
  }));
  // Put where the library keeps them, past the library: a thousand actions of a reader would take minutes.
  await (await before.panel('options.html')).evaluate(
    (all) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('cruxlight');
        opening.onsuccess = () => {
          const writing = opening.result.transaction('annotations', 'readwrite');
          for (const record of all) writing.objectStore('annotations').put(record);
          writing.oncomplete = () => resolve();
          writing.onerror = () => reject(writing.error);
        };
      }),
    records,
  );
  await before.close({ keepProfile: true });
  const browser = await launchChromium({ profile: before.profile });
  await browser.context.addInitScript(NAMES);
  browser.serve(url, edited);
  const page = await browser.context.newPage();
  const stop = await traceTasks(await browser.context.newCDPSession(page));
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  await page.waitForTimeout(FIRST_VISIT);
  await page.evaluate(() => {
    for (const [at, paragraph] of [...document.querySelectorAll('p')].entries())
      if (at % 3 === 0) paragraph.append(' And one sentence more.');
  });
  await page.waitForTimeout(FIRST_VISIT * 2);
  const tasks = await stop();
  const found = await page.evaluate(() => {
    for (const [name, highlight] of CSS.highlights as unknown as Iterable<[string, Set<Range>]>)
      if (/^cruxlight-.*-own$/u.test(name)) return highlight.size;
    return 0;
  });
  console.log(`${records.length} highlights on an edited page, which is edited again: ${found} ranges painted`);
  row('tasks with our code in them', longest(tasks, 1));
  await browser.close();
}

async function measurePainting(browser: Chromium): Promise<void> {
  const page = await browser.open(LONG_PAGE_URL);
  await page.evaluate(await painterScript());
  const { paint, make } = await page.evaluate(paintingTimes, RANGES);
  console.log(`Painting ${RANGES} ranges`);
  row('our painter', ms(median(paint)));
  row(
    'finding and making them',
    `${ms(median(make))}  (painting takes ${(median(paint) / median(make)).toFixed(2)} × that)`,
  );
  await page.close();
}

/** The address of the longest saved post, too: a page says its own address, and must not be served from another. */
const long = longPage(625, 1_000);
const pages = [
  ...(haveSharedPages
    ? [{ name: 'the longest saved post', url: LONG_PAGE_URL, html: sharedPage('pages/lesswrong-3.html') }]
    : []),
  { name: '60,000 words, 1,000 comments', url: LONG_PAGE_URL, html: long },
];
for (const { name, url, html } of pages) {
  console.log(`Page to marks: ${name} (${html.length} characters of HTML, ${ROUNDS} visits, medians)`);
  const browser = await launchChromium();
  browser.serve(url, html);
  // At the default density a post without a sure claim has no mark to wait for.
  const panel = await browser.panel();
  await panel.evaluate(
    "chrome.runtime.sendMessage({ cruxlight: 'background', name: 'settings.save', args: { density: 'all' } })",
  );
  await panel.close();
  await browser.context.addInitScript(NAMES);
  await browser.context.addInitScript(watch);
  await measure(browser, url);
  if (html === long) await measurePainting(browser);
  await browser.close();
  if (html === long) await measureHighlights(url, html);
}
