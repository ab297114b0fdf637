import { browser } from 'wxt/browser';
import { SITE_MATCHES } from '../../lib/sites/hosts';

/** Built path of entrypoints/detect. */
const DETECTOR = '/content-scripts/detect.js';
const DETECTOR_ID = 'detect-on-granted-sites';

const hostOf = (pattern: string) => pattern.replace(/^[^:]*:\/\//u, '').replace(/\/.*$/u, '');
// By host: a browser may give a pattern back in another form than the manifest has it.
const BUILT_IN = new Set(SITE_MATCHES.map(hostOf));

/** Sites that the reader granted beyond the manifest's, as match patterns. Those `reached` are not read. */
export function sitesOf(origins: readonly string[], reached: readonly string[]): string[] {
  return origins.filter(
    (origin) => !reached.includes(origin) && hostOf(origin) !== '*' && !BUILT_IN.has(hostOf(origin)),
  );
}

async function sync(reached: readonly string[]): Promise<void> {
  const { origins = [] } = await browser.permissions.getAll();
  const matches = sitesOf(origins, reached);
  const registered = await browser.scripting.getRegisteredContentScripts({ ids: [DETECTOR_ID] });
  if (matches.length === 0) {
    if (registered.length > 0) await browser.scripting.unregisterContentScripts({ ids: [DETECTOR_ID] });
    return;
  }
  const script = { id: DETECTOR_ID, js: [DETECTOR], matches, persistAcrossSessions: true };
  if (registered.length > 0) await browser.scripting.updateContentScripts([script]);
  else await browser.scripting.registerContentScripts([{ ...script, runAt: 'document_idle' }]);
}

let last: Promise<void> = Promise.resolve();

/**
 * Makes the detector run on exactly the sites that the reader granted, now and after a restart. One call after the other:
 * two permissions granted at once would both register it.
 */
export function syncDetector(reached: () => Promise<string[]>): Promise<void> {
  last = last
    .then(async () => sync(await reached()))
    .catch((cause: unknown) => console.error('Cruxlight: the detector could not follow the permissions.', cause));
  return last;
}
