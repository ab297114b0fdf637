import type { Evidence } from '../../../lib/synthesis/synthesis';
import type { Cell } from '../model';

/**
 * The passage that speaks best for a side: the author's own words before reported ones, confirmed before proposed, then
 * the heaviest. Null where none of the names has evidence here.
 */
export function bestEvidence(cell: Cell, names: string[]): (Evidence & { speaker: string }) | null {
  const all = cell.positions
    .filter((standing) => names.includes(standing.speaker))
    .flatMap((standing) =>
      standing.evidence
        .filter(
          (item) => item.position === null || standing.position === null || item.position * standing.position >= 0,
        )
        .map((item) => ({ ...item, speaker: standing.speaker })),
    );
  const rank = (item: Evidence) =>
    (item.voice === 'a' ? 4 : 0) + (item.confirmed ? 2 : 0) + item.weight * Math.abs(item.position ?? 0.1);
  return all.reduce<(typeof all)[number] | null>(
    (best, item) => (!best || rank(item) > rank(best) ? item : best),
    null,
  );
}
