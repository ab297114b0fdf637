import { useCallback, useEffect, useRef, useState } from 'react';
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
export function useSync(library: Library): {
  view: SyncView | null;
  refresh: () => Promise<void>;
  /** The texts of a conflict as they are shown now: what the reader chose among. */
  seenOf: (annotation: string) => string[];
} {
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
  const shown = useRef(view);
  shown.current = view;
  const seenOf = useCallback(
    (annotation: string) => shown.current?.conflicts.find((it) => it.annotation === annotation)?.texts ?? [],
    [],
  );
  return { view, refresh, seenOf };
}
