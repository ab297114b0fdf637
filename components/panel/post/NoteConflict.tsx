import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';

/** What a note may hold: see the library's records. */
const LONGEST = 100_000;

interface Props {
  /** The shown one first; at least two. */
  texts: string[];
  /** This text stands from now on. */
  onResolve: (text: string) => void;
}

/** One after the other, as two notes would stand on paper. An empty one adds nothing. */
export const together = (texts: readonly string[]): string => texts.filter((text) => text.trim() !== '').join('\n\n');

/** A note that was written in two places without sight of each other: both texts, and the reader's choice. */
export function NoteConflict({ texts, onResolve }: Props) {
  const id = useId();
  const [merging, setMerging] = useState<{ text: string; of: string[] } | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const was = useRef(false);
  const open = merging !== null;
  useEffect(() => {
    if (open) area.current?.focus();
    else if (was.current) opener.current?.focus();
    was.current = open;
  }, [open]);
  const both = together(texts);
  const fits = both.length <= LONGEST;
  /** A text that came in while the reader wrote would be settled unseen. */
  const changed = merging !== null && merging.of.join('\0') !== texts.join('\0');
  const save = () => {
    if (!merging || changed) return;
    onResolve(merging.text.trim());
    setMerging(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      setMerging(null);
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
  };
  return (
    <fieldset className="note-conflict">
      <legend className="visually-hidden">A note with {texts.length} texts</legend>
      <p className="conflict-head">
        <b>This note was changed in {texts.length === 2 ? 'two' : texts.length} places at once.</b>{' '}
        {texts.length === 2 ? 'Both texts' : 'All texts'} are kept until you choose.
      </p>
      <ol className="plain conflict-texts">
        {texts.map((text, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: texts differ, and stand in this order
          <li key={at}>
            <p id={`${id}-${at}`} className="conflict-name">
              {at === 0 ? 'Shown now' : texts.length === 2 ? 'The other text' : `Text ${at + 1}`}
            </p>
            {text.trim() === '' ? (
              <p className="conflict-text muted">Empty: the note was taken away there.</p>
            ) : (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, by keyboard too
              <div className="conflict-text" dir="auto" tabIndex={0}>
                {text}
              </div>
            )}
            <button
              type="button"
              className="button small"
              aria-describedby={`${id}-${at}`}
              onClick={() => onResolve(text)}
            >
              Keep this one
            </button>
          </li>
        ))}
      </ol>
      {merging ? (
        <div className="note-editor">
          <textarea
            ref={area}
            aria-label="Merged note"
            rows={5}
            dir="auto"
            maxLength={LONGEST}
            value={merging.text}
            onChange={(event) => setMerging({ ...merging, text: event.target.value })}
            onKeyDown={onKeyDown}
          />
          {changed ? (
            <p className="warning" role="alert">
              The texts above have changed while you wrote.{' '}
              <button type="button" className="link" onClick={() => setMerging({ ...merging, of: texts })}>
                I have seen them
              </button>
            </p>
          ) : null}
          <div className="row-end">
            <button type="button" className="button quiet small" onClick={() => setMerging(null)}>
              Cancel
            </button>
            <button type="button" className="button primary small" aria-disabled={changed} onClick={save}>
              Save the note
            </button>
          </div>
        </div>
      ) : (
        <div className="row">
          {fits ? (
            <button
              type="button"
              className="button small"
              title="Puts one after the other"
              onClick={() => onResolve(both)}
            >
              {texts.length === 2 ? 'Keep both' : 'Keep all'}
            </button>
          ) : null}
          <button
            ref={opener}
            type="button"
            className="button small"
            onClick={() => setMerging({ text: fits ? both : (texts[0] ?? ''), of: texts })}
          >
            Edit a merged one
          </button>
        </div>
      )}
      {fits ? null : <p className="muted">Together they are too long for one note.</p>}
    </fieldset>
  );
}
