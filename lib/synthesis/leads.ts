import type { Topic } from '../claims/claim';
import { toldPosition } from '../claims/sure';
import { type Comparable, noWorseThanElsewhere } from './comparison';
import { isRelated } from './fields';
import type { Cell, Crux, Evidence, Lead, LeadVoice, Standing } from './synthesis';
import { comparisonQuestion, MIDDLE, questionOf, topicRank } from './words';

/** A speaker leans to a side that is at least this likely, and this much of both sides together. */
const HINT = 0.12;
const LEAN = 0.58;

/** How far a sentence that compares by its words alone is trusted to mean it, and of what it seems to speak. */
const COMPARED = 0.6;

/** Speakers named on one side, and what each says: more would be a table, and the cells have it. */
const SPEAKERS = 4;
const VOICES = 6;

/** Two who speak of one field oppose each other; a comparison nearly so; of a whole and its part it only bears on it. */
const DIRECT: Record<Lead['kind'], number> = { 'same field': 1, comparison: 0.8, 'nearby fields': 0.5 };

type Sign = 1 | -1;

const chance = (standing: Standing, sign: Sign): number => (sign > 0 ? standing.yes : standing.no) ?? 0;

function leans(standing: Standing): Sign | 0 {
  const yes = chance(standing, 1);
  const no = chance(standing, -1);
  const most = Math.max(yes, no);
  if (most < HINT || most / (yes + no) < LEAN) return 0;
  return yes > no ? 1 : -1;
}

const speaksFor = (evidence: Evidence, sign: Sign): boolean =>
  evidence.voice === 'a' && evidence.position !== null && evidence.position * sign >= MIDDLE;

/** What a speaker says for a side in a cell: each written rating, or the one passage that says it best, told sides before untold. */
function voicesOf(cell: Cell, standing: Standing, sign: Sign): LeadVoice[] {
  const own = standing.evidence.filter((evidence) => speaksFor(evidence, sign));
  const rated = own.filter((evidence) => evidence.source === 'rating');
  const best = own.find((evidence) => toldPosition(evidence) !== null) ?? own[0];
  const said = rated.length > 0 ? rated : best === undefined ? [] : [best];
  return said.map((evidence) => ({
    speaker: standing.speaker,
    topic: cell.topic,
    sureness: chance(standing, sign),
    evidence,
  }));
}

const surest = (a: LeadVoice, b: LeadVoice): number =>
  b.sureness - a.sureness ||
  topicRank(a.topic) - topicRank(b.topic) ||
  (a.speaker < b.speaker ? -1 : a.speaker > b.speaker ? 1 : 0);

function side(cells: readonly Cell[], sign: Sign, without: ReadonlySet<string> = new Set()): LeadVoice[] {
  return cells
    .flatMap((cell) =>
      cell.positions
        .filter((standing) => !without.has(standing.speaker) && leans(standing) === sign)
        .flatMap((standing) => voicesOf(cell, standing, sign)),
    )
    .sort(surest);
}

/** Probability that somebody of a side stands there; a speaker's several voices are one. */
function held(voices: readonly LeadVoice[]): number {
  const best = new Map<string, number>();
  for (const voice of voices) best.set(voice.speaker, Math.max(best.get(voice.speaker) ?? 0, voice.sureness));
  return 1 - [...best.values()].reduce((none, p) => none * (1 - p), 1);
}

/** The surest speakers with the surest that each says; the order stays. */
function foremost(voices: readonly LeadVoice[]): LeadVoice[] {
  const said = new Map<string, number>();
  return voices.filter(({ speaker }) => {
    const before = said.get(speaker);
    if (before === undefined ? said.size >= SPEAKERS : before >= VOICES) return false;
    said.set(speaker, (before ?? 0) + 1);
    return true;
  });
}

function lead(
  kind: Lead['kind'],
  { type, topic, pinned }: Cell,
  question: string,
  yes: LeadVoice[],
  no: LeadVoice[],
): Lead[] {
  if (yes.length === 0 || no.length === 0) return [];
  const score = held(yes) * held(no) * DIRECT[kind] * (pinned ? 2 : 1);
  return [{ kind, type, topic, question, score, yes: foremost(yes), no: foremost(no) }];
}

const speakersOf = (voices: readonly LeadVoice[]): Set<string> => new Set(voices.map((voice) => voice.speaker));

/** Who says of the field that it is no worse off than others, in a sentence that compares. */
function comparing(cell: Cell, type: Comparable): LeadVoice[] {
  return cell.positions
    .flatMap((standing): LeadVoice[] => {
      const found = standing.evidence
        .filter((evidence) => evidence.voice === 'a')
        .flatMap((evidence) => {
          const said = noWorseThanElsewhere(evidence.quote, type);
          return said === null ? [] : [{ evidence, ...said }];
        })
        .sort((a, b) => Number(b.plain) - Number(a.plain));
      const best = found[0];
      if (best === undefined) return [];
      const { speaker } = standing;
      return [{ speaker, topic: cell.topic, sureness: COMPARED, evidence: best.evidence, comparison: best.sentence }];
    })
    .sort(surest);
}

/**
 * Questions on which the evidence leans to two sides but is not sure enough to be called a disagreement, those first
 * where a real one is likeliest. What the reader confirms or corrects in them makes cruxes of them, or lays them to rest.
 *
 * Beside one field (`same field`) a speaker on a whole and another on a part of it are set against each other (`nearby
 * fields`), and whoever says that a field is no worse off than others against whoever rates it or its parts low
 * (`comparison`). Settled cells (cruxes, other things, overruled ones) are none.
 */
export function findLeads(cells: readonly Cell[], cruxes: readonly Crux[]): Lead[] {
  const settled = new Set(cruxes.map((crux) => `${crux.type} ${crux.topic}`));
  const leads: Lead[] = [];
  for (const cell of cells) {
    if (cell.topic === 'other' || cell.overruled !== undefined || cell.verdict === 'different things') continue;
    const { type, topic } = cell;
    const parts = cells.filter((other) => other.type === type && isPart(other.topic, topic));
    const yes = side([cell], 1);
    const no = side([cell], -1);
    if (!settled.has(`${type} ${topic}`)) leads.push(...lead('same field', cell, questionOf(type, topic), yes, no));
    if (type === 'FQ' || type === 'VV') {
      const same = comparing(cell, type);
      const low = side([cell, ...parts], -1, speakersOf(same));
      leads.push(...lead('comparison', cell, comparisonQuestion(type, topic), same, low));
    }
    const here = new Set([...speakersOf(yes), ...speakersOf(no)]);
    const question = questionOf(type, topic);
    leads.push(...lead('nearby fields', cell, question, yes, side(parts, -1, here)));
    leads.push(...lead('nearby fields', cell, question, side(parts, 1, here), no));
  }
  return leads.sort(
    (a, b) => b.score - a.score || topicRank(a.topic) - topicRank(b.topic) || (a.type < b.type ? -1 : 1),
  );
}

/** True where `part` is one of the fields that `whole` is made of. */
function isPart(part: Topic, whole: Topic): boolean {
  return whole === 'alignment' && isRelated(part, whole);
}
