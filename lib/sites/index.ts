import { generic } from './generic';
import { isPost, noPost } from './no-post';
import type { NoPost, Post } from './post';
import { ADAPTERS } from './registry';
import { substack } from './substack';
import { isSubstackHost } from './substack/address';

export { isPost } from './no-post';
export { customDomainPattern } from './substack/custom-domain';
export { isSubstackPage } from './substack/fingerprint';

/**
 * The post on a page, or why there is none. Never changes the page.
 *
 * @param url The page's present address (it may differ from the one it was loaded with).
 * @param options.generic The reader asked for this page: where no adapter knows the host, Readability reads it.
 */
export function readPage(document: Document, url: URL, options: { generic?: boolean } = {}): Post | NoPost {
  if (!document.documentElement) return noPost('The page is empty.');
  const adapter = ADAPTERS.find((candidate) => candidate !== generic && candidate.matches(url, document));
  if (adapter) {
    const read = adapter.read(document, url);
    // A fingerprint may be wrong (a page that only embeds a post): then the reader's request still counts.
    if (isPost(read) || !options.generic || adapter !== substack || isSubstackHost(url.hostname)) return read;
  }
  if (!options.generic) return noPost('Pages of this site are read on request only.');
  return /^https?:$/.test(url.protocol) ? generic.read(document, url) : noPost('Only web pages are read.');
}
