import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { harnessPage, harnessUrl } from '../fixtures/harness/page';
import { POSTS } from '../fixtures/harness/posts';
import { address, forumPage, forumPost, ORIGIN } from './states/forum-pages';
import { type Chromium, launchChromium } from './tools/chromium';
import { clickInOverlay, overlayText } from './tools/overlay-text';
import { lined, marksOn, until } from './tools/page-marks';

const NOTE = 'Ask Ida which probe she means <b>here</b>.';
const HIGHLIGHT_NOTE = 'The kettle again.';

/** Claims that come down on no side, or hardly. */
const BETWEEN = [
  'Some of the incentives of labs change with regulation, others with customers, and the two do not point one way.',
  'Reviewers give feedback on alignment research, and it was measured against later judgments of the same papers.',
  'Whether labs gain or lose by such incentives depends on the competition, on funding, and on whom one asks.',
  'How well evaluations verify safety was compared with audits: each shows something, and each leaves something open.',
  'The bottleneck has been argued over: ideas and concepts, or compute and the people who can run an experiment.',
];
const [first] = POSTS as [(typeof POSTS)[number]];

let browser: Chromium | undefined;
let profile: string | undefined;
afterAll(async () => browser?.close());

async function start(): Promise<Chromium> {
  const launched = await launchChromium(profile === undefined ? {} : { profile });
  profile = launched.profile;
  const html = await harnessPage();
  for (const post of [0, 1] as const) launched.serve(harnessUrl(post), html);
  return launched;
}

const says = (chromium: Chromium, page: Page, wanted: RegExp) =>
  until(
    () => overlayText(chromium.context, page),
    (text) => wanted.test(text),
    40,
  );

async function openPost(chromium: Chromium, post: 0 | 1): Promise<Page> {
  const page = await chromium.open(harnessUrl(post));
  await until(
    () => marksOn(page),
    (marks) => lined(marks).length > 0,
  );
  await says(chromium, page, /\d+ claims? on this page/u);
  return page;
}

/** Selects a whole paragraph of the page as a mouse would. */
async function selectParagraph(page: Page, words: string): Promise<void> {
  await page.locator('#postContent p', { hasText: words }).click({ clickCount: 3 });
}

async function openInPanel(chromium: Chromium, title: string): Promise<Page> {
  const panel = await chromium.panel();
  await panel.getByRole('tab', { name: 'Library' }).click();
  await panel.getByRole('button', { name: title }).click();
  await panel.getByRole('heading', { name: title }).waitFor();
  return panel;
}

async function saveMarkdown(panel: Page): Promise<string> {
  await panel.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([panel.waitForEvent('download'), panel.getByText('Save as Markdown').click()]);
  return readFile(await download.path(), 'utf8');
}

describe('a reader’s way through two evenings', () => {
  test('what is decided, noted and highlighted outlives the browser and goes out as Markdown', async () => {
    browser = await start();
    const page = await openPost(browser, 0);
    const second = await openPost(browser, 1);
    await second.close();

    await page.bringToFront();
    await page.keyboard.press('j');
    await says(browser, page, /Claim 1 of/u);
    await page.keyboard.press('Enter');
    await says(browser, page, /accepted|confirmed/iu);
    await page.keyboard.press('n');
    await page.keyboard.type(NOTE);
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('j');
    await says(browser, page, /Claim 2 of/u);
    await page.keyboard.press('x');
    await page.keyboard.press('u');
    await page.keyboard.press('Escape');

    await selectParagraph(page, 'The kettle broke');
    await says(browser, page, /Highlight the selected words/u);
    await clickInOverlay(browser.context, page, /^\[?.*Note/u);
    await page.keyboard.type(HIGHLIGHT_NOTE);
    await page.keyboard.press('Control+Enter');
    await says(browser, page, /Undo/u);

    const panel = await openInPanel(browser, first.title);
    await panel.getByText(NOTE).first().waitFor();
    await panel.getByText(HIGHLIGHT_NOTE).first().waitFor();
    const before = await saveMarkdown(panel);
    await browser.close({ keepProfile: true });

    browser = await start();
    const again = await openPost(browser, 0);
    await again.keyboard.press('j');
    await says(browser, again, /Claim 1 of/u);
    await says(browser, again, /accepted|confirmed/iu);
    const panelAgain = await openInPanel(browser, first.title);
    const after = await saveMarkdown(panelAgain);
    expect(after).toBe(before);
    await panelAgain.getByRole('button', { name: 'Export' }).click();
    await panelAgain.getByText('Copy as Markdown').click();
    const copied = await until(
      () => panelAgain.evaluate('navigator.clipboard.readText()') as Promise<string>,
      (text) => text.includes(HIGHLIGHT_NOTE),
    );
    expect(copied).toContain(HIGHLIGHT_NOTE);
    expect(copied).toContain(`${harnessUrl(0)}#:~:text=`);
    expect(after.startsWith('---\n')).toBe(true);
    expect(after).toContain('Ask Ida which probe she means');
    expect(after).not.toContain('<b>here</b>');
    expect(after).toContain(HIGHLIGHT_NOTE);
    expect(after).toContain(`${harnessUrl(0)}#:~:text=`);
    // The rejection was undone, so the machine's proposal is a proposal again.
    expect(after).not.toMatch(/rejected/iu);
  });

  test('a post deleted from the library comes back by undo, with all that was decided on it', async () => {
    const chromium = browser as Chromium;
    const panel = await chromium.panel();
    await panel.getByRole('tab', { name: 'Library' }).click();
    await panel.getByLabel(`Choose ${first.title}`).check();
    await panel.getByRole('button', { name: /^Delete/u }).click();
    await panel.getByRole('button', { name: first.title }).waitFor({ state: 'detached' });
    await panel.getByRole('button', { name: 'Undo' }).first().click();
    await panel.getByRole('button', { name: first.title }).click();
    await panel.getByText(NOTE).first().waitFor();
    await panel.close();
  });

  test('a side of which the machine is unsure is asked for, and one key sets it for good', async () => {
    const chromium = browser as Chromium;
    const url = `${ORIGIN}${address('Unsure')}`;
    chromium.serve(url, forumPage(forumPost('Unsure', BETWEEN.map((words) => `<p>${words}</p>`).join(''))));
    const page = await chromium.open(url);
    const total = /(\d+) claims? on this page/u.exec(await says(chromium, page, /\d+ claims? on this page/u));
    await page.bringToFront();
    let words = '';
    for (let at = 1; at <= Number(total?.[1]) && !/Which side\?/u.test(words); at++) {
      await page.keyboard.press('j');
      words = await says(chromium, page, new RegExp(`Claim ${at} of`, 'u'));
    }
    expect(words).toMatch(/side not sure .*Which side\?/u);
    await page.keyboard.press('-');
    words = await until(
      () => overlayText(chromium.context, page),
      (text) => /corrected by you/u.test(text),
    );
    expect(words).toMatch(/corrected by you/u);
    expect(words).not.toMatch(/side not sure|Which side\?/u);
    const panel = await openInPanel(chromium, 'About Unsure');
    await panel.getByText('corrected', { exact: false }).first().waitFor();
    expect(await saveMarkdown(panel)).toMatch(/corrected/iu);
    await panel.close();
    await page.close();
  });
});
