import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Icon } from '../../shared/Icon';
import { TwoSteps } from '../../shared/TwoSteps';
import { useNow } from '../../shared/useNow';
import type { SyncActions, SyncDevice } from './sync-model';
import { seenWords } from './sync-words';

interface Props {
  devices: SyncDevice[];
  actions: Pick<SyncActions, 'renameDevice' | 'forgetDevice'>;
}

/** Every browser that syncs through this folder: this one first, then the latest seen. */
export function SyncDevices({ devices, actions }: Props) {
  const now = useNow();
  const sorted = [...devices].sort((a, b) => Number(b.self) - Number(a.self) || b.lastSeen - a.lastSeen);
  const alone = devices.every((device) => device.self);
  return (
    <section aria-labelledby="sync-devices">
      <h3 id="sync-devices">Devices</h3>
      <ul className="plain">
        {sorted.map((device) =>
          device.self ? (
            <OwnDevice key={device.id} device={device} onRename={actions.renameDevice} />
          ) : (
            <li key={device.id} className="setting-row sync-device">
              <div className="grow">
                <p className="sync-name">
                  {device.name ? <bdi>{device.name}</bdi> : <i className="muted">No name yet</i>}
                </p>
                <p className="muted">{seenWords(device.lastSeen, now)}</p>
                {device.held === null ? null : (
                  <p className="field-fault" dir="auto">
                    {device.held}
                  </p>
                )}
              </div>
              <TwoSteps
                small
                ask="Forget"
                label={`Forget ${device.name || 'the device without a name'}`}
                question="It is no longer listed or waited for. What it wrote stays, and it is not locked out."
                yes="Yes, forget it"
                onYes={() => actions.forgetDevice(device.id)}
              />
            </li>
          ),
        )}
      </ul>
      {alone ? (
        <p className="muted">Set up sync in your other browser with the same folder, and it appears here.</p>
      ) : null}
    </section>
  );
}

function OwnDevice({ device, onRename }: { device: SyncDevice; onRename: (name: string) => void }) {
  const [name, setName] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const was = useRef(false);
  const open = name !== null;
  useEffect(() => {
    if (open) input.current?.select();
    else if (was.current) opener.current?.focus();
    was.current = open;
  }, [open]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const next = name?.trim() ?? '';
    if (next !== '' && next !== device.name) onRename(next);
    setName(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    setName(null);
  };
  return (
    <li className="setting-row sync-device">
      {name === null ? (
        <>
          <div className="grow">
            <p className="sync-name">
              <bdi>{device.name || 'No name yet'}</bdi> <span className="tag">this browser</span>
            </p>
            {device.held === null ? null : (
              <p className="field-fault" dir="auto">
                {device.held}
              </p>
            )}
          </div>
          <button
            ref={opener}
            type="button"
            className="button small"
            aria-label="Rename this browser"
            onClick={() => setName(device.name)}
          >
            <Icon name="edit" size={14} /> Rename
          </button>
        </>
      ) : (
        <form className="sync-rename" onSubmit={submit}>
          <input
            ref={input}
            type="text"
            dir="auto"
            aria-label="Name of this browser"
            maxLength={80}
            value={name}
            onChange={(event) => setName(event.target.value)}
            onKeyDown={onKeyDown}
          />
          <div className="row">
            <button type="submit" className="button small primary">
              Rename
            </button>
            <button type="button" className="button small" onClick={() => setName(null)}>
              Cancel
            </button>
          </div>
        </form>
      )}
    </li>
  );
}
