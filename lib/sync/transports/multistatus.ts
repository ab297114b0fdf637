import type { Entry } from '../ports';
import { child, childrenOf, type Element, parseXml } from './xml';

/** The path of an href that may be a whole URL, a path, or relative; decoded name by name. Null where it can't be decoded. */
function namesOf(href: string, base: string): string[] | null {
  if (!URL.canParse(href, base)) return null;
  try {
    return new URL(href, base).pathname.split('/').filter(Boolean).map(decodeURIComponent);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

/** The properties of a response that were found: those whose status is 2xx, or has none. */
const found = (response: Element): Element[] =>
  childrenOf(response, 'propstat')
    .filter((it) => /^\s*$|\s2\d\d(\s|$)/.test(child(it, 'status')?.text ?? ''))
    .flatMap((it) => childrenOf(it, 'prop'));

/**
 * The members of a folder from the answer to PROPFIND with depth 1 (RFC 4918, 9.1). Servers differ in prefixes, in whole or
 * relative hrefs, in escaping, in the order, in whether the folder itself is among them and which properties they know.
 * Null where it is no such answer.
 */
export function readMultistatus(xml: string, folderUrl: string): Entry[] | null {
  const root = parseXml(xml);
  if (root?.name !== 'multistatus') return null;
  const folder = namesOf(folderUrl, folderUrl);
  if (!folder) return null;
  const entries = new Map<string, Entry>();
  for (const response of childrenOf(root, 'response')) {
    const href = child(response, 'href')?.text.trim() ?? '';
    const names = namesOf(href, folderUrl);
    // Proxies add or take away what stands before the folder, so only the end of the path is compared.
    if (!names || names.length === 0) continue;
    const own = names.length <= folder.length && folder.at(-1) === names.at(-1);
    const name = names.at(-1);
    if (own || !name || name.includes('/')) continue;
    if (folder.length > 0 && names.length > 1 && names.at(-2) !== folder.at(-1)) continue;
    const status = child(response, 'status')?.text ?? '';
    if (/\s[45]\d\d(\s|$)/.test(status)) continue;
    const props = found(response);
    const type = props.map((prop) => child(prop, 'resourcetype')).find((it) => it !== undefined);
    const length = props.map((prop) => child(prop, 'getcontentlength')?.text.trim()).find((it) => it);
    const isFolder = (type ? child(type, 'collection') !== undefined : false) || (!type && href.endsWith('/'));
    const size = !isFolder && length && /^\d+$/.test(length) ? Number(length) : null;
    entries.set(name, { name, folder: isFolder, size });
  }
  return [...entries.values()];
}
