import { useLayoutEffect, useMemo, useState } from 'react';
import { ChunkedList } from '../../shared/ChunkedList';
import { plural } from '../../shared/words';
import type { History, NoteConflicts, OnResolve, PageSituation, PostActions, PostView } from '../model';
import { FilterBar } from './FilterBar';
import { ALL_CLAIMS, countDoubtful, listItems, type PostFilter } from './filter';
import { HighlightCard } from './HighlightCard';
import { PassageCard } from './PassageCard';
import { PostHeader } from './PostHeader';
import { NoPost, Tagging } from './PostStates';
import { PostTools } from './PostTools';

interface Props {
  situation: PageSituation;
  view: PostView | null;
  history: History;
  actions: PostActions;
  /** Offered while the library is empty. */
  onSample: (() => void) | null;
  onUndo: () => void;
  onRedo: () => void;
  /** The reader's own settings for marks; changes here are for this post alone. */
  initialFilter?: PostFilter;
  /** Notes with more than one text. Its identity should change only with its content: the cards are memoised. */
  conflicts?: NoteConflicts;
  onResolve?: OnResolve;
}

export function PostTab(props: Props) {
  const { situation, view, history, actions, onSample, onUndo, onRedo, initialFilter, conflicts, onResolve } = props;
  const [start] = useState(initialFilter ?? ALL_CLAIMS);
  const [filter, setFilter] = useState(start);
  /** Where nothing is sure the guesses are shown unasked, once; they stay while the reader decides on them. */
  const [offered, setOffered] = useState(false);
  const settled = situation.state !== 'tagging' && situation.state !== 'asking';
  const hidden = view ? countDoubtful(view.rows, filter) : 0;
  useLayoutEffect(() => {
    if (!settled || hidden === 0 || filter !== start) return;
    setOffered(true);
    setFilter({ ...start, density: 'all' });
  }, [settled, hidden, filter, start]);
  const items = useMemo(() => (view ? listItems(view.rows, filter) : []), [view, filter]);
  const counts = useMemo(() => {
    const found: Record<string, number> = {};
    for (const item of view ? listItems(view.rows, { ...filter, types: ALL_CLAIMS.types }) : [])
      if (item.kind === 'passage') for (const claim of item.claims) found[claim.type] = (found[claim.type] ?? 0) + 1;
    return found;
  }, [view, filter]);
  if (!view) return <NoPost situation={situation} actions={actions} onSample={onSample} />;

  const { orphans } = view;
  const lost = new Set(orphans.map(({ annotation }) => annotation.id));
  const highlights = view.highlights.filter((highlight) => !lost.has(highlight.id));
  const passages = items.filter((item) => item.kind === 'passage').length;
  const all = view.rows.reduce((sum, row) => sum + row.claims.length, 0);
  return (
    <div className="post-tab">
      <PostHeader view={view} onOpen={actions.openPost} />
      <Tagging situation={situation} onTurnOn={actions.turnOn} />
      <PostTools history={history} onExport={actions.exportPost} onUndo={onUndo} onRedo={onRedo} />
      {highlights.length > 0 ? (
        <section className="group" aria-label="Your highlights">
          <h2>Your highlights</h2>
          {highlights.map((highlight) => (
            <HighlightCard
              key={highlight.id}
              highlight={highlight}
              lost={null}
              actions={actions}
              conflicts={conflicts}
              onResolve={onResolve}
            />
          ))}
        </section>
      ) : null}
      {orphans.length > 0 ? (
        <section className="group orphans" aria-label="Not found on the page any more">
          <h2>Not found on the page any more</h2>
          <p className="muted">
            The page has changed. Your notes are kept; they are not shown at a place that may be the wrong one.
          </p>
          {orphans.map(({ annotation, reason }) => (
            <HighlightCard
              key={annotation.id}
              highlight={annotation}
              lost={reason}
              actions={actions}
              conflicts={conflicts}
              onResolve={onResolve}
            />
          ))}
        </section>
      ) : null}
      <FilterBar filter={filter} counts={counts} onChange={setFilter} />
      {offered && filter.density === 'all' && passages > 0 ? (
        <p className="strip-note guesses">
          The machine is sure of no claim here. These are its guesses: accept what is right, reject the rest.
        </p>
      ) : null}
      <p className="visually-hidden" role="status">
        {plural(passages, 'passage')} shown
      </p>
      {passages === 0 ? (
        <p className="empty-line">
          {situation.state === 'tagging' && hidden === 0 ? 'Reading…' : null}
          {situation.state !== 'tagging' && all === 0
            ? 'No claim was found here. Select words in the post to mark one yourself.'
            : null}
          {all > 0 && hidden === 0 ? 'Nothing passes these filters.' : null}
          {hidden > 0 ? (
            <>
              The machine is not sure of any claim here.{' '}
              <button type="button" className="link" onClick={() => setFilter({ ...filter, density: 'all' })}>
                Show {hidden === 1 ? 'the one' : `the ${hidden}`} that it doubts
              </button>
            </>
          ) : null}
        </p>
      ) : (
        <ChunkedList
          className="claims"
          label="Claims in reading order"
          rowHeight={150}
          items={items}
          keyOf={(item) => item.key}
          render={(item) =>
            item.kind === 'heading' ? (
              <h2 className="path">
                {item.path.map((part, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the same words may be there twice, in this order
                  <span key={at}>{part}</span>
                ))}
              </h2>
            ) : (
              <PassageCard
                row={item.row}
                claims={item.claims}
                actions={actions}
                conflicts={conflicts}
                onResolve={onResolve}
              />
            )
          }
        />
      )}
    </div>
  );
}
