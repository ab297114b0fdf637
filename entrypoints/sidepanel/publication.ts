import { browser } from 'wxt/browser';
import { customDomainPattern } from '../../lib/sites/index';

/**
 * The parts of a page that tell whether Substack made it, as a page of their own: the whole is too large to hand over.
 * Runs in the page, so it uses nothing from outside itself.
 */
export function signsOfSubstack(): string {
  const heads = 'link[rel="preconnect"], meta[name="twitter:image"], meta[property="twitter:image"]';
  const parts = Array.from(document.querySelectorAll(heads), (element) => element.outerHTML);
  const loads = Array.from(document.scripts).some((script) => /window\._preloads\s*=/.test(script.textContent ?? ''));
  if (document.querySelector('.body.markup, script'))
    parts.push(`<script>${loads ? 'window._preloads = {}' : ''}</script>`);
  const article = '#entry #main article.post';
  if (document.querySelector(`${article} h1.post-title`) && document.querySelector(`${article} .body.markup`))
    parts.push(
      '<div id="entry"><div id="main"><article class="post"><h1 class="post-title"></h1><div class="body markup"></div></article></div></div>',
    );
  return parts.join('');
}

/** Whether a tab shows a post of a Substack on a domain of its own. False where the browser doesn't let us look. */
export async function isOwnDomainPost(tabId: number, url: string): Promise<boolean> {
  try {
    const [answer] = await browser.scripting.executeScript({ target: { tabId }, func: signsOfSubstack });
    const page = new DOMParser().parseFromString(String(answer?.result ?? ''), 'text/html');
    return customDomainPattern(page, new URL(url)) !== null;
  } catch (cause) {
    console.debug('Cruxlight was not let into this page:', cause);
    return false;
  }
}
