import { Welcome } from '../../shared/Welcome';
import type { PageSituation, PostActions } from '../model';

const OFF_WORDS = { post: 'for this post', site: 'on this site', everywhere: 'everywhere' } as const;

/** Progress while passages are still being tagged, and the word that marks are off. The place is kept: no jump. */
export function Tagging({ situation, onTurnOn }: { situation: PageSituation; onTurnOn: () => void }) {
  if (situation.state === 'off') {
    return (
      <p className="strip-note">
        Marks are off {OFF_WORDS[situation.where]}.{' '}
        <button type="button" className="link" onClick={onTurnOn}>
          Turn them on
        </button>
      </p>
    );
  }
  if (situation.state !== 'tagging') return null;
  const { tagged, passages } = situation;
  return (
    <div className="progress">
      <progress max={Math.max(passages, 1)} value={tagged} aria-label="Passages looked at" />
      <span>
        {tagged.toLocaleString('en')} of {passages.toLocaleString('en')} passages looked at
      </span>
    </div>
  );
}

interface Props {
  situation: PageSituation;
  actions: PostActions;
  onSample: (() => void) | null;
}

/** No post to show: why, and what can be done about it. */
export function NoPost({ situation, actions, onSample }: Props) {
  if (situation.state === 'asking' || situation.state === 'ready') {
    return (
      <div className="skeleton" role="status" aria-label="Looking at the page">
        <i />
        <i />
        <i />
        <i />
      </div>
    );
  }
  if (situation.state === 'tagging') return <Tagging situation={situation} onTurnOn={actions.turnOn} />;
  if (situation.state === 'off') {
    return (
      <div className="empty">
        <h2>Off {OFF_WORDS[situation.where]}</h2>
        <p>Cruxlight does not read {situation.host ?? 'this page'} while it is off.</p>
        <button type="button" className="button primary" onClick={actions.turnOn}>
          Turn it on
        </button>
      </div>
    );
  }
  // On a first run a page that can't be read is no news, and there is nothing to choose from.
  const fresh = onSample !== null && !situation.read;
  const isPublication = situation.publication ?? false;
  return (
    <div className="empty">
      <h2>{fresh ? 'Nothing read yet' : isPublication ? 'A post that is not read yet' : 'No post here'}</h2>
      {fresh ? null : <p>{situation.reason}</p>}
      {situation.read ? (
        <>
          <div className="row">
            <button type="button" className={isPublication ? 'button' : 'button primary'} onClick={actions.readPage}>
              Read this page
            </button>
            {situation.host !== null ? (
              <button type="button" className={isPublication ? 'button primary' : 'button'} onClick={actions.readSite}>
                Always read this site
              </button>
            ) : null}
          </div>
          <p className="muted">
            It is read in your browser, and nothing leaves your machine.
            {situation.host !== null
              ? ` For “always”, your browser asks whether Cruxlight may read ${situation.host}; you can take that back in the settings.`
              : ''}
          </p>
        </>
      ) : null}
      {onSample ? <Welcome onSample={onSample} /> : null}
    </div>
  );
}
