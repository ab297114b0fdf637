import type { Cell, Verdict } from '../../lib/synthesis/synthesis';
import { canTell, verdictLabel } from './words';

/** Two dots and where they stand: together, apart, split, alone, on two lines. A shape beside the word, never alone. */
const SHAPES: Record<Verdict | 'unknown', string> = {
  agree: 'M5 6a2.5 2.5 0 1 0 .01 0zM11 6a2.5 2.5 0 1 0 .01 0z',
  disagree: 'M6 3L1 8l5 5zM10 3l5 5-5 5z',
  mixed: 'M8 2.5a5.5 5.5 0 1 0 0 11zM8 2.5a5.5 5.5 0 0 1 0 11',
  'single voice': 'M8 5a3 3 0 1 0 .01 0z',
  'different things': 'M2 5.5h12M2 10.5h12M10.5 2.5l-5 11',
  unknown: 'M3 8h.01M8 8h.01M13 8h.01',
};
const LINES = new Set<Verdict | 'unknown'>(['different things', 'unknown']);

export function VerdictMark({ cell }: { cell: Cell }) {
  const known: Verdict | 'unknown' = canTell(cell) ? cell.verdict : 'unknown';
  return (
    <span className="verdict" data-verdict={known}>
      <svg width="11" height="11" viewBox="0 0 16 16" aria-hidden="true" data-line={LINES.has(known)}>
        {known === 'mixed' ? (
          <>
            <path d="M8 2.5a5.5 5.5 0 1 0 0 11z" />
            <circle cx="8" cy="8" r="5.5" className="ring" />
          </>
        ) : (
          <path d={SHAPES[known]} />
        )}
      </svg>
      {verdictLabel(cell)}
    </span>
  );
}
