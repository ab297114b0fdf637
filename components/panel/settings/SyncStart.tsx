import { type FormEvent, useEffect, useRef, useState } from 'react';
import { SyncBundle } from './SyncBundle';
import { SyncHides } from './SyncHides';
import { SyncJoin } from './SyncJoin';
import { NOTHING_TYPED, passphraseFault, SyncPassphrase } from './SyncPassphrase';
import { SyncSaidNote } from './SyncSaidNote';
import { SyncStorageFields } from './SyncStorageFields';
import { draftOf, type Faults, faultsOf, NO_FIELDS, type SyncFields } from './sync-draft';
import type { SyncActions, SyncSaid, SyncStarted } from './sync-model';
import type { SyncWords } from './sync-words';

type Way = SyncFields['kind'] | 'file';

const WAYS: { way: Way; title: string; aside: string }[] = [
  { way: 'webdav', title: 'WebDAV folder', aside: 'Nextcloud, ownCloud, Koofr, Fastmail, a NAS and many others.' },
  { way: 's3', title: 'S3-compatible bucket', aside: 'Amazon, Cloudflare, Backblaze, MinIO and others.' },
  { way: 'file', title: 'A file that you carry', aside: 'No network: you save it here and open it there.' },
];

interface Props {
  actions: SyncActions;
  deviceName: string;
  words: SyncWords;
  onStarted: (started: Extract<SyncStarted, { ok: true }>) => void;
}

/** Everything that is needed to begin, in one screen. */
export function SyncStart({ actions, deviceName, words, onStarted }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const [way, setWay] = useState<Way>('webdav');
  const [fields, setFields] = useState(NO_FIELDS);
  const [locked, setLocked] = useState(true);
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const [name, setName] = useState<string | null>(null);
  const [faults, setFaults] = useState<Faults>({});
  const [phraseFault, setPhraseFault] = useState<string | null>(null);
  const [tested, setTested] = useState<SyncSaid | null>(null);
  /** Why it could not start. */
  const [said, setSaid] = useState<SyncSaid | null>(null);
  const [busy, setBusy] = useState<'test' | 'start' | null>(null);
  const [wants, setWants] = useState<{ what: 'passphrase' | 'no-passphrase'; words: string } | null>(null);
  /** Counts refusals, so that the focus goes to the first field that is wrong. */
  const [refused, setRefused] = useState(0);
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current && !wants) form.current?.querySelector<HTMLElement>('[type="submit"]')?.focus();
    asked.current = wants !== null;
  }, [wants]);
  useEffect(() => {
    if (refused > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refused]);

  const latest = useRef(fields);
  latest.current = fields;
  const device = name ?? deviceName;
  const change = (next: Partial<SyncFields>) => {
    setFields((now) => ({ ...now, ...next }));
    setFaults((now) => Object.fromEntries(Object.entries(now).filter(([field]) => !Object.hasOwn(next, field))));
    setTested(null);
    setSaid(null);
  };
  const choose = (next: Way) => {
    setWay(next);
    setFaults({});
    setTested(null);
    setSaid(null);
    if (next !== 'file') setFields((now) => ({ ...now, kind: next }));
  };
  /** True where the form can be used; else what is wrong is said beside it. */
  const check = (phrase: string | null): boolean => {
    const found = faultsOf(fields);
    setFaults(found);
    setPhraseFault(phrase);
    const fine = Object.keys(found).length === 0 && phrase === null;
    if (!fine) setRefused((now) => now + 1);
    return fine;
  };
  const test = async () => {
    if (busy !== null || !check(null)) return;
    setBusy('test');
    setTested(null);
    const result = await actions.test(draftOf(fields));
    if (!alive.current) return;
    // What was typed meanwhile was not tested.
    if (latest.current === fields) setTested(result);
    setBusy(null);
  };
  const begin = async (passphrase: string | null) => {
    setBusy('start');
    setSaid(null);
    const started = await actions.setUp({ storage: draftOf(fields), passphrase, device: device.trim() || deviceName });
    // The section may have been left meanwhile: a recovery code must be shown all the same.
    if (started.ok) return onStarted(started);
    if (!alive.current) return;
    setBusy(null);
    setWants(started.wants ? { what: started.wants, words: started.words } : null);
    setSaid(started.wants ? null : { good: false, words: started.words, mend: started.mend ?? [] });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy === null && check(locked ? passphraseFault(typed) : null)) void begin(locked ? typed.first : null);
  };

  if (wants) {
    return (
      <SyncJoin
        key={wants.what}
        wants={wants.what}
        problem={wants.words}
        busy={busy !== null}
        words={words}
        onJoin={(passphrase) => void begin(passphrase)}
        onBack={() => setWants(null)}
      />
    );
  }
  return (
    <>
      <p>
        The same library in all your browsers, through storage that you already have. No account, and no server of ours.
      </p>
      <fieldset className="sync-ways">
        <legend className="visually-hidden">Through what</legend>
        <div className="choices">
          {WAYS.map((it) => (
            <label key={it.way} className="choice">
              <input type="radio" name="sync-way" checked={way === it.way} onChange={() => choose(it.way)} />
              {it.title}
            </label>
          ))}
        </div>
        <p className="muted">{WAYS.find((it) => it.way === way)?.aside}</p>
      </fieldset>
      {way === 'file' ? (
        <SyncBundle actions={actions} />
      ) : (
        <form ref={form} className="sync-form" noValidate onSubmit={submit}>
          <SyncStorageFields fields={fields} faults={faults} onChange={change} />
          <div className="row">
            <button type="button" className="button" aria-disabled={busy !== null} onClick={() => void test()}>
              {busy === 'test' ? 'Testing…' : 'Test the connection'}
            </button>
          </div>
          <SyncSaidNote said={tested} />
          <fieldset className="sync-ways">
            <legend>Encryption</legend>
            <div className="choices">
              <label className="choice">
                <input type="radio" name="sync-lock" checked={locked} onChange={() => setLocked(true)} />
                With a passphrase, the same in each browser
              </label>
              <label className="choice">
                <input
                  type="radio"
                  name="sync-lock"
                  checked={!locked}
                  onChange={() => {
                    setLocked(false);
                    setPhraseFault(null);
                  }}
                />
                Without a passphrase
              </label>
            </div>
          </fieldset>
          {locked ? (
            <SyncPassphrase
              typed={typed}
              fault={phraseFault}
              onType={(next) => {
                setTyped(next);
                setPhraseFault(null);
              }}
            />
          ) : null}
          <SyncHides locked={locked} words={words} />
          <label className="field">
            <span>What this browser is called on your others</span>
            <input
              type="text"
              dir="auto"
              maxLength={80}
              value={device}
              onChange={(event) => setName(event.target.value)}
            />
          </label>
          <div className="row">
            <button type="submit" className="button primary" aria-disabled={busy !== null}>
              {busy === 'start' ? 'Starting…' : 'Start syncing'}
            </button>
          </div>
          <p className="muted">
            Your browser may ask whether Cruxlight may reach this address. Password and keys stay in this browser.
          </p>
          <SyncSaidNote said={said} />
        </form>
      )}
    </>
  );
}
