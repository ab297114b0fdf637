import { useState } from 'react';
import { plural } from '../../shared/words';
import type { Cell, Crux } from '../model';
import { CruxCard } from './CruxCard';

interface Props {
  cruxes: Crux[];
  cells: Cell[];
  /** Why there are none, and what would help. */
  none: string;
  onOpen: (crux: Crux) => void;
  onQuote: (post: string, passage: string) => void;
}

const FIRST = 4;

const keyOf = ({ type, topic }: Pick<Cell, 'type' | 'topic'>): string => `${type}:${topic}`;

/** Disagreements that are sure on both sides, those first on which most hangs. */
export function Cruxes({ cruxes, cells, none, onOpen, onQuote }: Props) {
  const [all, setAll] = useState(false);
  const byKey = new Map(cells.map((cell) => [keyOf(cell), cell]));
  return (
    <section className="group" aria-labelledby="crux-title">
      <h2 id="crux-title">Cruxes</h2>
      {cruxes.length === 0 ? (
        <p className="muted">{none}</p>
      ) : (
        <div className="cruxes">
          {cruxes.slice(0, all ? undefined : FIRST).map((crux) => (
            <CruxCard
              key={keyOf(crux)}
              crux={crux}
              cell={byKey.get(keyOf(crux))}
              onOpen={() => onOpen(crux)}
              onQuote={onQuote}
            />
          ))}
        </div>
      )}
      {cruxes.length > FIRST ? (
        <button type="button" className="button quiet small" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${plural(cruxes.length, 'crux', 'cruxes')}`}
        </button>
      ) : null}
    </section>
  );
}
