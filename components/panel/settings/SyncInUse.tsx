import { useEffect, useRef } from 'react';
import { TwoSteps } from '../../shared/TwoSteps';
import { useKeptFocus } from '../../shared/useKeptFocus';
import { SyncBundle } from './SyncBundle';
import { SyncConflicts } from './SyncConflicts';
import { SyncDevices } from './SyncDevices';
import { SyncSecrets } from './SyncSecrets';
import { SyncState } from './SyncState';
import type { SyncActions, SyncStorage, SyncView } from './sync-model';
import { type SyncWords, storageTitle } from './sync-words';

interface Props {
  view: SyncView;
  storage: SyncStorage;
  actions: SyncActions;
  words: SyncWords;
  /** True where it was set up just now: the form that had the focus is gone. */
  fresh: boolean;
  onCode: (code: string) => void;
}

export function SyncInUse({ view, storage, actions, words, fresh, onCode }: Props) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (fresh) head.current?.focus();
  }, [fresh]);
  const kept = useKeptFocus(head);
  return (
    <div className="sync" {...kept}>
      <SyncState view={view} actions={actions} head={head} />
      <SyncConflicts conflicts={view.conflicts} onResolve={actions.resolve} />
      <SyncDevices devices={view.devices} actions={actions} />
      <section aria-labelledby="sync-storage">
        <h3 id="sync-storage">Storage</h3>
        <dl className="sync-facts">
          <div>
            <dt>{storageTitle(storage)}</dt>
            <dd dir="ltr">
              {storage.address}
              {storage.kind === 's3' && storage.folder !== '' ? ` · ${storage.folder}` : ''}
            </dd>
          </div>
          <div>
            <dt>{storage.kind === 'webdav' ? 'User' : 'Access key'}</dt>
            <dd>
              <bdi>{storage.kind === 'webdav' ? storage.user : storage.accessKey}</bdi>
            </dd>
          </div>
          {storage.kind === 's3' ? (
            <div>
              <dt>Region</dt>
              <dd>
                <bdi>{storage.region}</bdi>
              </dd>
            </div>
          ) : null}
        </dl>
      </section>
      <SyncSecrets encrypted={view.encrypted} actions={actions} words={words} onCode={onCode} />
      <details className="fold">
        <summary>A file that you carry</summary>
        <SyncBundle actions={actions} />
      </details>
      <section aria-labelledby="sync-leave">
        <h3 id="sync-leave">Stop syncing</h3>
        <p className="muted">
          Everything stays here, and nothing is removed from the storage. Your other browsers go on.
        </p>
        <TwoSteps
          ask="Stop syncing this browser"
          question="Stop syncing? Everything stays here, and nothing is removed there."
          yes="Yes, stop syncing"
          keep="Go on syncing"
          onYes={actions.leave}
        />
      </section>
    </div>
  );
}
