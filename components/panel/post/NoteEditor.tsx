import { type KeyboardEvent, useEffect, useRef, useState } from 'react';

interface Props {
  note: string;
  onSave: (note: string) => void;
  onCancel: () => void;
}

/** A note in place. Ctrl or Command with Enter saves, Escape leaves it as it was. */
export function NoteEditor({ note, onSave, onCancel }: Props) {
  const [text, setText] = useState(note);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => area.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onCancel();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSave(text.trim());
  };
  return (
    <div className="note-editor">
      <textarea
        ref={area}
        aria-label="Note"
        rows={3}
        maxLength={100_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="row-end">
        <button type="button" className="button quiet small" onClick={onCancel}>
          Cancel
        </button>
        <button type="button" className="button primary small" onClick={() => onSave(text.trim())}>
          Save the note
        </button>
      </div>
    </div>
  );
}
