import { useCallback, useEffect, useRef, useState } from 'react';
import { browser } from 'wxt/browser';
import { answer, callerToTab } from '../../lib/messaging/calls';
import { type PageStatus, toPage, toPanel } from '../../lib/messaging/protocol';
import { isOwnDomainPost } from './publication';

const callTab = callerToTab(toPage);

/** What is known of the tab beside the panel. `url` is null where the browser doesn't tell it (no permission). */
export interface TabPage {
  tabId: number | null;
  url: string | null;
  /** Null where no reader answers. */
  status: PageStatus | null;
  /** A post of a Substack on a domain of its own, which the reader has not let Cruxlight read by itself. */
  ownDomain: boolean;
  /** True where the panel itself is the page of a tab. */
  alone: boolean;
}

async function currentPage(): Promise<TabPage> {
  const own = await browser.tabs.getCurrent();
  if (own) return { tabId: null, url: null, status: null, ownDomain: false, alone: true };
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  const tabId = tab?.id ?? null;
  if (tabId === null) return { tabId: null, url: null, status: null, ownDomain: false, alone: false };
  const status = await callTab(tabId, 'page.status', {});
  const url = tab?.url ?? null;
  const ownDomain = !status.ok && url !== null && (await isOwnDomainPost(tabId, url));
  return { tabId, url, status: status.ok ? status.value : null, ownDomain, alone: false };
}

/** Follows the tab beside the panel: other tabs, navigation, and what its reader says. Null until first asked. */
export function usePage(): { page: TabPage | null; ask: () => void } {
  const [page, setPage] = useState<TabPage | null>(null);
  const turn = useRef(0);
  const ask = useCallback(() => {
    const mine = ++turn.current;
    void currentPage().then((next) => {
      if (turn.current === mine) setPage(next);
    });
  }, []);
  useEffect(() => {
    ask();
    const activated = () => ask();
    const updated = (_: number, change: { status?: string; url?: string }, tab: { active: boolean }) => {
      if (tab.active && (change.status === 'complete' || change.url !== undefined)) ask();
    };
    browser.tabs.onActivated.addListener(activated);
    browser.tabs.onUpdated.addListener(updated);
    // The reader's click on the toolbar button lets the extension know the address of the tab, of which no other event tells.
    browser.action.onClicked.addListener(activated);
    const stop = answer('panel', toPanel, {
      'page.changed': async ({ status }, { tabId }) => {
        setPage((before) => (before && before.tabId === tabId ? { ...before, status } : before));
        return { ok: true, value: {} };
      },
    });
    return () => {
      browser.tabs.onActivated.removeListener(activated);
      browser.tabs.onUpdated.removeListener(updated);
      browser.action.onClicked.removeListener(activated);
      stop();
    };
  }, [ask]);
  return { page, ask };
}
