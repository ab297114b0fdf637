import { ChunkedList } from '../../shared/ChunkedList';
import { Marked } from '../../shared/Marked';
import { namesWord, plural } from '../../shared/words';
import type { SearchHit } from '../model';
import type { SearchState } from './useSearch';

interface Props {
  state: SearchState;
  onOpen: (hit: SearchHit) => void;
  onMore: () => void;
}

const KIND = { post: 'post', passage: 'quote', note: 'your note', highlight: 'your highlight' } as const;

export function SearchResults({ state, onOpen, onMore }: Props) {
  const hits = state.state === 'done' ? state.hits : [];
  return (
    <div className="results">
      <p className="muted" role="status">
        {state.state === 'done'
          ? hits.length === 0
            ? 'Nothing found.'
            : `${plural(hits.length, 'result')}${state.more ? ' so far' : ''}`
          : 'Searching…'}
      </p>
      <ChunkedList
        label="Results"
        rowHeight={92}
        items={hits}
        keyOf={(hit) => `${hit.kind}:${hit.post}:${hit.passage ?? ''}:${hit.annotation ?? ''}`}
        render={(hit) => (
          <button type="button" className="hit" onClick={() => onOpen(hit)}>
            <span className="hit-text" data-kind={hit.kind}>
              <Marked text={hit.snippet} ranges={hit.ranges} cut={hit.cut} />
            </span>
            <span className="byline">
              {KIND[hit.kind]} <span className="dot">·</span> {namesWord(hit.authors, 2)}
              {hit.kind === 'post' ? null : (
                <>
                  {' '}
                  <span className="dot">·</span> {hit.postTitle}
                </>
              )}
            </span>
          </button>
        )}
      />
      {state.state === 'done' && state.more ? (
        <button type="button" className="button quiet" onClick={onMore}>
          Show more
        </button>
      ) : null}
    </div>
  );
}
