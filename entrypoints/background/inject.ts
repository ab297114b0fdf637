import { browser } from 'wxt/browser';
import { err, ok, type Result } from '../../lib/base/result';
import { SITE_MATCHES } from '../../lib/sites/hosts';

/** Built paths: the second-stage script, its styles and the detector (see entrypoints/reader, entrypoints/detect). */
const READER = '/reader.js' as const;
const MARKS = '/assets/page-marks.css';
const DETECTOR = '/content-scripts/detect.js';
const DETECTOR_ID = 'detect-on-granted-sites';

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

/** Origins that the reader granted beyond those of the manifest, as match patterns. */
async function grantedOrigins(): Promise<string[]> {
  const { origins = [] } = await browser.permissions.getAll();
  return origins.filter((origin) => !SITE_MATCHES.includes(origin) && origin !== '<all_urls>');
}

/** Makes the detector run on exactly the sites that the reader granted, now and after a restart. */
export async function syncDetector(): Promise<void> {
  const matches = await grantedOrigins();
  const registered = await browser.scripting.getRegisteredContentScripts({ ids: [DETECTOR_ID] });
  if (matches.length === 0) {
    if (registered.length > 0) await browser.scripting.unregisterContentScripts({ ids: [DETECTOR_ID] });
    return;
  }
  const script = { id: DETECTOR_ID, js: [DETECTOR], matches, persistAcrossSessions: true };
  if (registered.length > 0) await browser.scripting.updateContentScripts([script]);
  else await browser.scripting.registerContentScripts([{ ...script, runAt: 'document_idle' }]);
}
