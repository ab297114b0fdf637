import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { harnessPage, harnessUrl } from '../fixtures/harness/page';
import { POSTS } from '../fixtures/harness/posts';
import { type Chromium, launchChromium } from './tools/chromium';
import { boxInOverlay, clickInOverlay, overlayText } from './tools/overlay-text';
import { lined, type Marks, marksOn, until } from './tools/page-marks';

let browser: Chromium;
const [first] = POSTS as [(typeof POSTS)[number]];
const CLAIMS = /\d+ claims? on this page/u;
const some = (marks: Marks) => lined(marks).length > 0;
const says = (page: Page, wanted: RegExp) =>
  until(
    () => overlayText(browser.context, page),
    (text) => wanted.test(text),
    60,
  );
const click = (page: Page, wanted: RegExp) => clickInOverlay(browser.context, page, wanted);

beforeAll(async () => {
  browser = await launchChromium();
  const html = await harnessPage();
  for (const post of [0, 1] as const) browser.serve(harnessUrl(post), html);
}, 120_000);
afterAll(async () => browser?.close());

async function openFirst(): Promise<Page> {
  const page = await browser.open(harnessUrl(0));
  expect(await says(page, CLAIMS)).toMatch(CLAIMS);
  expect(some(await until(() => marksOn(page), some))).toBe(true);
  return page;
}
const expectMarks = async (page: Page, wanted: boolean) =>
  expect(
    some(
      await until(
        () => marksOn(page),
        (marks) => some(marks) === wanted,
      ),
    ),
  ).toBe(wanted);

async function turnOff(page: Page, where: RegExp): Promise<void> {
  await click(page, CLAIMS);
  await says(page, /everywhere/u);
  await click(page, where);
  await expectMarks(page, false);
}

test('turned off for a post, it is turned on again from its own control, and other posts keep their marks', async () => {
  const page = await openFirst();
  await turnOff(page, /^this post$/u);
  const other = await browser.open(harnessUrl(1));
  await expectMarks(other, true);
  await other.close();
  await page.reload();
  expect(await says(page, /off for this post/u)).toMatch(/off for this post/u);
  await expectMarks(page, false);
  await click(page, /off for this post/u);
  await says(page, /Turn on for this post/u);
  await click(page, /^Turn on for this post$/u);
  await expectMarks(page, true);
  await page.close();
});

test('turned off on a site, it stays off there and is turned on again by the settings that say so', async () => {
  const page = await openFirst();
  await turnOff(page, /^this site$/u);
  expect(await says(page, /off on this site/u)).toMatch(/turns it on again/u);
  const other = await browser.open(harnessUrl(1));
  await other.waitForTimeout(1_500);
  await expectMarks(other, false);
  const options = await browser.panel('options.html');
  await options.getByRole('button', { name: /Sites/u }).first().click();
  await options.getByText('www.lesswrong.com').first().waitFor();
  await options.close();
  const panel = await browser.panel();
  await panel.evaluate(
    "chrome.runtime.sendMessage({ cruxlight: 'background', name: 'settings.save', args: { offSites: [] } })",
  );
  await panel.close();
  // Both open pages hear it, without being loaded again.
  await expectMarks(page, true);
  await expectMarks(other, true);
  await other.close();
  await page.close();
});

test('turned off everywhere, it comes back on all open pages when it is turned on', async () => {
  const page = await openFirst();
  await turnOff(page, /^everywhere$/u);
  await page.reload();
  await page.waitForTimeout(1_500);
  await expectMarks(page, false);
  const panel = await browser.panel();
  await panel.evaluate(
    "chrome.runtime.sendMessage({ cruxlight: 'background', name: 'settings.save', args: { off: false } })",
  );
  await panel.close();
  await expectMarks(page, true);
  await page.close();
});

test('the control draws in where the post’s words reach the edge of the window, and hides none of them', async () => {
  const page = await openFirst();
  const box = () => boxInOverlay(browser.context, page, CLAIMS);
  expect((await box()).right - (await box()).left).toBeGreaterThan(30);
  await page.setViewportSize({ width: 400, height: 780 });
  const words = await page.evaluate(() => {
    const range = document.createRange();
    range.selectNodeContents(document.querySelector('#postContent') as Element);
    return Math.max(...[...range.getClientRects()].map((rect) => rect.right));
  });
  const narrow = await until(box, ({ left }) => left >= words);
  expect(narrow.left).toBeGreaterThanOrEqual(words);
  expect(narrow.right).toBeGreaterThan(narrow.left);
  // It is whole again under the pointer, and opens as ever.
  await page.mouse.move(narrow.left + 2, (narrow.top + narrow.bottom) / 2);
  const whole = await until(box, ({ left, right }) => right - left > 30);
  expect(whole.right - whole.left).toBeGreaterThan(30);
  await click(page, CLAIMS);
  expect(await says(page, /Turn off/u)).toMatch(/Open panel/u);
  await page.close();
});

test('by keys alone: from a claim into its card, through its buttons, and back to the page', async () => {
  const page = await openFirst();
  await page.keyboard.press('j');
  expect(await says(page, /Claim 1 of/u)).toMatch(/Accept/u);
  await page.keyboard.press('Tab');
  await page.waitForFunction(() => document.activeElement?.hasAttribute('data-cruxlight'));
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await says(page, /Position/u)).toMatch(/Also a claim about/u);
  await page.keyboard.press('Escape');
  expect(
    await until(
      () => overlayText(browser.context, page),
      (text) => !/Reject/u.test(text),
    ),
  ).not.toMatch(/Reject/u);
  await page.keyboard.press('?');
  expect(await says(page, /next claim/u)).toMatch(/hide or show everything/u);
  await page.keyboard.press('Escape');
  expect(await page.evaluate(() => document.querySelector('#postContent')?.textContent)).toContain(first.paragraphs[0]);
  await page.close();
});
