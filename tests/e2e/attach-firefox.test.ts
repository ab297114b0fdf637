import { afterAll, beforeAll, expect, test } from 'vitest';
import { address, claims, forumPage, forumPost, ORIGIN } from './states/forum-pages';
import { type Firefox, launchFirefox } from './tools/firefox';
import { openSidebar, type Sidebar } from './tools/firefox-sidebar';
import { marksOn, until } from './tools/page-marks';

/*
 * The whole way of a highlight that no program finds any more: kept apart in the panel beside the page, hung on other
 * words by the reader's hand, and taken back. In Firefox, whose own sidebar a test can reach.
 */

let browser: Firefox;
beforeAll(async () => {
  browser = await launchFirefox();
}, 120_000);
afterAll(async () => browser?.close());

const says = async (sidebar: Sidebar, wanted: RegExp) => {
  const text = await until(
    () => sidebar.ask('return document.body.textContent'),
    (now) => wanted.test(now),
    60,
  );
  expect(text).toMatch(wanted);
};

test('an orphan in the panel is hung on the words that are selected on the page, and comes back by undo', async () => {
  const body = `${claims('valleys')}<p id="kept">Nobody will ever recognise this sentence once it has been rewritten.</p>`;
  const page = await browser.open(browser.serve(`${ORIGIN}${address('Orphan')}`, forumPage(forumPost('Orphan', body))));
  const own = async () => (await marksOn(page)).words['in-ink'] ?? [];
  const select = async (words: string) => {
    const [from, to] = await page.evaluate((wanted) => {
      const node = document.querySelector('#kept')?.firstChild as Text;
      const range = document.createRange();
      range.setStart(node, node.data.indexOf(wanted));
      range.setEnd(node, node.data.indexOf(wanted) + wanted.length);
      const { left, right, top, bottom } = range.getBoundingClientRect();
      return [
        { x: left, y: (top + bottom) / 2 },
        { x: right, y: (top + bottom) / 2 },
      ] as const;
    }, words);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 6 });
    await page.mouse.up();
    await new Promise((resolve) => setTimeout(resolve, 300));
  };
  await until(
    () => marksOn(page),
    () => false,
    8,
  );
  await select('recognise this sentence');
  await page.keyboard.press('2');
  expect(await until(own, (words) => words.length > 0)).toEqual(['recognise this sentence']);

  await page.evaluate(() => {
    (document.querySelector('#kept')?.firstChild as Text).data = 'Here stand other words about another thing.';
  });
  const sidebar = await openSidebar(browser.browser);
  await says(sidebar, /Not found on the page any more.*recognise this sentence.*Attach to selected text/u);
  await sidebar.click('Attach to selected text');
  await says(sidebar, /Select the right words in the post first/u);

  await select('other words about');
  await sidebar.click('Attach to selected text');
  expect(await until(own, (words) => words.length > 0)).toEqual(['other words about']);
  await says(sidebar, /Attached to the selected words/u);
  await sidebar.click('Undo');
  await says(sidebar, /Not found on the page any more.*recognise this sentence/u);
  expect(await until(own, (words) => words.length === 0)).toEqual([]);
});
