import { useCallback, useEffect, useMemo, useState } from 'react';
import { browser } from 'wxt/browser';
import { SettingsPage } from '../../components/panel/settings/SettingsPage';
import { hostOfPattern } from '../../components/panel/settings/SiteSettings';
import { originPattern } from '../../lib/base/address';
import type { Library, LibraryProblem } from '../../lib/library/library';
import { tellReaders } from '../../lib/messaging/broadcast';
import { SITE_MATCHES } from '../../lib/sites/hosts';
import { LOCKED_WORDS, PLAIN_WORDS } from '../../lib/sync';
import { forgetSecrets } from '../background/forget';
import { saveFile } from '../sidepanel/files';
import { importFile } from '../sidepanel/imports';
import { useNotices } from '../sidepanel/useNotices';
import { useSync } from '../sidepanel/useSync';
import { useWatch } from '../sidepanel/useWatch';
import { WithLibrary } from '../sidepanel/WithLibrary';
import { deviceName } from './device-name';
import { useEngines } from './useEngines';
import { useSyncActions } from './useSyncActions';

export function Options() {
  return <WithLibrary>{(library, onBroken) => <Settings library={library} onBroken={onBroken} />}</WithLibrary>;
}

// By host: a browser may give a pattern back in another form than the manifest has it.
const BUILT_IN = new Set(SITE_MATCHES.map(hostOfPattern));

const SYNC_WORDS = { locked: LOCKED_WORDS, plain: PLAIN_WORDS };

/** The section that the page was opened at: `options.html#sync`. */
const SECTION = location.hash.slice(1) || 'sites';

/** Posts that are offered to a stronger engine, latest visits first. */
const MOST_POSTS = 50;

/** Sites that the reader granted beyond the built-in ones; follows the browser's own list. */
function useGranted(): string[] {
  const [granted, setGranted] = useState<string[]>([]);
  useEffect(() => {
    const ask = () =>
      void browser.permissions
        .getAll()
        .then(({ origins = [] }) => setGranted(origins.filter((origin) => !BUILT_IN.has(hostOfPattern(origin)))));
    ask();
    browser.permissions.onAdded.addListener(ask);
    browser.permissions.onRemoved.addListener(ask);
    return () => {
      browser.permissions.onAdded.removeListener(ask);
      browser.permissions.onRemoved.removeListener(ask);
    };
  }, []);
  return granted;
}

function Settings({ library, onBroken }: { library: Library; onBroken: (problem: LibraryProblem) => void }) {
  const notices = useNotices(onBroken);
  const settings = useWatch(library, () => library.settings(), 'settings', onBroken);
  const counts = useWatch(library, () => library.counts(), 'counts', onBroken);
  const posts = useWatch(library, () => library.posts({ sort: 'seen' }), 'posts', onBroken);
  const readable = useMemo(() => (posts ?? []).slice(0, MOST_POSTS).map(({ key, title }) => ({ key, title })), [posts]);
  const engines = useEngines(readable, notices);
  const sync = useSync(library);
  const address = sync.view?.storage?.address ?? null;
  const device = useMemo(() => deviceName(navigator.userAgent), []);
  const syncActions = useSyncActions({
    library,
    address,
    device,
    seenOf: sync.seenOf,
    refresh: sync.refresh,
    notices,
  });
  // Hosts that are reached are no sites that are read: each is taken back where it was given.
  const reached = [engines.view?.choice.address, address].map((it) => (it ? originPattern(it) : null));
  const granted = useGranted().filter((pattern) => !reached.includes(pattern));
  const { after, fail, say } = notices;
  const told = useCallback(async (change: Promise<boolean>) => {
    if (await change) await tellReaders('library.changed', { post: null });
  }, []);
  if (!settings) return null;
  return (
    <SettingsPage
      settings={settings}
      granted={granted}
      builtIn={SITE_MATCHES}
      quarantined={counts?.quarantined ?? 0}
      engine={engines.view}
      engineActions={engines.actions}
      sync={sync.view}
      syncActions={syncActions}
      deviceName={device}
      syncWords={SYNC_WORDS}
      initial={SECTION}
      notice={notices.notice}
      onNoticeClose={notices.close}
      actions={{
        save: (patch) => void told(after(library.saveSettings(patch), 'Kept.')),
        revoke: (origin) =>
          void browser.permissions
            .remove({ origins: [origin] })
            .then((removed) => (removed ? say('Taken back.') : fail('The browser kept this permission.'))),
        backUp: () =>
          void library.exportAll().then((all) => {
            if (!all.ok) return fail(all.error.message);
            saveFile(`cruxlight-${new Date().toISOString().slice(0, 10)}.json`, 'application/json', all.value);
            return say('Backup saved.');
          }),
        restore: (file) => void importFile(library, file, notices),
        deleteEverything: () =>
          void told(
            // The engine's key lies beside the library, and goes with it.
            after(
              forgetSecrets().then(() => library.deleteEverything()),
              'Everything is deleted.',
            ),
          ),
      }}
    />
  );
}
