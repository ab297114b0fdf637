import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { browser as webExtension } from 'wxt/browser';
import type { Chromium } from './tools/chromium';
import { overlayText } from './tools/overlay-text';
import { until } from './tools/page-marks';
import { buildWithHosts } from './tools/patched-build';

type WebExtension = typeof webExtension;
interface DeveloperPrivate {
  updateExtensionConfiguration: (change: { extensionId: string; hostAccess: string }) => Promise<void>;
  addHostPermission: (id: string, host: string) => Promise<void>;
  removeHostPermission: (id: string, host: string) => Promise<void>;
}

const HOST = 'https://www.thinking.example/*';
const POST = 'https://www.thinking.example/p/own-domain';

let build: Awaited<ReturnType<typeof buildWithHosts>>;
let browser: Chromium;
let extensions: Page;

/** Where the detector is registered, as the browser says. */
const detected = () => {
  const worker = browser.context.serviceWorkers()[0];
  if (!worker) throw new Error('The background is not running.');
  return worker.evaluate(async () => {
    const api = (globalThis as unknown as { chrome: WebExtension }).chrome;
    return (await api.scripting.getRegisteredContentScripts()).flatMap((script) => script.matches ?? []);
  });
};

/** What the reader does in the browser's own list of extensions. */
const asReader = (act: 'choose' | 'grant' | 'revoke') =>
  extensions.evaluate(
    async ({ act, id, host }) => {
      const api = (globalThis as unknown as { chrome: { developerPrivate: DeveloperPrivate } }).chrome.developerPrivate;
      if (act === 'choose')
        await api.updateExtensionConfiguration({ extensionId: id, hostAccess: 'ON_SPECIFIC_SITES' });
      else if (act === 'grant') await api.addHostPermission(id, host);
      else await api.removeHostPermission(id, host);
    },
    { act, id: new URL(browser.origin).host, host: HOST },
  );

/** Whether Cruxlight shows itself on a newly opened page. */
async function isThere(tries: number): Promise<boolean> {
  const page = await browser.open(POST);
  const text = await until(
    () => overlayText(browser.context, page),
    (words) => words !== '',
    tries,
  );
  await page.close();
  return text !== '';
}

beforeAll(async () => {
  build = await buildWithHosts([HOST]);
  const { launchChromium } = await import('./tools/chromium');
  browser = await launchChromium();
  browser.serve(
    POST,
    await readFile(new URL('../fixtures/pages/substack-custom-domain.html', import.meta.url), 'utf8'),
  );
  extensions = await browser.open('chrome://extensions');
});
afterAll(async () => {
  await browser?.close();
  await build?.remove();
});

describe('a publication on a domain of its own', () => {
  test('is read once it was granted, and no longer once that was taken back', async () => {
    expect(await until(detected, (matches) => matches.length > 0)).toEqual([HOST]);
    expect(await isThere(40)).toBe(true);

    await asReader('choose');
    await asReader('revoke').catch(() => undefined);
    expect(await until(detected, (matches) => matches.length === 0)).toEqual([]);
    expect(await isThere(10)).toBe(false);

    await asReader('grant');
    expect(await until(detected, (matches) => matches.length > 0)).toEqual([HOST]);
    expect(await isThere(40)).toBe(true);
  });
});
