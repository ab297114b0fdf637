import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { err, type Result } from '../../lib/base/result';
import { type Library, openLibrary } from '../../lib/library/library';
import { tellReaders } from '../../lib/messaging/broadcast';
import { answer, callerToTab, type Handlers } from '../../lib/messaging/calls';
import { toBackground, toPage } from '../../lib/messaging/protocol';
import { annotationCalls } from './annotation-calls';
import { syncDetector } from './detector';
import { engineOrigin, setUpEngines } from './engine/setup';
import { injectReader } from './inject';
import { openPanel } from './panel';
import { readingCalls } from './reading-calls';
import { createSynthesisCache } from './synthesis-cache';
import { createTagging } from './tagging';

type AllCalls = Handlers<typeof toBackground>;

function libraryCalls(library: Library): AllCalls {
  const changed = (post: string | null) => void tellReaders('library.changed', { post });
  const engines = setUpEngines(library);
  return {
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
  };
}

export default defineBackground(() => {
  // The worker is started by a message as often as not, so every listener is there before anything is waited for.
  const opened = openLibrary({ clock: () => Date.now(), random: () => Math.random() }).then(
    (library): Result<AllCalls, string> =>
      library.ok ? { ok: true, value: libraryCalls(library.value) } : err(library.error.message),
  );
  const late = Object.fromEntries(
    Object.keys(toBackground).map((name) => [
      name,
      async (args: never, sender: never) => {
        const calls = await opened;
        if (!calls.ok) return calls;
        const call = calls.value[name as keyof AllCalls] as
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
  browser.permissions.onAdded.addListener(() => void syncDetector(engineOrigin));
  browser.permissions.onRemoved.addListener(() => void syncDetector(engineOrigin));
  browser.runtime.onInstalled.addListener(() => void syncDetector(engineOrigin));
});
