import { toldPosition } from '../claims/sure';
import type { Cell, Evidence, Standing } from './synthesis';
import { surenessWord, VERDICT_WORDS } from './words';

/*
 * One rule for dots, words and lists: who likelier speaks to a question than not is heard; who does so less likely is
 * heard perhaps, and is drawn faint and named apart; who only reports others is not counted at all.
 */

/** From here on a speaker counts as heard, and a verdict may be named. */
const LIKELIER = 0.5;

/** `yes`: speaks to the question. `perhaps`: it is doubtful that they do. `reports`: only gives the views of others. */
export type Heard = 'yes' | 'perhaps' | 'reports';

export function heardAs({ evidence, speaks }: Standing): Heard {
  if (!evidence.some((item) => item.voice === 'a')) return 'reports';
  return (speaks ?? 1) >= LIKELIER ? 'yes' : 'perhaps';
}

/** Order of passages that speak for the same, best first: one whose side is told, one that somebody confirmed, the heaviest. */
export function bestFirst(a: Evidence, b: Evidence): number {
  const told = (evidence: Evidence): number => Number(toldPosition(evidence) !== null);
  return told(b) - told(a) || Number(b.confirmed) - Number(a.confirmed) || b.weight - a.weight;
}

/** Whether a speaker stands where no passage of theirs tells a side: it is pooled from guesses too unsure to be told alone. */
export const isSideGuessed = ({ position, evidence }: Standing): boolean =>
  position !== null && !evidence.some((item) => item.voice === 'a' && toldPosition(item) !== null);

/** How many speakers of a cell are heard, and how many more perhaps. */
export function voicesIn({ positions }: Pick<Cell, 'positions'>): { heard: number; perhaps: number } {
  const all = positions.map(heardAs);
  return {
    heard: all.filter((it) => it === 'yes').length,
    perhaps: all.filter((it) => it === 'perhaps').length,
  };
}

type Judged = Pick<Cell, 'verdict' | 'sureness' | 'positions' | 'overruled'>;

/**
 * True where a verdict may be named: the reader's own; a likely one; or the plain fact that at most one speaker is
 * heard. Where several are heard, or several perhaps and nobody surely, "one voice" would contradict what is seen.
 */
export function canTell(cell: Judged): boolean {
  if (cell.overruled !== undefined) return true;
  if (cell.verdict !== 'single voice') return cell.sureness >= LIKELIER;
  const { heard, perhaps } = voicesIn(cell);
  return heard === 1 || (heard === 0 && perhaps <= 1);
}

/** The verdict in a few words, as cells, their detail and the Markdown have it. */
export function verdictLabel(cell: Judged): string {
  if (!canTell(cell)) return 'can’t tell yet';
  if (cell.verdict !== 'single voice' || cell.overruled !== undefined) return VERDICT_WORDS[cell.verdict].label;
  const { heard, perhaps } = voicesIn(cell);
  if (heard === 0) return perhaps === 0 ? 'only reported' : 'perhaps one voice';
  if (perhaps === 0) return 'one voice';
  return perhaps === 1 ? 'one voice, maybe two' : 'one voice, maybe more';
}

/** How sure a named verdict is, in a word; null where there is nothing to be sure of (one voice, or none can be told). */
export function verdictSureness(cell: Judged): string | null {
  if (cell.overruled !== undefined) return 'your own verdict';
  return canTell(cell) && cell.verdict !== 'single voice' ? surenessWord(cell.sureness) : null;
}
