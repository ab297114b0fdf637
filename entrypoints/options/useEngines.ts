import { useCallback, useEffect, useMemo, useState } from 'react';
import type { EngineActions, EngineView } from '../../components/panel/settings/engine-model';
import { builtInState, downloadBuiltIn } from '../../lib/claims/engines';
import { callerTo } from '../../lib/messaging/calls';
import { toBackground } from '../../lib/messaging/protocol';
import type { Notices } from '../sidepanel/useNotices';
import { allow, disallow } from './permission';

const call = callerTo('background', toBackground);

/** How often the background is asked how far it is, in milliseconds. */
const EVERY = 1_000;

type Known = Pick<EngineView, 'choice' | 'builtIn' | 'status' | 'corrections'>;

async function askAll(): Promise<Known | null> {
  const [choice, status, learnt, builtIn] = await Promise.all([
    call('engine.get', {}),
    call('engine.status', {}),
    call('learning.get', {}),
    builtInState(globalThis),
  ]);
  if (!choice.ok) return null;
  return {
    choice: choice.value,
    builtIn: builtIn.state,
    status: status.ok ? status.value : null,
    corrections: learnt.ok ? learnt.value.corrections : 0,
  };
}

/** What the settings show of engines and the calls behind their buttons. The view is null until the background answered. */
export function useEngines(
  posts: EngineView['posts'],
  { say, fail }: Pick<Notices, 'say' | 'fail'>,
): { view: EngineView | null; actions: EngineActions } {
  const [known, setKnown] = useState<Known | null>(null);
  const [downloaded, setDownloaded] = useState<number | null>(null);
  const refresh = useCallback(async () => {
    const next = await askAll();
    if (next) setKnown((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
  }, []);
  useEffect(() => {
    void refresh();
    const timer = setInterval(() => document.visibilityState === 'visible' && void refresh(), EVERY);
    return () => clearInterval(timer);
  }, [refresh]);

  const actions = useMemo<EngineActions>(
    () => ({
      test: async (draft) => {
        const allowed = await allow(draft.address);
        if (!allowed.ok) return { good: false, words: allowed.error };
        const tried = await call('engine.test', draft);
        if (!tried.ok) return { good: false, words: tried.error.message };
        const { inputTokens, outputTokens } = tried.value;
        const used = inputTokens === null ? '' : ` It used ${inputTokens + (outputTokens ?? 0)} tokens.`;
        return { good: true, words: `It works: the answer had the form that is needed.${used}` };
      },
      choose: async (draft) => {
        if (draft.kind !== 'built-in') {
          const allowed = await allow(draft.address);
          if (!allowed.ok) return allowed.error;
        }
        const chosen = await call('engine.choose', draft);
        await refresh();
        if (!chosen.ok) return chosen.error.message;
        say('Kept.');
        return null;
      },
      withdraw: () =>
        void call('engine.get', {}).then(async (before) => {
          const withdrawn = await call('engine.withdraw', {});
          if (!withdrawn.ok) return fail(withdrawn.error.message);
          if (before.ok) await disallow(before.value.address);
          await refresh();
          return say('Only Cruxlight’s own model is used. The key is deleted.');
        }),
      download: () =>
        void builtInState(globalThis).then(async ({ model }) => {
          if (!model) return;
          setDownloaded(0);
          const done = await downloadBuiltIn(model, setDownloaded);
          setDownloaded(null);
          await refresh();
          if (done.ok) say('The browser’s model is ready.');
          else fail(`The browser could not load its model: ${done.error}`);
        }),
      estimate: async (post) => {
        const answer = await call('engine.estimate', { post });
        return answer.ok ? answer.value : null;
      },
      run: (post) => void call('engine.run', { post }).then(refresh),
      cancel: () => void call('engine.cancel', {}).then(refresh),
      forget: () =>
        void call('learning.forget', {}).then(async (done) => {
          await refresh();
          if (done.ok) say('Forgotten. Your decisions stay.');
          else fail(done.error.message);
        }),
    }),
    [refresh, say, fail],
  );
  return { view: known ? { ...known, downloaded, posts } : null, actions };
}
