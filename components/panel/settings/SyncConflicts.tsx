import { useRef } from 'react';
import { ChunkedList } from '../../shared/ChunkedList';
import { useKeptFocus } from '../../shared/useKeptFocus';
import { plural } from '../../shared/words';
import { NoteConflict } from '../post/NoteConflict';
import type { SyncConflict } from './sync-model';

const LONGEST_QUOTE = 300;

interface Props {
  conflicts: SyncConflict[];
  onResolve: (annotation: string, text: string) => void;
}

/** All notes that were changed in two places at once, whichever post they belong to. */
export function SyncConflicts({ conflicts, onResolve }: Props) {
  const head = useRef<HTMLHeadingElement>(null);
  const count = conflicts.length;
  const had = useRef(false);
  if (count > 0) had.current = true;
  const kept = useKeptFocus(head);
  if (!had.current) return null;
  return (
    <section aria-labelledby="sync-conflicts" {...kept}>
      <h3 id="sync-conflicts" ref={head} tabIndex={-1}>
        {count === 0 ? 'All notes are settled' : `${plural(count, 'note')} with more than one text`}
      </h3>
      {count === 0 ? null : (
        <ChunkedList
          className="sync-conflicts"
          label="Notes to settle"
          rowHeight={280}
          items={conflicts}
          keyOf={(conflict) => conflict.annotation}
          render={({ annotation, postTitle, quote, texts }) => (
            <article className="sync-conflict">
              <p className="byline" dir="auto">
                {postTitle || 'Untitled'}
              </p>
              {quote === '' ? null : (
                <p className="sync-quote" dir="auto">
                  {quote.length > LONGEST_QUOTE ? `${quote.slice(0, LONGEST_QUOTE).trimEnd()}…` : quote}
                </p>
              )}
              <NoteConflict texts={texts} onResolve={(text) => onResolve(annotation, text)} />
            </article>
          )}
        />
      )}
    </section>
  );
}
