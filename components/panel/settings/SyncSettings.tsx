import { useEffect, useRef, useState } from 'react';
import { SyncConflicts } from './SyncConflicts';
import { SyncInUse } from './SyncInUse';
import { SyncStart } from './SyncStart';
import type { SyncActions, SyncView } from './sync-model';
import type { SyncWords } from './sync-words';

interface Props {
  /** Null until it is known. */
  view: SyncView | null;
  actions: SyncActions;
  /** What this browser could be called. */
  deviceName: string;
  words: SyncWords;
  /** A recovery code was made: it is shown by the page, which outlives this section. */
  onCode: (code: string) => void;
}

/** Sync: to be set up, or how it stands. */
export function SyncSettings({ view, actions, deviceName, words, onCode }: Props) {
  const [joined, setJoined] = useState<boolean | null>(null);
  const [left, setLeft] = useState(false);
  const line = useRef<HTMLParagraphElement>(null);
  const on = view?.storage != null;
  // The button that ended it is gone, and the focus with it.
  useEffect(() => {
    if (left && !on) line.current?.focus();
  }, [left, on]);
  if (view === null) {
    return (
      <div className="skeleton" role="status" aria-label="Looking how sync stands">
        <i />
        <i />
      </div>
    );
  }
  const said = on
    ? joined === null
      ? ''
      : joined
        ? 'Sync is set up. The folder held a library already: it and this one are merged now.'
        : 'Sync is set up. Your other browsers can join by the same folder.'
    : left
      ? 'This browser no longer syncs. Everything is still here.'
      : '';
  return (
    <>
      <p ref={line} tabIndex={-1} role="status" className={said === '' ? 'visually-hidden' : 'strip-note'}>
        {said}
      </p>
      {view.storage ? (
        <SyncInUse
          view={view}
          storage={view.storage}
          actions={{
            ...actions,
            leave: () => {
              setLeft(true);
              actions.leave();
            },
          }}
          words={words}
          fresh={joined !== null}
          onCode={onCode}
        />
      ) : (
        <>
          <SyncStart
            actions={actions}
            deviceName={deviceName}
            words={words}
            onStarted={(started) => {
              setJoined(started.joined);
              setLeft(false);
              if (started.recoveryCode !== null) onCode(started.recoveryCode);
            }}
          />
          {/* A file carried by hand brings conflicts, too. */}
          <div className="sync">
            <SyncConflicts conflicts={view.conflicts} onResolve={actions.resolve} />
          </div>
        </>
      )}
    </>
  );
}
