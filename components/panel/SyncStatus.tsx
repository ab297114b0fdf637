import { type FocusEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Icon, type IconName } from '../shared/Icon';
import { useNow } from '../shared/useNow';
import type { SyncView } from './settings/sync-model';
import { inWords, lastSyncWords, moodOf, moodWords, progressWords, type SyncMood } from './settings/sync-words';

const ICONS: Record<SyncMood, IconName> = {
  trouble: 'warning',
  conflicts: 'note',
  running: 'sync',
  paused: 'pause',
  waiting: 'sync',
  synced: 'sync',
  never: 'sync',
};

interface Props {
  view: SyncView | null;
  onSyncNow: () => void;
  /** Opens the settings at "Sync". */
  onSettings: () => void;
}

/** How sync stands, in the panel's bar: one button, and what there is to know behind it. Nothing where sync is off. */
export function SyncStatus({ view, onSyncNow, onSettings }: Props) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    const away = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', away);
    return () => document.removeEventListener('pointerdown', away);
  }, [open]);
  if (view?.storage == null) return null;

  const mood = moodOf(view);
  const name = `Sync: ${moodWords(view)}`;
  const count = mood === 'conflicts' ? view.conflicts.length : mood === 'waiting' ? view.waiting : 0;
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open || event.key !== 'Escape') return;
    event.stopPropagation();
    setOpen(false);
    opener.current?.focus();
  };
  const onBlur = (event: FocusEvent) => {
    if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) setOpen(false);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape bubbles up here from the buttons
    <div className="sync-status" ref={root} data-mood={mood} onKeyDown={onKeyDown} onBlur={onBlur}>
      {/* Only what asks for the reader is read out unasked; that it goes on as always is not. */}
      <span className="visually-hidden" role="status">
        {mood === 'trouble' || mood === 'conflicts' ? name : ''}
      </span>
      <button
        type="button"
        ref={opener}
        className="icon-button"
        aria-label={name}
        title={name}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <Icon name={ICONS[mood]} />
        {count > 0 ? (
          <span className="sync-count" aria-hidden="true">
            {count > 99 ? '99+' : count}
          </span>
        ) : null}
      </button>
      <div id={id} className="sync-popover" hidden={!open}>
        {open ? (
          <Details
            view={view}
            mood={mood}
            onSyncNow={onSyncNow}
            onSettings={() => {
              setOpen(false);
              onSettings();
            }}
          />
        ) : null}
      </div>
    </div>
  );
}

function Details({ view, mood, onSyncNow, onSettings }: Props & { view: SyncView; mood: SyncMood }) {
  const now = useNow();
  const { state, progress, problems, conflicts, waiting, nextTry, lastSync } = view;
  const running = state === 'running';
  const problem = problems[0];
  const stopped = mood === 'paused';
  return (
    <>
      <p>
        <b>Sync: {moodWords(view)}</b>
      </p>
      {running && progress ? <p className="muted">{progressWords(progress)}</p> : null}
      <p className="muted">
        {lastSyncWords(lastSync, now)}
        {waiting > 0 ? ` Waiting to be sent: ${waiting.toLocaleString('en')}.` : ''}
        {nextTry !== null && !running && !stopped ? ` Next try ${inWords(nextTry, now)}.` : ''}
      </p>
      {problem ? (
        <p className="sync-problem" dir="auto">
          {problem.words}
          {problems.length > 1 ? ` And ${(problems.length - 1).toLocaleString('en')} more.` : ''}
        </p>
      ) : null}
      {conflicts.length > 0 ? (
        <p className="muted">Notes with more than one text: settle them beside the note, or in the settings.</p>
      ) : null}
      <div className="row">
        {state === 'paused' || state === 'off' ? null : (
          <button
            type="button"
            className="button small primary"
            aria-disabled={running}
            onClick={() => {
              if (!running) onSyncNow();
            }}
          >
            Sync now
          </button>
        )}
        <button type="button" className="button small" onClick={onSettings}>
          Settings
        </button>
      </div>
    </>
  );
}
