import { useState } from 'react';
import { PrivateField } from './PrivateField';

/** A note in the reader's own words. Ctrl+Enter saves, Escape leaves it as it was. */
export function NoteEditor(props: { note: string; onSave: (note: string) => void; onClose: () => void }) {
  const { note, onSave, onClose } = props;
  const [text, setText] = useState(note);
  return (
    <div className="noting">
      <PrivateField
        value={text}
        label="Your note"
        onChange={setText}
        onKey={(event) => {
          if (event.key === 'Escape') onClose();
          else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSave(text.trim());
          else return;
          event.preventDefault();
        }}
      />
      <div className="row">
        <button type="button" onClick={onClose}>
          Cancel
        </button>
        <button type="button" className="main" onClick={() => onSave(text.trim())} title="Ctrl+Enter">
          Save note
        </button>
      </div>
    </div>
  );
}
