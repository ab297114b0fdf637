import { browser } from 'wxt/browser';
import { ok, type Result } from '../../lib/base/result';

interface SidebarAction {
  open: () => Promise<void>;
}

/** Firefox's sidebar, which Chromium does not have. */
const sidebar = (): SidebarAction | undefined => Reflect.get(browser, 'sidebarAction') as SidebarAction | undefined;

/**
 * Opens the side panel beside a tab. Must be the first thing that a click's handler does: both browsers refuse it once
 * the click is forgotten. Where a message carries no click (Firefox), the panel's page opens in a tab instead.
 */
export async function openPanel(tabId: number | null): Promise<Result<Record<string, never>, string>> {
  try {
    const firefox = sidebar();
    if (firefox) await firefox.open();
    else if (tabId !== null) await browser.sidePanel.open({ tabId });
    else throw new Error('no tab');
  } catch (cause) {
    console.info('The side panel could not open here, so it opens in a tab:', cause);
    await browser.tabs.create({ url: browser.runtime.getURL('/sidepanel.html' as never) });
  }
  return ok({});
}
