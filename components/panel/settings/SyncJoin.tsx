import { type FormEvent, useEffect, useRef, useState } from 'react';
import { SyncHides } from './SyncHides';
import { SecretField } from './SyncPassphrase';
import type { SyncWords } from './sync-words';

interface Props {
  wants: 'passphrase' | 'no-passphrase';
  /** What the storage's library is like, in words. */
  problem: string;
  busy: boolean;
  words: SyncWords;
  onJoin: (passphrase: string | null) => void;
  onBack: () => void;
}

/** The folder holds a library already, and it is locked, or is not, otherwise than the reader thought. */
export function SyncJoin({ wants, problem, busy, words, onJoin, onBack }: Props) {
  const [passphrase, setPassphrase] = useState('');
  const [missing, setMissing] = useState(false);
  const head = useRef<HTMLHeadingElement>(null);
  const locked = wants === 'passphrase';
  // The passphrase's field takes the focus by itself.
  useEffect(() => {
    if (!locked) head.current?.focus();
  }, [locked]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (!locked) onJoin(null);
    else if (passphrase === '') setMissing(true);
    else onJoin(passphrase);
  };
  return (
    <form className="sync-form" noValidate onSubmit={submit}>
      <h3 ref={head} tabIndex={-1}>
        {locked ? 'This folder’s library has a passphrase' : 'This folder’s library has no passphrase'}
      </h3>
      {/* Empty meanwhile: the same words twice are read out twice. */}
      <p role="status" className={busy ? undefined : 'warning'}>
        {busy ? '' : problem}
      </p>
      {locked ? (
        <SecretField
          label="Its passphrase, or a recovery code"
          value={passphrase}
          autoFocus
          fault={missing ? 'Type the passphrase.' : null}
          onChange={(value) => {
            setPassphrase(value);
            setMissing(false);
          }}
        />
      ) : (
        <SyncHides locked={false} words={words} />
      )}
      <div className="row">
        <button type="submit" className="button primary" aria-disabled={busy}>
          {busy ? 'Joining…' : locked ? 'Join' : 'Join without encryption'}
        </button>
        <button type="button" className="button" aria-disabled={busy} onClick={() => !busy && onBack()}>
          Back
        </button>
      </div>
    </form>
  );
}
