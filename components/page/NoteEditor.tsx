import { useEffect, useRef, useState } from 'react';

/** A note in the reader's own words. Ctrl+Enter saves, Escape leaves it as it was. */
export function NoteEditor(props: { note: string; onSave: (note: string) => void; onClose: () => void }) {
  const { note, onSave, onClose } = props;
  const [text, setText] = useState(note);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  return (
    <form
      className="noting"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(text.trim());
      }}
    >
      <textarea
        ref={field}
        value={text}
        rows={3}
        maxLength={100_000}
        aria-label="Note"
        placeholder="Your note"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.stopPropagation();
            onClose();
          } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            onSave(text.trim());
          }
        }}
      />
      <div className="row">
        <button type="button" onClick={onClose}>
          Cancel
        </button>
        <button type="submit" className="main">
          Save note
        </button>
      </div>
    </form>
  );
}
