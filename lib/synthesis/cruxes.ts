import { bestFirst } from './heard';
import type { Cell, Crux, Evidence, Standing } from './synthesis';
import { NAMED } from './verdict';
import { questionOf, topicRank } from './words';

/** Evidence at which a side counts as about two thirds evidenced: a little more than one certain passage. */
const ENOUGH = 1.2;

/** Who in a cell stands on each side, best evidenced first. After an overruling, the sign of the mean decides. */
export function sidesOf(cell: Cell): { yes: Standing[]; no: Standing[] } {
  const named = {
    yes: cell.positions.filter((p) => (p.yes ?? 0) >= NAMED),
    no: cell.positions.filter((p) => (p.no ?? 0) >= NAMED),
  };
  if (cell.overruled === undefined || (named.yes.length > 0 && named.no.length > 0)) return named;
  return {
    yes: cell.positions.filter((p) => (p.position ?? 0) > 0),
    no: cell.positions.filter((p) => (p.position ?? 0) < 0),
  };
}

/** The passage that says best why these speakers stand on a side, in their own words. */
export function bestWords(standings: readonly Standing[], sign: 1 | -1): Evidence | undefined {
  return standings
    .flatMap(({ evidence }) => evidence)
    .filter(({ voice, position }) => voice === 'a' && position !== null && position * sign > 0)
    .toSorted(bestFirst)[0];
}

/** A machine alone is the same everywhere: what somebody confirmed, rated or labelled comes before what nobody looked at. */
const MACHINE_ONLY = 0.6;

const sum = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0);

/**
 * Ranks the disagreements by how much hangs on them: how sure, how well the weaker side is evidenced, and how central
 * the question is to both sides (the share of all their evidence that they spend on it). Cells that only look opposed
 * are not cruxes, nor is the rest class `other`, whose field nobody can name.
 */
export function rankCruxes(cells: readonly Cell[]): Crux[] {
  const spent = new Map<string, number>();
  for (const cell of cells) {
    for (const p of cell.positions) spent.set(p.speaker, (spent.get(p.speaker) ?? 0) + p.weight);
  }
  const share = (side: Standing[]): number =>
    sum(side.map((p) => p.weight)) / (sum(side.map((p) => spent.get(p.speaker) ?? 0)) || 1);
  const evidenced = (side: Standing[]): number => 1 - Math.exp(-sum(side.map((p) => p.weight)) / ENOUGH);
  const cruxes: Crux[] = [];
  for (const cell of cells) {
    if (cell.verdict !== 'disagree' || cell.topic === 'other') continue;
    const { yes, no } = sidesOf(cell);
    if (yes.length === 0 || no.length === 0) continue;
    const central = Math.sqrt(share(yes) * share(no));
    cruxes.push({
      type: cell.type,
      topic: cell.topic,
      question: questionOf(cell.type, cell.topic),
      score:
        cell.sureness *
        Math.min(evidenced(yes), evidenced(no)) *
        Math.sqrt(central) *
        (cell.pinned ? 2 : 1) *
        (cell.machineOnly ? MACHINE_ONLY : 1),
      sureness: cell.sureness,
      yes: yes.map((p) => p.speaker),
      no: no.map((p) => p.speaker),
    });
  }
  return cruxes.sort(
    (a, b) =>
      b.score - a.score || topicRank(a.topic) - topicRank(b.topic) || (a.type < b.type ? -1 : a.type > b.type ? 1 : 0),
  );
}
