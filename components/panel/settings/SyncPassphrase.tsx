import { useId, useState } from 'react';

/** Guessable in a day by somebody who has the files. */
const SHORT = 12;

export interface Typed {
  first: string;
  again: string;
}

export const NOTHING_TYPED: Typed = { first: '', again: '' };

/** What is wrong with a passphrase that was typed twice; null where nothing is. */
export function passphraseFault({ first, again }: Typed): string | null {
  if (first === '') return 'Type a passphrase.';
  return first === again ? null : 'The two passphrases are not the same.';
}

interface Props {
  typed: Typed;
  onType: (typed: Typed) => void;
  /** Told below the fields, and to a screen reader with them. */
  fault: string | null;
  label?: string;
}

/** A new passphrase, typed twice; it can be made visible. */
export function SyncPassphrase({ typed, onType, fault, label = 'Passphrase' }: Props) {
  const id = useId();
  const [shown, setShown] = useState(false);
  const type = shown ? 'text' : 'password';
  const short = typed.first !== '' && typed.first.length < SHORT;
  return (
    <>
      <div className="sync-pair">
        <label>
          <span>{label}</span>
          <input
            type={type}
            value={typed.first}
            autoComplete="new-password"
            spellCheck={false}
            aria-invalid={fault !== null}
            aria-describedby={`${id}-about`}
            onChange={(event) => onType({ ...typed, first: event.target.value })}
          />
        </label>
        <label>
          <span>{label}, again</span>
          <input
            type={type}
            value={typed.again}
            autoComplete="new-password"
            spellCheck={false}
            aria-invalid={fault !== null}
            aria-describedby={`${id}-about`}
            onChange={(event) => onType({ ...typed, again: event.target.value })}
          />
        </label>
      </div>
      <div className="sync-about">
        <p id={`${id}-about`} className={fault ? 'field-fault' : 'muted'}>
          {fault ?? `${short ? 'Rather short: four' : 'Four'} words or more are hard to guess.`}
        </p>
        <label className="switch">
          <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />
          Show what I type
        </label>
      </div>
    </>
  );
}

interface OneProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  fault?: string | null;
  autoFocus?: boolean;
}

/** A secret that exists already: a password, a passphrase, a recovery code. */
export function SecretField({ label, value, onChange, fault = null, autoFocus = false }: OneProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="password"
        value={value}
        autoComplete="off"
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: set only where the reader has just asked for this field
        autoFocus={autoFocus}
        aria-invalid={fault !== null}
        aria-describedby={fault === null ? undefined : `${id}-about`}
        onChange={(event) => onChange(event.target.value)}
      />
      {fault === null ? null : (
        <p id={`${id}-about`} className="field-fault">
          {fault}
        </p>
      )}
    </div>
  );
}
