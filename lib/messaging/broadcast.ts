import { browser } from 'wxt/browser';
import type * as z from 'zod';
import { callerToTab } from './calls';
import { toPage } from './protocol';

/** Tells the readers of all tabs. Tabs without one do not answer, which is no failure here. */
export async function tellReaders<N extends keyof typeof toPage>(
  name: N,
  args: z.input<(typeof toPage)[N]['args']>,
): Promise<void> {
  const call = callerToTab(toPage);
  const tabs = await browser.tabs.query({});
  await Promise.all(tabs.map(async (tab) => (tab.id === undefined || tab.discarded ? null : call(tab.id, name, args))));
}
