import type { RefObject } from 'react';
import { useNow } from '../../shared/useNow';
import { SyncProblems } from './SyncProblems';
import type { SyncActions, SyncView } from './sync-model';
import { announced, inWords, lastSyncWords, progressWords, stateWords } from './sync-words';

interface Props {
  view: SyncView;
  actions: SyncActions;
  head: RefObject<HTMLHeadingElement | null>;
}

/** How it stands, in words, and what can be done about it. */
export function SyncState({ view, actions, head }: Props) {
  const now = useNow();
  const { state, progress, waiting, nextTry } = view;
  const stopped = state === 'paused' || state === 'off';
  return (
    <div className="sync-state" data-state={state}>
      <h3 ref={head} tabIndex={-1}>
        {stateWords(view)}
      </h3>
      {/* What is read out changes with the state alone, not with every file and minute. */}
      <p className="visually-hidden" role="status">
        {announced(view)}
      </p>
      {state === 'running' ? (
        <div className="progress">
          <progress
            aria-label="Files"
            {...(progress && progress.of > 0 ? { value: Math.min(progress.files, progress.of), max: progress.of } : {})}
          />
          <span>{progress ? progressWords(progress) : 'Looking at the storage'}</span>
        </div>
      ) : null}
      <p className="muted">
        {lastSyncWords(view.lastSync, now)}
        {waiting > 0 ? ` Waiting to be sent: ${waiting.toLocaleString('en')}.` : ''}
        {nextTry !== null && state !== 'running' && !stopped ? ` Next try ${inWords(nextTry, now)}.` : ''}
        {stopped ? ' Until you resume, nothing is sent or fetched; what you do here is kept and sent then.' : ''}
      </p>
      <SyncProblems view={view} actions={actions} />
      <div className="row">
        {stopped ? (
          <button type="button" className="button primary" onClick={actions.resume}>
            Resume
          </button>
        ) : (
          <>
            {/* Not disabled while it runs: a button that goes dead under the finger takes the focus with it. */}
            <button
              type="button"
              className="button primary"
              aria-disabled={state === 'running'}
              onClick={() => {
                if (state !== 'running') actions.syncNow();
              }}
            >
              Sync now
            </button>
            <button type="button" className="button" onClick={actions.pause}>
              Pause
            </button>
          </>
        )}
      </div>
    </div>
  );
}
