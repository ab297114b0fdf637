import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { err, type Result } from '../../lib/base/result';
import type { Library } from '../../lib/library/library';
import { tellReaders } from '../../lib/messaging/broadcast';
import { answer, callerToTab, type Handlers } from '../../lib/messaging/calls';
import { toBackground, toPage } from '../../lib/messaging/protocol';
import { annotationCalls } from './annotation-calls';
import { syncDetector } from './detector';
import { engineOrigin, setUpEngines } from './engine/setup';
import { injectReader } from './inject';
import { openPanel } from './panel';
import { readingCalls } from './reading-calls';
import { openSyncedLibrary } from './sync/open-library';
import { isSyncAlarm, setUpSync, syncOrigin } from './sync/setup';
import { createSynthesisCache } from './synthesis-cache';
import { createTagging } from './tagging';

type AllCalls = Handlers<typeof toBackground>;

/** Hosts that the reader let the extension reach without reading them: an engine's, sync's. */
const reached = async (): Promise<string[]> =>
  (await Promise.all([engineOrigin(), syncOrigin()])).filter((origin) => origin !== null);
const followPermissions = () => void syncDetector(reached);

interface Parts {
  calls: AllCalls;
  sync: (online: boolean) => void;
}

function partsOf(library: Library): Parts {
  const changed = (post: string | null) => void tellReaders('library.changed', { post });
  const engines = setUpEngines(library, followPermissions);
  const sync = setUpSync(library, followPermissions);
  const calls = {
    ...readingCalls(
      library,
      createTagging(library, engines.embedded),
      createSynthesisCache(library, () => Date.now()),
      changed,
      (post) => void engines.tagged(post),
    ),
    ...annotationCalls(library, (post) => {
      changed(post);
      if (post !== null) engines.decided(post);
    }),
    ...engines.calls,
    ...sync.calls,
  };
  return { calls, sync: sync.run };
}

export default defineBackground(() => {
  // The worker is started by a message as often as not, so every listener is there before anything is waited for.
  const opened = openSyncedLibrary().then(
    (library): Result<Parts, string> =>
      library.ok ? { ok: true, value: partsOf(library.value) } : err(library.error.message),
  );
  const syncNow = (online: boolean) => void opened.then((parts) => parts.ok && parts.value.sync(online));
  const late = Object.fromEntries(
    Object.keys(toBackground).map((name) => [
      name,
      async (args: never, sender: never) => {
        const parts = await opened;
        if (!parts.ok) return parts;
        const call = parts.value.calls[name as keyof AllCalls] as
          | ((a: never, s: never) => Promise<Result<never, string>>)
          | undefined;
        return call ? call(args, sender) : err(`Nothing answers "${name}".`);
      },
    ]),
  ) as AllCalls;

  answer('background', toBackground, {
    ...late,
    'page.found': async (_, { tabId }) => (tabId === null ? err('Not a tab.') : injectReader(tabId, false)),
    'page.read': async ({ tabId }) => injectReader(tabId, true),
    'panel.open': async (_, { tabId }) => openPanel(tabId),
  });

  browser.action.onClicked.addListener((tab) => void openPanel(tab.id ?? null));
  const callTab = callerToTab(toPage);
  browser.commands.onCommand.addListener((command, tab) => {
    const tabId = tab?.id;
    if (command === 'open-panel') void openPanel(tabId ?? null);
    else if (command === 'toggle-marks' && tabId !== undefined) void callTab(tabId, 'marks.toggle', {});
  });
  browser.permissions.onAdded.addListener(followPermissions);
  browser.permissions.onRemoved.addListener(followPermissions);
  browser.runtime.onInstalled.addListener(followPermissions);
  browser.runtime.onStartup.addListener(() => syncNow(true));
  browser.alarms.onAlarm.addListener(({ name }) => isSyncAlarm(name) && syncNow(false));
  self.addEventListener('online', () => syncNow(true));
});
