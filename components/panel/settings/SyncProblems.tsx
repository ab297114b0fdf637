import { type FormEvent, useState } from 'react';
import { SecretField } from './SyncPassphrase';
import type { SyncActions, SyncProblem, SyncRemedy, SyncView } from './sync-model';
import { secretTitle } from './sync-words';

interface Props {
  view: SyncView;
  actions: SyncActions;
}

/** What keeps sync from being whole; beside each, the one thing that the reader can do about it. */
export function SyncProblems({ view, actions }: Props) {
  const { problems, storage } = view;
  if (problems.length === 0) return null;
  // The same remedy for several problems is offered once, with the first.
  const offered = new Set<SyncRemedy>();
  const isFirst = (remedy: SyncRemedy) => {
    if (remedy === null || offered.has(remedy)) return false;
    offered.add(remedy);
    return true;
  };
  return (
    <ul className="plain sync-problems">
      {problems.map((problem, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two devices may have the same trouble in the same words
        <li key={`${at} ${problem.words}`} className="warning">
          <p dir="auto">{problem.words}</p>
          {isFirst(problem.remedy) ? (
            <Remedy problem={problem} label={storage ? secretTitle(storage) : 'Password'} actions={actions} />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Remedy({ problem, label, actions }: { problem: SyncProblem; label: string; actions: SyncActions }) {
  switch (problem.remedy) {
    case null:
      return null;
    case 'password':
      return <NewSecret label={label} onSave={actions.setPassword} />;
    case 'permission':
      return <Act words="Give the permission" onClick={actions.allow} />;
    case 'restore':
      return <Act words="Upload it again" onClick={actions.restore} />;
    case 'retry':
      return <Act words="Try again" onClick={actions.syncNow} />;
  }
}

function Act({ words, onClick }: { words: string; onClick: () => void }) {
  return (
    <button type="button" className="button small" onClick={onClick}>
      {words}
    </button>
  );
}

function NewSecret({ label, onSave }: { label: string; onSave: SyncActions['setPassword'] }) {
  const [secret, setSecret] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (secret === '') {
      setFault('Type it first.');
      return;
    }
    // The same words twice are read out twice.
    setFault(null);
    setBusy(true);
    const problem = await onSave(secret);
    setBusy(false);
    setFault(problem);
    if (problem === null) setSecret('');
  };
  return (
    <form className="sync-form" noValidate onSubmit={(event) => void submit(event)}>
      <SecretField
        label={`New ${label.toLowerCase()}`}
        value={secret}
        fault={fault}
        onChange={(value) => {
          setSecret(value);
          setFault(null);
        }}
      />
      <div className="row">
        <button type="submit" className="button small" aria-disabled={busy}>
          {busy ? 'Trying it…' : 'Use it'}
        </button>
      </div>
      <p className="visually-hidden" role="status">
        {fault ?? ''}
      </p>
    </form>
  );
}
