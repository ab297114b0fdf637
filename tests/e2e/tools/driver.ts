import type { Page as ChromiumPage } from 'playwright-core';
import type { Page as FirefoxPage, KeyInput } from 'puppeteer-core';
import { launchChromium } from './chromium';
import { launchFirefox } from './firefox';

/*
 * What both browsers' tools can do, in one form: a scenario that is written against it runs in Chromium and in Firefox.
 */

export interface Point {
  x: number;
  y: number;
}

export interface Tab {
  /** Runs a function of the test in the page, or an expression given as text. */
  evaluate: <T, A = undefined>(run: ((arg: A) => T) | string, arg?: A) => Promise<Awaited<T>>;
  press: (key: string) => Promise<void>;
  /** Moves the pointer from one point to the other with the button held down. */
  drag: (from: Point, to: Point) => Promise<void>;
  move: (to: Point) => Promise<void>;
  click: (at: Point) => Promise<void>;
  reload: () => Promise<void>;
  close: () => Promise<void>;
}

export interface Driver {
  /** Serves HTML as if from this address; gives the one to open. */
  serve: (url: string, html: string) => string;
  open: (address: string) => Promise<Tab>;
  /** A page of the extension, in a tab. */
  extension: (path?: string) => Promise<Tab>;
  /** Calls the background as a page does, or a page's reader as the panel does (with the start of the page's address). */
  call: (to: 'background' | { page: string }, name: string, args: object) => Promise<Answer>;
  /** Switches the extension off and on again, as an update does. */
  reloadExtension: () => Promise<void>;
  /** For good. */
  removeExtension: () => Promise<void>;
  close: () => Promise<void>;
}

export interface Answer {
  ok: boolean;
  value: Record<string, unknown>;
}

type Both = ChromiumPage | FirefoxPage;

function tabOf(page: Both): Tab {
  const mouse = page.mouse as ChromiumPage['mouse'];
  return {
    evaluate: (run, arg) => (page as ChromiumPage).evaluate(run as never, arg as never),
    press: (key) => page.keyboard.press(key as KeyInput),
    drag: async (from, to) => {
      await mouse.move(from.x, from.y);
      await mouse.down();
      await mouse.move(to.x, to.y, { steps: 6 });
      await mouse.up();
    },
    move: ({ x, y }) => mouse.move(x, y),
    click: ({ x, y }) => mouse.click(x, y),
    reload: async () => {
      await (page as ChromiumPage).reload({ waitUntil: 'domcontentloaded' });
    },
    close: () => page.close(),
  };
}

/** Asks from a page of the extension: both browsers let such a page speak to the background and to tabs. */
const asking = (message: object) => `chrome.runtime.sendMessage(${JSON.stringify(message)})`;
const askingTab = (url: string, message: object) =>
  `chrome.tabs.query({}).then((tabs) => chrome.tabs.sendMessage(tabs.filter((tab) => tab.url?.startsWith(${JSON.stringify(url)})).at(-1)?.id ?? -1, ${JSON.stringify(message)}, { frameId: 0 }))`;

function calling(extension: Driver['extension']): Driver['call'] {
  return async (to, name, args) => {
    const page = await extension('options.html');
    const message = { cruxlight: to === 'background' ? to : 'page', name, args };
    const answer = await page.evaluate<Answer>(to === 'background' ? asking(message) : askingTab(to.page, message));
    await page.close();
    return answer;
  };
}

const reload = async (extension: Driver['extension']) => {
  const page = await extension('options.html');
  // The page goes with the extension, and the call with the page.
  await page.evaluate('void setTimeout(() => chrome.runtime.reload(), 50)').catch(() => undefined);
};

export async function chromiumDriver(): Promise<Driver> {
  const browser = await launchChromium();
  const extension = async (path?: string) => tabOf(await browser.panel(path));
  return {
    serve: (url, html) => {
      browser.serve(url, html);
      return url;
    },
    open: async (address) => tabOf(await browser.open(address)),
    extension,
    call: calling(extension),
    reloadExtension: () => reload(extension),
    removeExtension: async () => {
      const page = await extension('options.html');
      await page.evaluate('void setTimeout(() => chrome.management.uninstallSelf(), 50)');
    },
    close: () => browser.close(),
  };
}

export async function firefoxDriver(): Promise<Driver> {
  const browser = await launchFirefox();
  const extension = async (path?: string) => tabOf(await browser.panel(path));
  return {
    serve: browser.serve,
    open: async (address) => tabOf(await browser.open(address)),
    extension,
    call: calling(extension),
    reloadExtension: () => reload(extension),
    removeExtension: browser.uninstall,
    close: () => browser.close(),
  };
}
