import { isSubstackHost, substackAddress } from './address';
import { isSubstackPage } from './fingerprint';

/**
 * The match pattern to ask permission for where a page is a Substack post on a domain of its own (`https://host/*`), else
 * null. Only https: nothing else can be asked for.
 */
export function customDomainPattern(document: Document, url: URL): string | null {
  if (url.protocol !== 'https:' || isSubstackHost(url.hostname)) return null;
  return substackAddress(url).kind === 'post' && isSubstackPage(document) ? `https://${url.hostname}/*` : null;
}
