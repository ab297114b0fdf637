import { useCallback, useEffect, useState } from 'react';
import type { SyncView } from '../../components/panel/settings/sync-model';
import type { Library } from '../../lib/library/library';
import { answer, callerTo } from '../../lib/messaging/calls';
import { toBackground, toPanel } from '../../lib/messaging/protocol';
import { hurried } from '../../lib/sync';

const call = callerTo('background', toBackground);

/**
 * How sync stands: asked once, then told by the background. Edits made on this page wake the background, which may sleep.
 * Null until it is known.
 */
export function useSync(library: Library): { view: SyncView | null; refresh: () => Promise<void> } {
  const [view, setView] = useState<SyncView | null>(null);
  const refresh = useCallback(async () => {
    const asked = await call('sync.get', {});
    if (asked.ok) setView(asked.value);
  }, []);
  useEffect(() => {
    void refresh();
    return answer('panel', toPanel, {
      'sync.changed': async (next) => {
        setView(next);
        return { ok: true, value: {} };
      },
    });
  }, [refresh]);
  useEffect(
    () =>
      library.watch(
        () => hurried(library),
        (waiting) => {
          if (waiting > 0) void call('sync.poke', {});
        },
        (reason) => console.info('Cruxlight: edits on this page are synced by the clock alone:', reason),
      ),
    [library],
  );
  return { view, refresh };
}
