import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { CLAIM_TYPES, type ClaimType, TOPICS, type Topic } from '../../../lib/claims/claim';
import { Icon } from '../../shared/Icon';
import { Strip } from '../../shared/Strip';
import { TypeMark } from '../../shared/TypeMark';
import { VerdictMark } from '../../shared/Verdict';
import {
  canTell,
  heardAs,
  isSideGuessed,
  plural,
  TOPIC_WORDS,
  TYPE_WORDS,
  verdictLabel,
  verdictSureness,
  voicesIn,
} from '../../shared/words';
import type { Cell } from '../model';

interface Props {
  cells: Cell[];
  /** Key of the cell whose evidence is open. */
  open: string | null;
  onOpen: (cell: Cell) => void;
}

function useLookup(cells: Cell[]) {
  return useMemo(() => {
    const byKey = new Map(cells.map((cell) => [`${cell.type}:${cell.topic}`, cell]));
    const weight = (topic: Topic) =>
      CLAIM_TYPES.reduce((sum, type) => {
        const cell = byKey.get(`${type}:${topic}`);
        return sum + (cell ? cell.positions.length + (cell.pinned ? 1_000 : 0) : 0);
      }, 0);
    const weights = new Map(TOPICS.map((topic) => [topic, weight(topic)]));
    const topics = TOPICS.filter((topic) => (weights.get(topic) ?? 0) > 0).sort(
      (a, b) =>
        Number(a === 'other') - Number(b === 'other') ||
        (weights.get(b) ?? 0) - (weights.get(a) ?? 0) ||
        TOPICS.indexOf(a) - TOPICS.indexOf(b),
    );
    return { byKey, topics };
  }, [cells]);
}

/** Fields by claim types. One tab stop; arrows move among the cells that hold something. Pinned fields come first. */
export function Matrix({ cells, open, onOpen }: Props) {
  const { byKey, topics } = useLookup(cells);
  const [at, setAt] = useState<string | null>(null);
  const table = useRef<HTMLTableElement>(null);
  const first = topics.flatMap((topic) => CLAIM_TYPES.map((type) => `${type}:${topic}`)).find((key) => byKey.has(key));
  const current = at !== null && byKey.has(at) ? at : first;

  const go = (key: string) => {
    setAt(key);
    table.current?.querySelector<HTMLElement>(`[data-cell="${key}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
    if (!step || !current) return;
    const [type, topic] = current.split(':') as [ClaimType, Topic];
    let row = topics.indexOf(topic);
    let column = CLAIM_TYPES.indexOf(type);
    event.preventDefault();
    for (;;) {
      row += step[0] ?? 0;
      column += step[1] ?? 0;
      const key = `${CLAIM_TYPES[column]}:${topics[row]}`;
      if (!topics[row] || !CLAIM_TYPES[column]) return;
      if (byKey.has(key)) return go(key);
    }
  };

  return (
    <table className="matrix" ref={table} onKeyDown={onKeyDown}>
      <caption className="visually-hidden">
        Fields by claim types. Each cell says where its speakers stand, from minus to plus; choose one for the evidence.
      </caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Field</span>
          </th>
          {CLAIM_TYPES.map((type) => (
            <th key={type} scope="col">
              <TypeMark type={type} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {topics.map((topic) => (
          <tr key={topic}>
            <th scope="row">{TOPIC_WORDS[topic].short}</th>
            {CLAIM_TYPES.map((type) => {
              const key = `${type}:${topic}`;
              const cell = byKey.get(key);
              return (
                <td key={type}>
                  {cell ? (
                    <CellButton
                      cell={cell}
                      open={open === key}
                      tabStop={key === current}
                      onOpen={() => {
                        setAt(key);
                        onOpen(cell);
                      }}
                    />
                  ) : (
                    <span className="visually-hidden">nothing said</span>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What the dots mean, drawn by the same marks. */
export function MatrixLegend() {
  const dot = (kind: 'confirmed' | 'machine' | 'faint') => (
    <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true" data-type="FQ">
      <circle
        cx="5"
        cy="5"
        r={kind === 'faint' ? 2.2 : 3.2}
        className="strip-dot"
        data-confirmed={kind === 'confirmed'}
        data-faint={kind === 'faint'}
      />
    </svg>
  );
  return (
    <p className="legend">
      <span>{dot('confirmed')} confirmed by you</span>
      <span>{dot('machine')} not confirmed</span>
      <span>{dot('faint')} perhaps says nothing on it</span>
    </p>
  );
}

interface CellProps {
  cell: Cell;
  open: boolean;
  tabStop: boolean;
  onOpen: () => void;
}

function CellButton({ cell, open, tabStop, onOpen }: CellProps) {
  const { heard, perhaps } = voicesIn(cell);
  const words = [
    `${TYPE_WORDS[cell.type].short}, ${TOPIC_WORDS[cell.topic].short}: ${verdictLabel(cell)}`,
    ...[verdictSureness(cell)].filter((word) => word !== null),
    plural(heard, 'speaker'),
    ...(perhaps > 0 ? [`${perhaps} more perhaps`] : []),
    ...(cell.machineOnly ? ['machine tags only'] : []),
    ...(cell.pinned ? ['pinned'] : []),
  ].join(', ');
  return (
    <button
      type="button"
      className="cell"
      data-cell={`${cell.type}:${cell.topic}`}
      data-sure={canTell(cell) && cell.sureness >= 0.65}
      data-machine={cell.machineOnly}
      aria-label={words}
      aria-expanded={open}
      tabIndex={tabStop ? 0 : -1}
      onClick={onOpen}
    >
      <Strip
        type={cell.type}
        dots={cell.positions
          .filter((standing) => heardAs(standing) !== 'reports')
          .map((standing) => ({
            name: standing.speaker,
            position: standing.position,
            confirmed: standing.evidence.some((item) => item.confirmed),
            faint: heardAs(standing) === 'perhaps' || isSideGuessed(standing),
          }))}
      />
      <span className="cell-verdict">
        <VerdictMark cell={cell} />
        {cell.pinned ? <Icon name="pin" size={11} /> : null}
      </span>
    </button>
  );
}
