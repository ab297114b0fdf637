import { useLayoutEffect, useRef, useState } from 'react';
import { CLAIM_TYPES } from '../../lib/claims/claim';
import { TYPE_WORDS } from '../../lib/synthesis/words';
import { Icon } from './icons';
import { NoteEditor } from './NoteEditor';
import { placeBar } from './place';
import { TypeLine } from './TypeLine';
import type { PageActions, SelectionView } from './view';

/** The bar below selected words: mark them as a type of claim, or plainly, or with a note. */
export function SelectionBar({ selection, actions }: { selection: SelectionView; actions: PageActions }) {
  const bar = useRef<HTMLElement>(null);
  const [place, setPlace] = useState<{ x: number; y: number } | null>(null);
  const { around, noting } = selection;
  // biome-ignore lint/correctness/useExhaustiveDependencies: writing a note changes the bar's height
  useLayoutEffect(() => {
    const element = bar.current;
    const window = element?.ownerDocument.defaultView;
    if (!element || !window) return;
    const view = { width: window.document.documentElement.clientWidth, height: window.innerHeight };
    setPlace(placeBar(view, around, { width: element.offsetWidth, height: element.offsetHeight }));
  }, [around, noting]);
  return (
    <section
      className={`bar ${place ? '' : 'unplaced'}`}
      role="toolbar"
      aria-label="Highlight the selected words"
      ref={bar}
      style={place ? { left: place.x, top: place.y } : undefined}
      // A press must not take the page's selection away before the click has used it.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
    >
      {noting ? (
        <NoteEditor note="" onSave={(note) => actions.highlight(null, note)} onClose={actions.closeSelection} />
      ) : (
        <>
          {CLAIM_TYPES.map((type, index) => (
            <button
              type="button"
              key={type}
              onClick={() => actions.highlight(type, '')}
              title={`${TYPE_WORDS[type].long} (${index + 1})`}
            >
              <span>{TYPE_WORDS[type].short}</span>
              <TypeLine type={type} />
            </button>
          ))}
          <i className="rule" aria-hidden="true" />
          <button type="button" onClick={() => actions.highlight(null, '')} title="Highlight without a type">
            <Icon name="marker" />
            <span className="hush">Highlight</span>
          </button>
          <button type="button" onClick={actions.noteSelection} title="Highlight with a note (n)">
            <Icon name="note" />
            <span className="hush">Note</span>
          </button>
        </>
      )}
    </section>
  );
}
