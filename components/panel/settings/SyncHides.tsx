import type { SyncWords } from './sync-words';

/** What whoever runs the storage can and can't see, and what that means for the reader. */
export function SyncHides({ locked, words }: { locked: boolean; words: SyncWords }) {
  if (!locked) {
    return (
      <dl className="sync-hides warning">
        <div>
          <dt>Hidden from whoever can read the folder:</dt>
          <dd>{words.plain.hidden}</dd>
        </div>
        <div>
          <dt>What they can do:</dt>
          <dd>{words.plain.changed}</dd>
        </div>
      </dl>
    );
  }
  const { hidden, seen, lost, changed } = words.locked;
  return (
    <div className="consent">
      <dl className="sync-hides">
        <div>
          <dt>Hidden from whoever runs the storage:</dt>
          <dd>{hidden}</dd>
        </div>
        <div>
          <dt>Not hidden:</dt>
          <dd>{seen}</dd>
        </div>
        <div>
          <dt>If you lose it:</dt>
          <dd>{lost}</dd>
        </div>
      </dl>
      <details className="sync-more">
        <summary>What they can still do</summary>
        <p>{changed}</p>
      </details>
    </div>
  );
}
