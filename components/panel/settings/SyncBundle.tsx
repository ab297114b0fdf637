import { type FormEvent, useRef, useState } from 'react';
import { useKeptFocus } from '../../shared/useKeptFocus';
import { NOTHING_TYPED, passphraseFault, SecretField, SyncPassphrase } from './SyncPassphrase';
import { SyncSaidNote } from './SyncSaidNote';
import type { SyncActions, SyncSaid } from './sync-model';

type Actions = Pick<SyncActions, 'saveBundle' | 'openBundle'>;

/** The library as one file, carried by hand or kept in a folder that something else syncs. */
export function SyncBundle({ actions }: { actions: Actions }) {
  return (
    <div className="backup">
      <SaveBundle actions={actions} />
      <OpenBundle actions={actions} />
    </div>
  );
}

function SaveBundle({ actions }: { actions: Actions }) {
  const [locked, setLocked] = useState(false);
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<SyncSaid | null>(null);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const wrong = locked ? passphraseFault(typed) : null;
    setFault(wrong);
    if (wrong !== null || busy) return;
    setBusy(true);
    setSaid(null);
    setSaid(await actions.saveBundle(locked ? typed.first : null));
    setBusy(false);
  };
  return (
    <form className="sync-form" noValidate onSubmit={(event) => void save(event)}>
      <p>
        <b>Save a file.</b> Everything here in one file. Another browser that opens it merges it with what it has.
      </p>
      <label className="switch">
        <input
          type="checkbox"
          checked={locked}
          onChange={(event) => {
            setLocked(event.target.checked);
            setFault(null);
          }}
        />
        Lock it with a passphrase
      </label>
      {locked ? (
        <SyncPassphrase
          label="The file’s passphrase"
          typed={typed}
          fault={fault}
          onType={(next) => {
            setTyped(next);
            setFault(null);
          }}
        />
      ) : (
        <p className="muted">Without a passphrase, whoever has the file can read your notes.</p>
      )}
      <div className="row">
        <button type="submit" className="button" aria-disabled={busy}>
          {busy ? 'Saving…' : 'Save the file'}
        </button>
      </div>
      <SyncSaidNote said={said} />
    </form>
  );
}

function OpenBundle({ actions }: { actions: Actions }) {
  const input = useRef<HTMLInputElement>(null);
  const chooser = useRef<HTMLButtonElement>(null);
  const kept = useKeptFocus(chooser);
  const [file, setFile] = useState<File | null>(null);
  const [asks, setAsks] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<SyncSaid | null>(null);
  const open = async (chosen: File, words: string | null) => {
    setBusy(true);
    setSaid(null);
    const { wants, ...result } = await actions.openBundle(chosen, words);
    setBusy(false);
    setSaid(result);
    setAsks(wants === 'passphrase');
    if (wants === null) setFile(null);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!file || busy) return;
    setMissing(passphrase === '');
    if (passphrase !== '') void open(file, passphrase);
  };
  return (
    <form className="sync-form" noValidate onSubmit={submit} {...kept}>
      <p>
        <b>Open a file.</b> It is merged: what you have here stays.
      </p>
      <input
        ref={input}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        aria-label="Sync file to open"
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          event.target.value = '';
          if (!chosen) return;
          setFile(chosen);
          setPassphrase('');
          setMissing(false);
          setAsks(false);
          void open(chosen, null);
        }}
      />
      {asks && file ? (
        <>
          <p className="muted">
            <bdi>{file.name}</bdi>
          </p>
          <SecretField
            label="The file’s passphrase"
            value={passphrase}
            autoFocus
            fault={missing ? 'Type the passphrase.' : null}
            onChange={(value) => {
              setPassphrase(value);
              setMissing(false);
            }}
          />
          <div className="row">
            <button type="submit" className="button primary" aria-disabled={busy}>
              {busy ? 'Opening…' : 'Open it'}
            </button>
            <button
              type="button"
              className="button"
              aria-disabled={busy}
              onClick={() => {
                if (busy) return;
                setAsks(false);
                setFile(null);
                setSaid(null);
              }}
            >
              Cancel
            </button>
          </div>
        </>
      ) : (
        <div className="row">
          <button
            ref={chooser}
            type="button"
            className="button"
            aria-disabled={busy}
            onClick={() => !busy && input.current?.click()}
          >
            {busy ? 'Opening…' : 'Choose a file'}
          </button>
        </div>
      )}
      <SyncSaidNote said={said} />
    </form>
  );
}
