import { useState } from 'react';
import { TwoSteps } from '../../shared/TwoSteps';
import { BuiltInSettings } from './BuiltInSettings';
import { EndpointInUse } from './EndpointInUse';
import { EndpointSettings } from './EndpointSettings';
import { EngineRun } from './EngineRun';
import type { EngineActions, EngineView } from './engine-model';

interface Props {
  view: EngineView;
  actions: EngineActions;
}

type Way = 'embedded' | 'built-in' | 'endpoint';

const wayOf = (kind: EngineView['choice']['kind']): Way =>
  kind === 'embedded' || kind === 'built-in' ? kind : 'endpoint';

const WAYS: { way: Way; title: string; aside: string }[] = [
  { way: 'embedded', title: 'By the model that came with Cruxlight', aside: 'Instant. Nothing leaves this machine.' },
  { way: 'built-in', title: 'Then by the browser’s own model', aside: 'Slower. Nothing leaves this machine.' },
  {
    way: 'endpoint',
    title: 'Then by a model of your choice',
    aside: 'A service or a program of yours, with your key.',
  },
];

/** Who tags: the embedded model always does first; a stronger one may follow. */
export function EngineSettings({ view, actions }: Props) {
  const { choice } = view;
  const chosen = wayOf(choice.kind);
  const [way, setWay] = useState<Way>(chosen);
  const [changing, setChanging] = useState(false);
  return (
    <>
      <fieldset className="setting-group">
        <legend className="visually-hidden">How passages are tagged</legend>
        {WAYS.map(({ way: name, title, aside }) => (
          <label key={name} className="setting-row">
            <input type="radio" name="engine" checked={way === name} onChange={() => setWay(name)} />
            <span className="grow">
              {title} {name === chosen ? <span className="tag">in use</span> : null}
              <span className="muted setting-aside">{aside}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {way === 'embedded' ? <Embedded view={view} actions={actions} /> : null}
      {way === 'built-in' ? <BuiltInSettings view={view} actions={actions} /> : null}
      {way === 'endpoint' && chosen === 'endpoint' && !changing ? (
        <EndpointInUse choice={choice} onChange={() => setChanging(true)} onWithdraw={actions.withdraw} />
      ) : null}
      {way === 'endpoint' && (chosen !== 'endpoint' || changing) ? (
        <EndpointSettings choice={choice} actions={actions} onDone={() => setChanging(false)} />
      ) : null}
      {choice.kind === 'embedded' ? null : <EngineRun view={view} actions={actions} />}
      <h3>Learning from you</h3>
      <p>
        What you accept, correct or reject shifts the embedded model a little towards your judgement, for passages that
        are tagged from then on.{' '}
        {view.corrections === 0
          ? 'It has learnt nothing yet.'
          : `It has learnt from ${view.corrections.toLocaleString('en')} ${view.corrections === 1 ? 'decision' : 'decisions'}.`}
      </p>
      {view.corrections > 0 ? (
        <div className="row">
          <TwoSteps
            ask="Forget what was learnt"
            question="Forget it? Your decisions themselves stay."
            yes="Yes, forget it"
            onYes={actions.forget}
          />
        </div>
      ) : null}
      <h3>Privacy</h3>
      <p className="muted">
        There is no account, no server of ours and no telemetry. Backups hold your settings but neither the engine nor
        its key.
      </p>
    </>
  );
}

function Embedded({ view, actions }: Props) {
  const stronger = view.choice.kind !== 'embedded';
  return (
    <div className="setting-part">
      <p>
        Claims are found by a small model that runs inside your browser. <b>Nothing leaves your machine</b>: no text, no
        address, no count of anything. It is often unsure, and says so.
      </p>
      {stronger ? (
        <>
          <button type="button" className="button primary" onClick={actions.withdraw}>
            Use only this one
          </button>
          <p className="muted">The other engine’s tags stay. Its key, your agreement and the permission are deleted.</p>
        </>
      ) : null}
    </div>
  );
}
