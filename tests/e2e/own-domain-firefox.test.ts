import { readFile } from 'node:fs/promises';
import type { Page } from 'puppeteer-core';
import { afterAll, expect, test } from 'vitest';
import { type Firefox, launchFirefox } from './tools/firefox';
import { clickToolbarButton, openSidebar, type Sidebar } from './tools/firefox-sidebar';
import { until } from './tools/page-marks';

/*
 * A Substack on a domain of its own, with the browser's real request for the permission: the reader's click asks, and a
 * preference says yes in the reader's place. Chromium's question can be answered by no test.
 */

const POST = 'https://www.thinking.example/p/own-domain';
const SAYS_YES = { 'extensions.webextOptionalPermissionPrompts': false };

let browser: Firefox | undefined;
let profile: string | undefined;
afterAll(async () => browser?.close());

async function launch(): Promise<Firefox> {
  browser = await launchFirefox({ ...(profile === undefined ? {} : { profile }), prefs: SAYS_YES });
  profile = browser.profile;
  return browser;
}

/** Opens the post, as if from its own https server. */
async function openPost(firefox: Firefox): Promise<Page> {
  const html = await readFile(new URL('../fixtures/pages/substack-custom-domain.html', import.meta.url), 'utf8');
  const page = await firefox.browser.newPage();
  await page.setRequestInterception(true);
  page.on('request', (asked) => {
    void asked.respond({ status: 200, contentType: 'text/html; charset=utf-8', body: html });
  });
  await page.goto(POST, { waitUntil: 'domcontentloaded' });
  await page.bringToFront();
  return page;
}

const isThere = (page: Page, wanted: boolean, tries = 60) =>
  until(
    () => page.evaluate(() => document.querySelector('[data-cruxlight]') !== null),
    (there) => there === wanted,
    tries,
  );
const says = (sidebar: Sidebar, wanted: RegExp) =>
  until(
    () => sidebar.ask('return document.body.textContent'),
    (text) => wanted.test(text),
    40,
  );

test('is recognised, asked for in one click, remembered, and taken back', async () => {
  const first = await launch();
  const page = await openPost(first);
  expect(await isThere(page, true, 8)).toBe(false);

  await clickToolbarButton(first.browser, first.id);
  const sidebar = await openSidebar(first.browser, false);
  const known = /www\.thinking\.example is a Substack publication on a domain of its own/u;
  expect(await says(sidebar, known)).toMatch(known);
  await sidebar.click('Always read this site');
  expect(await isThere(page, true)).toBe(true);
  expect(await says(sidebar, /On a domain of its own.*Sue Stack/u)).toMatch(/Sue Stack/u);
  await first.close({ keepProfile: true });

  // Another day.
  const second = await launch();
  const again = await openPost(second);
  expect(await isThere(again, true)).toBe(true);

  const settings = await second.panel('options.html');
  const row = await until(
    () => settings.evaluate(() => document.body.textContent ?? ''),
    (text) => text.includes('www.thinking.example'),
  );
  expect(row).toContain('www.thinking.example');
  const clicked = await settings.evaluate(() => {
    const button = document.querySelector<HTMLElement>('button[aria-label="Take back: www.thinking.example"]');
    button?.click();
    return button !== null;
  });
  expect(clicked).toBe(true);
  await until(
    () => settings.evaluate(() => document.body.textContent ?? ''),
    (text) => /Taken back/u.test(text),
  );
  const later = await openPost(second);
  expect(await isThere(later, true, 12)).toBe(false);
});
