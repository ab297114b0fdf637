import { type KeyboardEvent, useId, useState } from 'react';

interface Props {
  name: string;
  others: string[];
  onRename: (name: string) => void;
  onMerge: (into: string) => void;
  onClose: () => void;
}

/** Gives a speaker another name, or says that two names are one person. Both can be undone. */
export function SpeakerEditor({ name, others, onRename, onMerge, onClose }: Props) {
  const id = useId();
  const [text, setText] = useState(name);
  const [into, setInto] = useState('');
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    onClose();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape bubbles up from the fields
    <div className="editor" onKeyDown={onKeyDown}>
      <form
        className="editor-row"
        onSubmit={(event) => {
          event.preventDefault();
          const next = text.trim();
          if (next && next !== name) onRename(next);
          onClose();
        }}
      >
        <label htmlFor={`${id}-name`}>Name</label>
        <input id={`${id}-name`} value={text} maxLength={400} onChange={(event) => setText(event.target.value)} />
        <button type="submit" className="button small">
          Rename
        </button>
      </form>
      {others.length > 0 ? (
        <form
          className="editor-row"
          onSubmit={(event) => {
            event.preventDefault();
            if (!into) return;
            onMerge(into);
            onClose();
          }}
        >
          <label htmlFor={`${id}-into`}>Same as</label>
          <select id={`${id}-into`} value={into} onChange={(event) => setInto(event.target.value)}>
            <option value="">choose a speaker</option>
            {others.map((other) => (
              <option key={other}>{other}</option>
            ))}
          </select>
          <button type="submit" className="button small" aria-disabled={!into}>
            Merge
          </button>
        </form>
      ) : null}
    </div>
  );
}
