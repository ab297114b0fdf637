import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { SITE_MATCHES } from '../lib/sites/hosts';

/** Addresses that may show a post. Generous: the reader looks properly, this only keeps it off the rest of the site. */
const POST_PATH =
  /^\/(?:posts|s|g|events|rationality|codex|hpmor|highlights|p|home\/post|inbox\/post|@[^/]+|lw|revisions\/post|i|cp|note)\//u;
/** What the sites' post pages hold, whatever their address (a question's page, a feed's dialog, a custom domain). */
const POST_PARTS =
  '#postContent, #postBody, [data-component="PostBody"], .post-body, .available-content, article.newsletter-post, .DebateBody-root';

const mayBePost = () => POST_PATH.test(location.pathname) || document.querySelector(POST_PARTS) !== null;

/** Between looks at a page that is no post yet. */
const EVERY = 700;

/**
 * The first stage: on every page of the sites, and so tiny. It asks for the reader where there may be a post, now or
 * after the site has moved on without reloading. It writes nothing and ends once the reader was asked for.
 */
export default defineContentScript({
  matches: SITE_MATCHES,
  runAt: 'document_idle',
  main() {
    const work = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      timer = undefined;
      if (work.signal.aborted || !mayBePost()) return;
      work.abort();
      // Nobody answers once the extension was updated: then the next load of the page has the new one.
      Promise.resolve()
        .then(() => browser.runtime.sendMessage({ cruxlight: 'background', name: 'page.found', args: {} }))
        .catch((cause: unknown) => console.debug('Cruxlight could not start here:', cause));
    };
    const later = () => {
      if (timer === undefined) timer = setTimeout(look, EVERY);
    };
    look();
    if (work.signal.aborted) return;
    const observer = new MutationObserver(later);
    observer.observe(document, { childList: true, subtree: true });
    work.signal.addEventListener('abort', () => observer.disconnect());
    window.addEventListener('popstate', later, { signal: work.signal });
    const { navigation } = window as Window & { navigation?: EventTarget };
    navigation?.addEventListener('currententrychange', later, { signal: work.signal });
  },
});
