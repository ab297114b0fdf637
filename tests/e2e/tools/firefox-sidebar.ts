import type { Browser } from 'puppeteer-core';

/*
 * Firefox's own sidebar with the panel in it, and the extension's button in the toolbar: both are parts of the browser's
 * window, which a test reaches only as the browser itself.
 */

interface Connection {
  send: (method: string, params: object) => Promise<{ result: unknown }>;
}
interface Tree {
  contexts: { context: string; url: string }[];
}
interface Evaluated {
  type: string;
  result?: { value?: unknown };
  exceptionDetails?: { text: string };
}

export interface Sidebar {
  /** A function body that is run in the panel, with its `document`; gives a string. */
  ask: (body: string) => Promise<string>;
  /** Clicks on the button with these words as a person does. */
  click: (words: string) => Promise<void>;
}

/** Runs code in the browser's window. */
async function inWindow(browser: Browser, expression: string): Promise<string> {
  // Puppeteer has no way of its own into the browser's window; the protocol has.
  const { connection } = browser as unknown as { connection: Connection };
  const tree = (await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' })).result as Tree;
  const context = tree.contexts.find(({ url }) => url.endsWith('/browser.xhtml'))?.context;
  const answer = (await connection.send('script.evaluate', {
    expression: `(async () => { ${expression} })()`,
    target: { context },
    awaitPromise: true,
  })) as { result: Evaluated };
  if (answer.result.exceptionDetails) throw new Error(answer.result.exceptionDetails.text);
  return String(answer.result.result?.value ?? '');
}

/** The reader's click on the toolbar button, which lets the extension see the tab that is in front. */
export const clickToolbarButton = (browser: Browser, extension: string) =>
  inWindow(
    browser,
    `const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
     const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(extension)});
     await ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);`,
  );

/** The sidebar as it is; `open` opens it past the toolbar button. */
export async function openSidebar(browser: Browser, open = true): Promise<Sidebar> {
  if (open)
    await inWindow(
      browser,
      `await SidebarController.show([...SidebarController.sidebars.keys()].find((key) => key.endsWith('-sidebar-action')));`,
    );
  // What runs in the panel's process is handed over as a frame script, and answers by a message.
  const ask = (body: string) =>
    inWindow(
      browser,
      `const { messageManager } = SidebarController.browser.contentDocument.querySelector('browser');
       const name = 'cruxlight-test-' + Math.random();
       return new Promise((resolve) => {
         messageManager.addMessageListener(name, ({ data }) => resolve(data));
         messageManager.loadFrameScript('data:,' + encodeURIComponent(\`{
           const document = content.document;
           let answer;
           try { answer = String((() => { ${body.replaceAll('\\', '\\\\').replaceAll('`', '\\`')} })()); } catch (error) { answer = 'failed: ' + error; }
           sendAsyncMessage("\` + name + \`", answer);
         }\`), false);
       });`,
    );
  return {
    ask,
    click: async (words) => {
      const said = await ask(
        `const button = [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === ${JSON.stringify(words)});
         if (!button) return 'none';
         button.scrollIntoView({ block: 'center' });
         const { left, top, width, height } = button.getBoundingClientRect();
         for (const type of ['mousemove', 'mousedown', 'mouseup'])
           content.synthesizeMouseEvent(type, left + width / 2, top + height / 2, { clickCount: 1 });
         return 'clicked';`,
      );
      if (said !== 'clicked') throw new Error(`${words}: ${said}`);
    },
  };
}
