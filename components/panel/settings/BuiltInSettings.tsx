import { useState } from 'react';
import type { BuiltInState } from '../../../lib/claims/engines';
import type { EngineActions, EngineView } from './engine-model';

const STATES: Record<BuiltInState, string> = {
  absent: 'This browser has no model of its own that extensions can use.',
  no: 'This browser knows of a model, but it can’t run on this machine.',
  'after-download': 'This browser can download a model of its own. It is large: some gigabytes.',
  downloading: 'The browser is downloading its model.',
  ready: 'The browser’s model is ready.',
};

interface Props {
  view: EngineView;
  actions: EngineActions;
}

/** The browser's own model: what it can do now, and a download that starts with a click only. */
export function BuiltInSettings({ view, actions }: Props) {
  const [problem, setProblem] = useState<string | null>(null);
  const { builtIn, choice, downloaded } = view;
  const state: BuiltInState = downloaded === null ? builtIn : 'downloading';
  const use = async () =>
    setProblem(await actions.choose({ kind: 'built-in', address: '', model: '', agreed: true, automatic: true }));
  return (
    <div className="setting-part">
      <p role="status">
        {STATES[state]} <b>Nothing leaves your machine.</b>
      </p>
      {downloaded === null ? null : (
        <p className="progress">
          <progress value={downloaded} max={1} aria-label="Download of the browser’s model" />
          {Math.round(downloaded * 100)} %
        </p>
      )}
      {state === 'after-download' ? (
        <button type="button" className="button" onClick={actions.download}>
          Download the browser’s model
        </button>
      ) : null}
      {state === 'ready' && choice.kind !== 'built-in' ? (
        <button type="button" className="button primary" onClick={() => void use()}>
          Use it
        </button>
      ) : null}
      {problem ? (
        <p className="warning" role="alert">
          {problem}
        </p>
      ) : null}
    </div>
  );
}
