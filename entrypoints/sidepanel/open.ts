import { browser } from 'wxt/browser';
import { textFragmentUrl } from '../../lib/export';
import { callerToTab } from '../../lib/messaging/calls';
import { toPage } from '../../lib/messaging/protocol';
import type { Selectors } from '../../lib/passages/passage';

const callTab = callerToTab(toPage);

/** Where to go: a passage or an annotation, its words, and the address of its page. */
export interface Target {
  post: string;
  url: string;
  passage: string | null;
  annotation: string | null;
  selectors: Selectors | null;
}

/** The tab whose reader has the post; the active one of this window before others. */
export async function tabOf(post: string): Promise<number | null> {
  const tabs = await browser.tabs.query({});
  const asked = await Promise.all(
    tabs
      .filter((tab) => tab.id !== undefined && !tab.discarded)
      .map(async (tab) => {
        const status = await callTab(tab.id ?? -1, 'page.status', {});
        return status.ok && status.value.post === post ? tab : null;
      }),
  );
  const found = asked.filter((tab) => tab !== null);
  const best = found.find((tab) => tab.active) ?? found[0];
  return best?.id ?? null;
}

/** Only addresses of the web and of the extension itself: a stored address is a page's word, and may be anything. */
function isSafe(url: string): boolean {
  return URL.canParse(url) && (/^https?:$/.test(new URL(url).protocol) || url.startsWith(browser.runtime.getURL('/')));
}

/**
 * Shows words where they stand: scrolls the tab that has the post, else opens the post at them. Null where it went well,
 * else the reason in words for people.
 */
export async function showTarget(target: Target): Promise<string | null> {
  const tabId = await tabOf(target.post);
  if (tabId !== null) {
    await browser.tabs.update(tabId, { active: true });
    if (target.passage === null && target.annotation === null) return null;
    const shown = await callTab(tabId, 'passage.show', { passage: target.passage, annotation: target.annotation });
    if (!shown.ok) return 'The page did not answer. Reload it, then try again.';
    return shown.value.found ? null : (shown.value.reason ?? 'These words were not found on the page.');
  }
  if (!isSafe(target.url)) return 'The address of this post can’t be opened.';
  const url = target.selectors ? textFragmentUrl(target.url, target.selectors.quote) : target.url;
  await browser.tabs.create({ url });
  return null;
}
