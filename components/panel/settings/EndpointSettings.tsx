import { type FormEvent, useId, useState } from 'react';
import { whatLeaves } from '../../../lib/claims/engines';
import type { EngineActions, EngineChoice, EngineDraft, Said } from './engine-model';

type Protocol = 'openai' | 'anthropic' | 'ollama';

const PROTOCOLS: Record<Protocol, { title: string; address: string; key: boolean }> = {
  openai: { title: 'OpenAI or compatible', address: 'https://api.openai.com/v1', key: true },
  anthropic: { title: 'Anthropic', address: 'https://api.anthropic.com/v1', key: true },
  ollama: { title: 'Ollama, on this machine', address: 'http://localhost:11434', key: false },
};

const sameOrigin = (a: string, b: string) =>
  URL.canParse(a) && URL.canParse(b) && new URL(a).origin === new URL(b).origin;

const isProtocol = (kind: string): kind is Protocol => Object.hasOwn(PROTOCOLS, kind);

interface Props {
  choice: EngineChoice;
  actions: EngineActions;
  /** The engine was chosen. */
  onDone: () => void;
}

/** An engine of the reader's own: address, model, key, what leaves the machine, and the agreement to it. */
export function EndpointSettings({ choice, actions, onDone }: Props) {
  const known = isProtocol(choice.kind) ? choice.kind : null;
  const about = useId();
  const field = useId();
  const [protocol, setProtocol] = useState<Protocol>(known ?? 'openai');
  const [address, setAddress] = useState(known ? choice.address : PROTOCOLS.openai.address);
  const [model, setModel] = useState(known ? choice.model : '');
  const [key, setKey] = useState<string | null>(null);
  const [automatic, setAutomatic] = useState(choice.automatic);
  /** The very sentence that was agreed to: another address has another one. */
  const [agreedTo, setAgreedTo] = useState<string | null>(null);
  const [said, setSaid] = useState<Said | null>(null);
  const [busy, setBusy] = useState<'test' | 'save' | null>(null);

  const { key: wantsKey } = PROTOCOLS[protocol];
  // A key goes with the address that it was given for, and with no other.
  const hasKey = known === protocol && choice.hasKey && key === null && sameOrigin(address, choice.address);
  const leaves = whatLeaves(protocol, address.trim());
  const sentence = leaves.ok ? leaves.value : null;
  const agreed = sentence !== null && agreedTo === sentence;
  const complete = leaves.ok && model.trim() !== '';
  const draft: EngineDraft = {
    kind: protocol,
    address: address.trim(),
    model: model.trim(),
    agreed,
    automatic,
    ...(key === null ? {} : { key }),
  };
  const pick = (next: Protocol) => {
    if (address === PROTOCOLS[protocol].address || address === '') setAddress(PROTOCOLS[next].address);
    setProtocol(next);
    setSaid(null);
  };
  const test = async () => {
    setBusy('test');
    setSaid(null);
    setSaid(await actions.test(draft));
    setBusy(null);
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy('save');
    const problem = await actions.choose(draft);
    setSaid(problem === null ? null : { good: false, words: problem });
    setBusy(null);
    if (problem === null) onDone();
  };
  return (
    <form className="setting-part engine-form" onSubmit={(event) => void save(event)}>
      <div className="field">
        <label htmlFor={field}>Speaks</label>
        <select
          id={field}
          value={protocol}
          onChange={(event) => isProtocol(event.target.value) && pick(event.target.value)}
        >
          {Object.entries(PROTOCOLS).map(([name, { title }]) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
      </div>
      <label>
        <span>Address</span>
        <input type="url" value={address} spellCheck={false} onChange={(event) => setAddress(event.target.value)} />
      </label>
      <label>
        <span>Model</span>
        <input
          type="text"
          value={model}
          maxLength={120}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setModel(event.target.value)}
        />
      </label>
      {wantsKey ? (
        <>
          <label>
            <span>Key</span>
            <input
              type="password"
              value={key ?? ''}
              autoComplete="off"
              aria-describedby={about}
              placeholder={hasKey ? 'kept; type to replace it' : ''}
              onChange={(event) => setKey(event.target.value)}
            />
          </label>
          <p id={about} className="muted">
            Kept in this browser only, apart from your library: never in a backup, and sent to this address alone.
          </p>
        </>
      ) : null}
      {leaves.ok ? null : (
        <p className="warning" role="note">
          The address can’t be used: {leaves.error}.
        </p>
      )}
      {sentence === null ? null : (
        <div className="consent">
          <p>{sentence}</p>
          <label className="setting-row">
            <input type="checkbox" checked={automatic} onChange={(event) => setAutomatic(event.target.checked)} />
            <span>Every post that I open is read by it; otherwise only those that I choose here</span>
          </label>
          <label className="setting-row">
            <input
              type="checkbox"
              checked={agreed}
              onChange={(event) => setAgreedTo(event.target.checked ? sentence : null)}
            />
            <span>I agree to that. I can take it back here at any time</span>
          </label>
        </div>
      )}
      <div className="row">
        <button type="button" className="button" disabled={!complete || busy !== null} onClick={() => void test()}>
          {busy === 'test' ? 'Asking…' : 'Test it'}
        </button>
        <button type="submit" className="button primary" disabled={!complete || !agreed || busy !== null}>
          Use it
        </button>
      </div>
      <p className="muted">The test sends one sentence of ours, and nothing of what you read.</p>
      <p role="status" className={said ? (said.good ? 'strip-note' : 'warning') : undefined}>
        {said?.words ?? ''}
      </p>
    </form>
  );
}
