import { useEffect, useId, useState } from 'react';
import type { EngineActions, EngineEstimate, EngineStatus, EngineView } from './engine-model';

const count = (n: number) => n.toLocaleString('en');
const plural = (n: number, one: string, many: string) => `${count(n)} ${n === 1 ? one : many}`;

/** What a run used and found, as far as it is known. */
function usedWords(status: EngineStatus): string {
  const parts: string[] = [];
  if (status.requests > 0) parts.push(plural(status.requests, 'request', 'requests'));
  if (status.inputTokens !== null || status.outputTokens !== null)
    parts.push(`${count(status.inputTokens ?? 0)} tokens sent, ${count(status.outputTokens ?? 0)} received`);
  else if (status.requests > 0) parts.push('it doesn’t say how many tokens');
  if (status.differs > 0)
    parts.push(`differs from the embedded model on ${plural(status.differs, 'passage', 'passages')}`);
  if (status.refused > 0)
    parts.push(`${plural(status.refused, 'claim', 'claims')} dropped: not the passage’s own words`);
  if (status.kept > 0) parts.push(`${plural(status.kept, 'passage', 'passages')} kept the embedded tags`);
  return parts.join(' · ');
}

const HEADS: Record<EngineStatus['state'], string> = {
  idle: '',
  running: 'Reading',
  waiting: 'Waiting',
  done: 'Read',
  stopped: 'Stopped; what was read is kept',
  failed: 'Not read',
};

function StatusLine({ status }: { status: EngineStatus }) {
  if (status.state === 'idle') return null;
  const used = usedWords(status);
  const going = status.state === 'running' || status.state === 'waiting';
  return (
    <div className="progress">
      {/* The head alone is announced: the numbers change too often to be read out. */}
      <p>
        <b role="status">
          {HEADS[status.state]}
          {status.title ? `: ${status.title}` : ''}
        </b>
      </p>
      {status.of > 0 ? (
        <>
          <progress value={status.done} max={status.of} aria-label="Passages read" />
          <span>
            {count(status.done)} of {plural(status.of, 'passage', 'passages')}
            {going && status.queued > 0 ? ` · ${plural(status.queued, 'post waits', 'posts wait')}` : ''}
          </span>
        </>
      ) : null}
      {used ? <span>{used}</span> : null}
      {status.problem ? (
        <p className="warning" role="alert">
          {status.problem}
        </p>
      ) : null}
    </div>
  );
}

/** Reads a post with the chosen engine: what it would take, progress, and the way to stop. */
export function EngineRun({ view, actions }: { view: EngineView; actions: EngineActions }) {
  const { posts, status, choice } = view;
  const field = useId();
  const [picked, setPicked] = useState<string | null>(null);
  const [estimate, setEstimate] = useState<EngineEstimate | null>(null);
  const post = posts.find((it) => it.key === picked)?.key ?? posts[0]?.key ?? null;
  const going = status?.state === 'running' || status?.state === 'waiting';
  const { estimate: ask } = actions;
  useEffect(() => {
    let wanted = true;
    setEstimate(null);
    if (post !== null && !going) void ask(post).then((known) => wanted && setEstimate(known));
    return () => {
      wanted = false;
    };
  }, [post, going, ask]);
  const name = choice.kind === 'built-in' ? 'the browser’s model' : choice.model;
  return (
    <>
      <h3>Read a post with {name}</h3>
      {posts.length === 0 ? <p className="muted">Your library has no posts yet.</p> : null}
      {post === null ? null : (
        <div className="setting-part engine-form">
          <div className="field">
            <label htmlFor={field}>Post</label>
            <select id={field} value={post} disabled={going} onChange={(event) => setPicked(event.target.value)}>
              {posts.map(({ key, title }) => (
                <option key={key} value={key}>
                  {title}
                </option>
              ))}
            </select>
          </div>
          {estimate && !going ? (
            <p className="muted">
              {estimate.passages === 0
                ? 'All of it is read already.'
                : `${plural(estimate.passages, 'passage', 'passages')} in ${plural(estimate.requests, 'request', 'requests')}: about ${count(estimate.inputTokens)} tokens to send and ${count(estimate.outputTokens)} to receive.`}
            </p>
          ) : null}
          <div className="row">
            {going ? (
              <button type="button" className="button" onClick={actions.cancel}>
                Stop
              </button>
            ) : (
              <button
                type="button"
                className="button"
                disabled={estimate?.passages === 0}
                onClick={() => actions.run(post)}
              >
                Read this post
              </button>
            )}
          </div>
        </div>
      )}
      {status ? <StatusLine status={status} /> : null}
    </>
  );
}
