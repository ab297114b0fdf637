import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { findFirefox } from '../../../scripts/tools/browsers';

const BUILD =
  process.env['CRUXLIGHT_BUILD_FIREFOX'] ?? fileURLToPath(new URL('../../../.output/firefox-mv3', import.meta.url));
const UUID = '5f0c2a4e-6d1b-4c3a-9e8f-0a1b2c3d4e5f';

export interface Firefox {
  browser: Browser;
  /** Serves HTML at `http://<host>:<port><path>`, which the browser takes for the site itself. Returns that address. */
  serve: (url: string, html: string) => string;
  open: (address: string) => Promise<Page>;
  /** A page of the extension, in a tab. */
  panel: (path?: string) => Promise<Page>;
  profile: string;
  /** The extension's, as its manifest has it. */
  id: string;
  uninstall: () => Promise<void>;
  close: (options?: { keepProfile?: boolean }) => Promise<void>;
}

/**
 * Firefox with the built extension. Names resolve to this machine, so that a local server stands for the
 * sites, in a new profile or in one that an earlier call left.
 */
export async function launchFirefox(
  options: { profile?: string; dark?: boolean; prefs?: Record<string, boolean> } = {},
): Promise<Firefox> {
  const executablePath = findFirefox();
  if (!executablePath) throw new Error('No Firefox found: install one, or set CRUXLIGHT_FIREFOX to its path.');
  const profile = options.profile ?? (await mkdtemp(`${tmpdir()}/cruxlight-firefox-`));
  const pages = new Map<string, string>();
  const server = createServer((request, response) => {
    const host = (request.headers.host ?? '').split(':')[0];
    const html = pages.get(`${host}${request.url}`);
    response.writeHead(html === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(html ?? '<!doctype html><title>Not found</title>');
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const port = (server.address() as AddressInfo).port;
  const manifest = JSON.parse(await readFile(`${BUILD}/manifest.json`, 'utf8')) as {
    browser_specific_settings: { gecko: { id: string } };
  };
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    args: ['--remote-allow-system-access'],
    userDataDir: profile,
    extraPrefsFirefox: {
      'network.dns.forceResolve': '127.0.0.1',
      'dom.security.https_first': false,
      'network.stricttransportsecurity.preloadlist': false,
      'ui.systemUsesDarkTheme': options.dark ? 1 : 0,
      'layout.css.prefers-color-scheme.content-override': options.dark ? 0 : 1,
      // A temporary add-on is taken out when the browser closes; its storage stays, as an installed one's does.
      'extensions.webextensions.keepStorageOnUninstall': true,
      'extensions.webextensions.keepUuidOnUninstall': true,
      ...options.prefs,
      'extensions.webextensions.uuids': JSON.stringify({ [manifest.browser_specific_settings.gecko.id]: UUID }),
    },
  });
  const id = await browser.installExtension(BUILD);
  return {
    browser,
    serve(url, html) {
      const at = new URL(url);
      pages.set(`${at.hostname}${at.pathname}${at.search}`, html);
      return `http://${at.hostname}:${port}${at.pathname}${at.search}`;
    },
    async open(address) {
      const page = await browser.newPage();
      await page.goto(address, { waitUntil: 'domcontentloaded' });
      return page;
    },
    async panel(path = 'sidepanel.html') {
      const page = await browser.newPage();
      // Firefox never settles this navigation's own promise, though the page loads.
      await page.goto(`moz-extension://${UUID}/${path}`, { timeout: 3_000 }).catch((problem: unknown) => {
        if (!(problem instanceof Error) || !/timeout/i.test(problem.message)) throw problem;
      });
      return page;
    },
    profile,
    id,
    uninstall: () => browser.uninstallExtension(id),
    async close({ keepProfile = false } = {}) {
      await browser.close();
      if (!keepProfile) await rm(profile, { recursive: true, force: true });
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}
