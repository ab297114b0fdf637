import { useState } from 'react';
import { Icon } from '../../shared/Icon';
import { Quote } from '../../shared/Quote';
import { TypeMark } from '../../shared/TypeMark';
import type { Annotation, NoteConflicts, OnResolve, PostActions } from '../model';
import { NoteConflict } from './NoteConflict';
import { NoteEditor } from './NoteEditor';

interface Props {
  highlight: Annotation;
  /** Why its words were not found on the page, where they were not. */
  lost: string | null;
  actions: PostActions;
  conflicts?: NoteConflicts | undefined;
  onResolve?: OnResolve | undefined;
}

/** Words that the reader chose, with type and note. */
export function HighlightCard({ highlight, lost, actions, conflicts, onResolve }: Props) {
  const conflict = conflicts?.get(highlight.id);
  const [editing, setEditing] = useState(false);
  const what = highlight.kind === 'decision' ? 'decision' : 'highlight';
  return (
    <article className="passage highlight" data-lost={lost !== null}>
      <div className="claim-line">
        <p className="claim-words">
          {highlight.type ? <TypeMark type={highlight.type} /> : <span className="muted">Highlight</span>}
        </p>
        <div className="claim-actions">
          {conflict ? null : (
            <button
              type="button"
              className="icon-button"
              aria-label={highlight.note ? 'Change the note' : 'Add a note'}
              title={highlight.note ? 'Change the note' : 'Add a note'}
              aria-expanded={editing}
              onClick={() => setEditing(!editing)}
            >
              <Icon name="note" />
            </button>
          )}
          <button
            type="button"
            className="icon-button reject"
            aria-label={`Remove the ${what}`}
            title={`Remove the ${what}`}
            onClick={() => actions.removeAnnotation(highlight.id)}
          >
            <Icon name="trash" />
          </button>
        </div>
      </div>
      <Quote
        text={highlight.selectors.quote.exact}
        action={lost === null ? 'Show in the post' : 'Look for it in the post'}
        onOpen={() => actions.showHighlight(highlight)}
      />
      {lost !== null ? (
        <div className="aside lost">
          <p>{lost}</p>
          <button
            type="button"
            className="button small"
            title="Select the right words in the post, then press here"
            onClick={() => actions.attach(highlight)}
          >
            Attach to selected text
          </button>
        </div>
      ) : null}
      {conflict ? (
        <NoteConflict texts={conflict} onResolve={(text) => onResolve?.(highlight.id, text)} />
      ) : editing ? (
        <NoteEditor
          note={highlight.note}
          onSave={(note) => {
            actions.updateHighlight(highlight.id, { note });
            setEditing(false);
          }}
          onCancel={() => setEditing(false)}
        />
      ) : highlight.note ? (
        <p className="note">{highlight.note}</p>
      ) : null}
    </article>
  );
}
