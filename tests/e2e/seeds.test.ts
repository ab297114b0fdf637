import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Chromium, launchChromium } from './tools/chromium';
import { lined, marksOn, until } from './tools/page-marks';
import { haveSharedPages, SEEDS, sharedPage } from './tools/shared-pages';

const FIELDS = [
  'Scalable Oversight',
  'Mech Interp',
  'AI control',
  'Model Organisms of Misalignment',
  'Emergent Misalignment',
  'Evals',
  'Technical Governance',
  'Field Building',
  'Theoretical Alignment',
  'Agent Foundations',
];

if (!haveSharedPages) console.warn('Skipped: no saved posts lie beside this checkout (../shared/seeds).');

describe.skipIf(!haveSharedPages)('the posts that the project was asked to serve first', () => {
  let browser: Chromium;
  let panel: Page;

  beforeAll(async () => {
    browser = await launchChromium({ viewport: { width: 1100, height: 900 } });
    for (const { file, url } of SEEDS) browser.serve(url, sharedPage(file));
    const pages: Page[] = [];
    for (const { url } of SEEDS) pages.push(await browser.open(url));
    await until(
      () => marksOn(pages[0]!),
      (marks) => lined(marks).length > 0,
    );
    panel = await browser.panel();
    await panel.getByRole('tab', { name: 'Synthesis' }).click();
    await panel.getByText('4 posts').or(panel.getByText('3 posts')).first().waitFor();
  }, 120_000);
  afterAll(async () => browser?.close());

  test('the ratings table has all ten fields, each with both factors as written', async () => {
    const table = panel.locator('table.ratings');
    await table.waitFor();
    const rows = await table.locator('tr').allInnerTexts();
    for (const field of FIELDS) {
      const row = rows.find((text) => text.includes(field));
      expect([field, row?.match(/\d\s*\/\s*5/gu)?.length]).toEqual([field, 2]);
    }
  });

  test('the three authors stand in the matrix, and a cell opens on the words that it rests on', async () => {
    const text = await panel.locator('body').innerText();
    expect(text).toMatch(/3 speakers/u);
    const cell = panel.getByRole('button', { name: /Field building.*Feedback|Feedback.*Field building/u }).first();
    await cell.click();
    const evidence = panel.getByRole('complementary', { name: 'Evidence' });
    await evidence.waitFor();
    expect(await evidence.getByRole('region', { name: 'Author F' }).getByRole('listitem').count()).toBeGreaterThan(0);
  });
});
