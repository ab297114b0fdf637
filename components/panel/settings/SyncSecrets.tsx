import { type FormEvent, useRef, useState } from 'react';
import { useKeptFocus } from '../../shared/useKeptFocus';
import { SyncHides } from './SyncHides';
import { NOTHING_TYPED, passphraseFault, SecretField, SyncPassphrase } from './SyncPassphrase';
import type { SyncActions, SyncSaid } from './sync-model';
import type { SyncWords } from './sync-words';

interface Props {
  encrypted: boolean;
  actions: Pick<SyncActions, 'changePassphrase' | 'newRecoveryCode'>;
  words: SyncWords;
  onCode: (code: string) => void;
}

/** Another passphrase and another recovery code; without encryption, the way to it. */
export function SyncSecrets({ encrypted, actions, words, onCode }: Props) {
  const [open, setOpen] = useState<'passphrase' | 'code' | null>(null);
  const [said, setSaid] = useState('');
  const opener = useRef<HTMLButtonElement>(null);
  const kept = useKeptFocus(opener);
  if (!encrypted) {
    return (
      <section aria-labelledby="sync-secrets">
        <h3 id="sync-secrets">Not encrypted</h3>
        <SyncHides locked={false} words={words} />
        <p className="muted">
          To encrypt it, stop syncing in each browser, and set up again with a passphrase and a new, empty folder.
        </p>
      </section>
    );
  }
  const toggle = (what: 'passphrase' | 'code') => {
    setOpen(open === what ? null : what);
    setSaid('');
  };
  return (
    <section aria-labelledby="sync-secrets" {...kept}>
      <h3 id="sync-secrets">Passphrase and recovery code</h3>
      <div className="row">
        <button
          ref={opener}
          type="button"
          className="button"
          aria-expanded={open === 'passphrase'}
          onClick={() => toggle('passphrase')}
        >
          Change the passphrase
        </button>
        <button type="button" className="button" aria-expanded={open === 'code'} onClick={() => toggle('code')}>
          New recovery code
        </button>
      </div>
      {open === 'passphrase' ? (
        <ChangePassphrase
          former={words.locked.former}
          onChange={actions.changePassphrase}
          onDone={() => {
            setOpen(null);
            setSaid('The passphrase is changed.');
          }}
        />
      ) : null}
      {open === 'code' ? (
        <NewCode
          onAsk={actions.newRecoveryCode}
          onCode={(code) => {
            setOpen(null);
            onCode(code);
          }}
        />
      ) : null}
      <p role="status" className={said === '' ? undefined : 'strip-note'}>
        {said}
      </p>
    </section>
  );
}

interface ChangeProps {
  former: string;
  onChange: SyncActions['changePassphrase'];
  onDone: () => void;
}

function ChangePassphrase({ former, onChange, onDone }: ChangeProps) {
  const [old, setOld] = useState('');
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const [fault, setFault] = useState<{ old: string | null; next: string | null }>({ old: null, next: null });
  const [said, setSaid] = useState<SyncSaid | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found = { old: old === '' ? 'Type the passphrase that it has now.' : null, next: passphraseFault(typed) };
    setFault(found);
    setSaid(null);
    if (busy || found.old !== null || found.next !== null) return;
    setBusy(true);
    const problem = await onChange(old, typed.first);
    setBusy(false);
    if (problem === null) onDone();
    else setSaid({ good: false, words: problem });
  };
  return (
    <form className="sync-form consent" noValidate onSubmit={(event) => void submit(event)}>
      <p className="muted">{former}</p>
      <SecretField label="Passphrase now" value={old} autoFocus fault={fault.old} onChange={setOld} />
      <SyncPassphrase label="New passphrase" typed={typed} fault={fault.next} onType={setTyped} />
      <div className="row">
        <button type="submit" className="button primary" aria-disabled={busy}>
          {busy ? 'Changing…' : 'Change it'}
        </button>
      </div>
      <p role="status" className={said ? 'warning' : undefined}>
        {said?.words ?? ''}
      </p>
    </form>
  );
}

function NewCode({ onAsk, onCode }: { onAsk: SyncActions['newRecoveryCode']; onCode: (code: string) => void }) {
  const [passphrase, setPassphrase] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (passphrase === '') {
      setFault('Type the passphrase.');
      return;
    }
    // The same words twice are read out twice.
    setFault(null);
    setBusy(true);
    const made = await onAsk(passphrase);
    setBusy(false);
    if (made.ok) onCode(made.code);
    else setFault(made.words);
  };
  return (
    <form className="sync-form consent" noValidate onSubmit={(event) => void submit(event)}>
      <p className="muted">One more code that opens this library. Codes that you have already go on working.</p>
      <SecretField
        label="Passphrase"
        value={passphrase}
        autoFocus
        fault={fault}
        onChange={(value) => {
          setPassphrase(value);
          setFault(null);
        }}
      />
      <div className="row">
        <button type="submit" className="button primary" aria-disabled={busy}>
          {busy ? 'Making it…' : 'Show a new code'}
        </button>
      </div>
      <p className="visually-hidden" role="status">
        {fault ?? ''}
      </p>
    </form>
  );
}
