import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { harnessPage, harnessUrl } from '../fixtures/harness/page';
import { POSTS } from '../fixtures/harness/posts';
import { type Firefox, launchFirefox } from './tools/firefox';
import { lined, type Marks, marksOn, until } from './tools/page-marks';

let browser: Firefox;
let address: string;
const [first, second] = POSTS as [(typeof POSTS)[number], (typeof POSTS)[number]];
const saidIn = (post: (typeof POSTS)[number]) => (words: string) =>
  post.paragraphs.some((paragraph) => paragraph.includes(words));
const some = (marks: Marks) => lined(marks).length > 0;

beforeAll(async () => {
  browser = await launchFirefox();
  const html = await harnessPage();
  browser.serve(harnessUrl(1), html);
  address = browser.serve(harnessUrl(0), html);
}, 120_000);
afterAll(async () => browser?.close());

async function openFirst(): Promise<Page> {
  const page = await browser.open(address);
  await until(() => marksOn(page), some);
  return page;
}

test('in Firefox a post has its claims marked and not one node of it changed', async () => {
  const page = await openFirst();
  const marked = lined(await marksOn(page));
  expect(marked.length).toBeGreaterThan(0);
  expect(marked.filter(saidIn(first))).toEqual(marked);
  await page.keyboard.press('j');
  const focused = await until(
    () => marksOn(page),
    (marks) => 'focus' in marks.words,
  );
  expect(focused.words.focus).toHaveLength(1);
  await page.keyboard.press('Enter');
  const inked = await until(
    () => marksOn(page),
    (marks) => Object.keys(marks.words).some((name) => name.endsWith('-ink')),
  );
  expect(Object.keys(inked.words).some((name) => name.endsWith('-ink'))).toBe(true);
  expect(await page.evaluate(() => window.harness.mutations())).toEqual([]);
  await page.close();
});

test('in Firefox marks come back after React has drawn the body anew, and follow the site’s navigation', async () => {
  const page = await openFirst();
  const text = () => page.evaluate(() => document.querySelector('#postContent')?.textContent ?? '');
  const [words, before] = [await text(), lined(await marksOn(page)).sort()];
  await page.evaluate(() => window.harness.remount());
  const after = await until(
    () => marksOn(page),
    (marks) => lined(marks).filter((one) => one !== '').length === before.length,
  );
  expect(lined(after).sort()).toEqual(before);
  expect(await text()).toBe(words);
  await page.evaluate((to) => window.harness.go(to), new URL(harnessUrl(1)).pathname);
  const there = await until(
    () => marksOn(page),
    (marks) => some(marks) && lined(marks).every(saidIn(second)),
  );
  expect(some(there) && lined(there).every(saidIn(second))).toBe(true);
  await page.evaluate(() => history.back());
  const back = await until(
    () => marksOn(page),
    (marks) => some(marks) && lined(marks).every(saidIn(first)),
  );
  expect(some(back) && lined(back).every(saidIn(first))).toBe(true);
  expect(await page.evaluate(() => window.harness.mutations())).toEqual([]);
  await page.close();
});
