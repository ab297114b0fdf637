import type { Page } from 'puppeteer-core';
import { afterAll, expect, test } from 'vitest';
import { harnessPage, harnessUrl } from '../fixtures/harness/page';
import { POSTS } from '../fixtures/harness/posts';
import { type Firefox, launchFirefox } from './tools/firefox';
import { lined, marksOn, until } from './tools/page-marks';

const NOTE = 'Ask Ida which probe she means.';
const [first] = POSTS as [(typeof POSTS)[number]];

let browser: Firefox | undefined;
let profile: string | undefined;
afterAll(async () => browser?.close());

async function openPost(): Promise<Page> {
  browser = await launchFirefox(profile === undefined ? {} : { profile });
  profile = browser.profile;
  const page = await browser.open(browser.serve(harnessUrl(0), await harnessPage()));
  await until(
    () => marksOn(page),
    (marks) => lined(marks).length > 0,
  );
  return page;
}

const inked = (page: Page) =>
  until(
    () => marksOn(page),
    (marks) => Object.keys(marks.words).some((name) => name.endsWith('-ink')),
  );

const hasInk = async (page: Page) => Object.keys((await inked(page)).words).some((name) => name.endsWith('-ink'));

test('in Firefox a decision and its note outlive the browser, and stand in the panel', async () => {
  const page = await openPost();
  await page.keyboard.press('j');
  await until(
    () => marksOn(page),
    (marks) => 'focus' in marks.words,
  );
  await page.keyboard.press('Enter');
  expect(await hasInk(page)).toBe(true);
  await page.keyboard.press('n');
  await new Promise((resolve) => setTimeout(resolve, 400));
  await page.keyboard.type(NOTE);
  await page.keyboard.down('Control');
  await page.keyboard.press('Enter');
  await page.keyboard.up('Control');
  await new Promise((resolve) => setTimeout(resolve, 800));
  await browser?.close({ keepProfile: true });

  const again = await openPost();
  expect(await hasInk(again)).toBe(true);
  const panel = await (browser as Firefox).panel();
  const click = (words: string) =>
    until(
      () =>
        panel.evaluate((wanted) => {
          const buttons = [...document.querySelectorAll<HTMLElement>('button, [role="tab"]')];
          const button = buttons.find((it) => it.textContent?.trim() === wanted);
          button?.click();
          return button !== undefined;
        }, words),
      (clicked) => clicked,
    );
  expect(await click('Library')).toBe(true);
  expect(await click(first.title)).toBe(true);
  const text = await until(
    () => panel.evaluate(() => document.body.innerText),
    (shown) => shown.includes(NOTE),
  );
  expect(text).toContain(NOTE);
});
