import { useRef } from 'react';
import { Icon } from '../../shared/Icon';
import { TwoSteps } from '../../shared/TwoSteps';
import type { LibraryActions } from '../model';

type Actions = Pick<LibraryActions, 'backUp' | 'restore' | 'deleteEverything'>;

/** A file with everything, the way back from it, and the way out. */
export function Backup({ actions, empty }: { actions: Actions; empty: boolean }) {
  return (
    <details className="fold" open={false}>
      <summary>
        <Icon name="save" /> {empty ? 'Bring back a backup' : 'Backup, import, delete'}
      </summary>
      <BackupBody actions={actions} empty={empty} />
    </details>
  );
}

export function BackupBody({ actions, empty }: { actions: Actions; empty: boolean }) {
  const file = useRef<HTMLInputElement>(null);
  return (
    <div className="backup">
      {empty ? null : (
        <div className="backup-row">
          <p>
            <b>Backup.</b> One file with all posts, decisions, highlights and notes.
          </p>
          <button type="button" className="button" onClick={actions.backUp}>
            Save a backup
          </button>
        </div>
      )}
      <div className="backup-row">
        <p>
          <b>Import.</b> A backup of Cruxlight, Web Annotations (JSON-LD), or an export of Hypothesis. What you have
          stays.
        </p>
        <input
          ref={file}
          type="file"
          className="visually-hidden"
          tabIndex={-1}
          aria-label="File to import"
          accept=".json,.jsonld,application/json,application/ld+json"
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            if (chosen) actions.restore(chosen);
            event.target.value = '';
          }}
        />
        <button type="button" className="button" onClick={() => file.current?.click()}>
          Choose a file
        </button>
      </div>
      {empty ? null : (
        <div className="backup-row">
          <p>
            <b>Delete everything.</b> Posts, decisions, highlights, notes and settings, from this browser. This can’t be
            undone; save a backup first.
          </p>
          <TwoSteps
            ask="Delete everything"
            question="Delete everything for good?"
            yes="Yes, delete it all"
            onYes={actions.deleteEverything}
          />
        </div>
      )}
    </div>
  );
}
