import { browser } from 'wxt/browser';
import { err, ok, type Result } from '../../lib/base/result';

/** Built paths: the second-stage script and its styles (see entrypoints/reader). */
const READER = '/reader.js' as const;
const MARKS = '/assets/page-marks.css';

/**
 * Puts the reader into a tab's top frame. Repeatable: the reader leaves at once where one is at work already. `onRequest`
 * lets it read a page that no site adapter knows.
 */
export async function injectReader(tabId: number, onRequest: boolean): Promise<Result<Record<string, never>, string>> {
  const target = { tabId, frameIds: [0] };
  try {
    if (onRequest) {
      await browser.scripting.executeScript({
        target,
        func: () => {
          Reflect.set(globalThis, '__cruxlightOnRequest', true);
        },
      });
    }
    await browser.scripting.insertCSS({ target, files: [MARKS] });
    await browser.scripting.executeScript({ target, files: [READER] });
    return ok({});
  } catch (cause) {
    // The browser refuses its own pages, its add-on store, and sites that were not granted.
    return err(
      `This page cannot be read: the browser did not let Cruxlight in (${cause instanceof Error ? cause.message : cause}).`,
    );
  }
}
