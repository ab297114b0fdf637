import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../../scripts/tools/browsers';

const BUILD =
  process.env['CRUXLIGHT_BUILD_CHROME'] ?? fileURLToPath(new URL('../../../.output/chrome-mv3', import.meta.url));

export interface Chromium {
  context: BrowserContext;
  /** `chrome-extension://<id>` */
  origin: string;
  profile: string;
  /** Serves HTML as if from `url`; every other request to the web is refused, so that no test reaches it. */
  serve: (url: string, html: string) => void;
  open: (url: string) => Promise<Page>;
  /** The side panel's page in a tab, looking at the tab that was opened last. */
  panel: (path?: string) => Promise<Page>;
  close: (options?: { keepProfile?: boolean }) => Promise<void>;
}

/** Chromium with the built extension, in a new profile or in one that an earlier call left. */
export async function launchChromium(
  options: { profile?: string; colorScheme?: 'light' | 'dark'; viewport?: { width: number; height: number } } = {},
): Promise<Chromium> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium found: install one, or set CRUXLIGHT_CHROMIUM to its path.');
  const profile = options.profile ?? (await mkdtemp(`${tmpdir()}/cruxlight-chromium-`));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: false,
    viewport: options.viewport ?? { width: 1280, height: 900 },
    colorScheme: options.colorScheme ?? 'light',
    permissions: ['clipboard-read', 'clipboard-write'],
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--disable-extensions-except=${BUILD}`,
      `--load-extension=${BUILD}`,
    ],
  });
  const served = new Map<string, string>();
  await context.route(/^https?:\/\//, async (route) => {
    const address = route.request().url().split('#')[0]!;
    const html = served.get(address) ?? served.get(address.split('?')[0]!);
    if (html === undefined) await route.abort();
    else await route.fulfill({ status: 200, contentType: 'text/html; charset=utf-8', body: html });
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const origin = new URL(worker.url()).origin;
  return {
    context,
    origin: origin === 'null' ? `chrome-extension://${new URL(worker.url()).host}` : origin,
    profile,
    serve: (url, html) => void served.set(url, html),
    async open(url) {
      const page = await context.newPage();
      await page.goto(url, { waitUntil: 'domcontentloaded' });
      return page;
    },
    async panel(path = 'sidepanel.html') {
      const page = await context.newPage();
      await page.goto(`chrome-extension://${new URL(worker.url()).host}/${path}`);
      return page;
    },
    async close({ keepProfile = false } = {}) {
      await context.close();
      if (!keepProfile) await rm(profile, { recursive: true, force: true });
    },
  };
}
