import { useEffect, useRef, useState } from 'react';
import { Icon } from '../../shared/Icon';
import { Menu } from '../../shared/Menu';
import { Welcome } from '../../shared/Welcome';
import { questionOf } from '../../shared/words';
import type { Cell, SampleActions, Synthesis, SynthesisActions, SynthesisFilter, SynthesisState } from '../model';
import { CellDetail } from './CellDetail';
import { CoverageLine } from './CoverageLine';
import { Cruxes } from './Cruxes';
import { Leads } from './Leads';
import { Matrix, MatrixLegend } from './Matrix';
import { NoCells } from './NoCells';
import { RatingsTable } from './RatingsTable';
import { type Facets, SynthesisFilters } from './SynthesisFilters';

interface Props {
  state: SynthesisState;
  filter: SynthesisFilter;
  facets: Facets;
  actions: SynthesisActions;
  sample: SampleActions;
  hasSample: boolean;
  /** True where the library holds no post at all. */
  empty: boolean;
}

const cellKey = (cell: Pick<Cell, 'type' | 'topic'>): string => `${cell.type}:${cell.topic}`;

/** Why no crux is named, and the way to one. */
function whyNone({ speakers, leads = [] }: Synthesis): string {
  if (speakers.length < 2) {
    return 'So far one author alone is heard. With a post by another on the same subject, this says where they part.';
  }
  return leads.length > 0
    ? 'No disagreement is sure enough to be named yet. The questions below may hold one.'
    : 'No disagreement is sure enough to be named yet: nobody here clearly contradicts another about the same field.';
}

export function SynthesisTab({ state, filter, facets, actions, sample, hasSample, empty }: Props) {
  const [open, setOpen] = useState<string | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  const synthesis = state.state === 'ready' ? state.synthesis : null;
  const cell = synthesis?.cells.find((other) => cellKey(other) === open) ?? null;

  // A cell that went away (filter, deletion) closes; a closed one gives the focus back to what opened it.
  useEffect(() => {
    if (open !== null && synthesis && !cell) setOpen(null);
  }, [open, cell, synthesis]);
  const openCell = (which: Pick<Cell, 'type' | 'topic'>) => {
    opener.current = document.activeElement as HTMLElement | null;
    setOpen(cellKey(which));
  };
  const close = () => {
    setOpen(null);
    requestAnimationFrame(() => opener.current?.focus());
  };

  if (empty) {
    return (
      <div className="empty">
        <h2>Nothing to put side by side yet</h2>
        <Welcome onSample={sample.open} />
      </div>
    );
  }
  if (state.state === 'failed') {
    return (
      <div className="empty">
        <h2>The synthesis could not be made</h2>
        <p>Your posts and notes are safe. The reason was: {state.reason}</p>
        <button type="button" className="button" onClick={() => actions.setFilter({ ...filter })}>
          Try again
        </button>
      </div>
    );
  }
  return (
    <div className="synthesis" data-open={cell !== null}>
      <div className="synthesis-main">
        {hasSample ? (
          <p className="strip-note">
            Sample posts by invented authors are among these.{' '}
            <button type="button" className="link" onClick={sample.remove}>
              Remove the samples
            </button>
          </p>
        ) : null}
        {state.state === 'ready' ? <CoverageLine coverage={state.coverage} stale={state.stale} /> : null}
        <SynthesisFilters filter={filter} facets={facets} onChange={actions.setFilter}>
          <Menu
            label="Export"
            icon="save"
            items={[
              { label: 'Copy as Markdown', icon: 'copy', onChoose: () => actions.exportSynthesis('md-copy') },
              { label: 'Save as Markdown', icon: 'save', onChoose: () => actions.exportSynthesis('md') },
            ]}
          />
        </SynthesisFilters>
        {synthesis === null ? (
          <div className="skeleton" role="status" aria-label="Putting the posts side by side">
            <i />
            <i />
            <i />
            <i />
          </div>
        ) : synthesis.cells.length === 0 ? (
          <NoCells filter={filter} onChange={actions.setFilter} />
        ) : (
          <>
            <Cruxes
              cruxes={synthesis.cruxes}
              cells={synthesis.cells}
              none={whyNone(synthesis)}
              onOpen={openCell}
              onQuote={actions.openQuote}
            />
            <Leads leads={synthesis.leads ?? []} actions={actions} onOpen={openCell} />
            <section className="group" aria-labelledby="matrix-title">
              <h2 id="matrix-title">Who stands where</h2>
              <MatrixLegend />
              <Matrix cells={synthesis.cells} open={open} onOpen={openCell} />
            </section>
            <RatingsTable ratings={synthesis.ratings} onQuote={actions.openQuote} />
          </>
        )}
      </div>
      {cell ? (
        <CellDetail
          key={cellKey(cell)}
          cell={cell}
          question={
            synthesis?.cruxes.find((crux) => cellKey(crux) === open)?.question ?? questionOf(cell.type, cell.topic)
          }
          speakers={synthesis?.speakers.map((speaker) => speaker.name) ?? []}
          actions={actions}
          onClose={close}
        />
      ) : (
        <aside className="detail-hint" aria-hidden="true">
          <Icon name="people" size={28} />
          <p>Choose a question to see who says what, and in which words.</p>
        </aside>
      )}
    </div>
  );
}
