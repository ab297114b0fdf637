import { CLAIM_TYPES, type ClaimType, type Rating, type Topic } from '../claims/claim';
import { readRatings, toTypedRating } from '../claims/structure/ratings';
import type { Curation } from '../library/records';
import { makeCell, type Said } from './cells';
import { rankCruxes } from './cruxes';
import { statementsOf } from './evidence';
import { isRelated } from './fields';
import { findLeads } from './leads';
import { ratedAs, ratingsOf } from './ratings';
import type { Cell, ClaimLine, RatingRow, Related, Synthesis } from './synthesis';
import { hear } from './voices';
import { MIDDLE, TOPIC_WORDS, TYPE_WORDS, topicRank } from './words';

export interface SynthesisOptions {
  /** What the reader decided: merges and names of speakers, pinned and overruled cells. */
  curations?: readonly Curation[];
  /** Posts already known to be copies: key of the copy → key of the post that stands for it. */
  copies?: ReadonlyMap<string, string>;
  /**
   * Reads a rating out of a line that does not say whether it has one (a line labelled by hand; a tagged one says null).
   * By default from the words, as the tagger does.
   */
  ratingOf?: (line: ClaimLine) => Rating | null;
}

/** A line with the ratings that its own words hold; what stands above them is not known here. */
function withRatingsInWords(line: ClaimLine): ClaimLine {
  const ratings = readRatings(line.text, []).map(toTypedRating);
  return ratings[0] === undefined ? line : { ...line, rating: ratings[0], ratings };
}

/** How sure a verdict is that the reader gave. */
const READER = 0.97;

function applyCurations(cells: Cell[], curations: readonly Curation[]): Cell[] {
  const live = curations
    .filter((c) => c.deletedAt === null)
    .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return cells.map((cell) => {
    let result = cell;
    for (const c of live) {
      if (c.kind !== 'pin-cell' && c.kind !== 'overrule-cell') continue;
      if (c.type !== cell.type || c.topic !== cell.topic) continue;
      if (c.kind === 'pin-cell') result = { ...result, pinned: true };
      else {
        const overruled = { verdict: cell.verdict, sureness: cell.sureness };
        result = { ...result, verdict: c.verdict, sureness: READER, overruled };
      }
    }
    return result;
  });
}

/** Speakers who take the opposite side of the same question in a wider or narrower field, and are not heard here. */
function relatedTo(cell: Cell, cells: readonly Cell[]): Related[] {
  const here = new Set(cell.positions.filter((p) => p.position !== null).map((p) => p.speaker));
  const signs = new Set(cell.positions.map((p) => (Math.abs(p.position ?? 0) < MIDDLE ? 0 : Math.sign(p.position!))));
  const related: Related[] = [];
  for (const other of cells) {
    if (other.type !== cell.type || !isRelated(other.topic, cell.topic)) continue;
    for (const { speaker, position, weight } of other.positions) {
      if (position === null || Math.abs(position) < MIDDLE || here.has(speaker)) continue;
      if (signs.has(-Math.sign(position))) related.push({ topic: other.topic, speaker, position, weight });
    }
  }
  return related.sort(
    (a, b) => b.weight - a.weight || topicRank(a.topic) - topicRank(b.topic) || (a.speaker < b.speaker ? -1 : 1),
  );
}

/**
 * Puts the claims of many posts side by side: cells (claim type × field) with everybody's position and its evidence, a
 * verdict with how sure it is, the cruxes ranked, and the ratings as written.
 *
 * Pure, and independent of the order of the lines. Cross-posts count once, co-authors speak together, a repeated
 * sentence counts once, and reported or quoted views stay visible but weigh nothing in the position of whoever reports
 * them. How positions become probabilities is in `stance.ts`; how those become a verdict, in `verdict.ts`.
 */
export function synthesize(lines: readonly ClaimLine[], options: SynthesisOptions = {}): Synthesis {
  const curations = options.curations ?? [];
  const { ratingOf } = options;
  const read = lines.map((line): ClaimLine => {
    if (line.rating !== undefined) return line;
    if (ratingOf === undefined) return withRatingsInWords(line);
    const rating = ratingOf(line);
    return rating === null ? line : { ...line, rating };
  });
  const voices = hear(read, curations, options.copies ?? new Map());

  const table = new Map<string, { type: ClaimType; topic: Topic; bySpeaker: Map<string, Said[]> }>();
  const ratings: (RatingRow & { order: number })[] = [];
  for (const heard of voices.heard) {
    const { line, speaker } = heard;
    for (const statement of statementsOf(line)) {
      const key = `${statement.type} ${statement.topic}`;
      const entry = table.get(key) ?? { type: statement.type, topic: statement.topic, bySpeaker: new Map() };
      table.set(key, entry);
      const said = entry.bySpeaker.get(speaker);
      if (said === undefined) entry.bySpeaker.set(speaker, [{ heard, statement }]);
      else said.push({ heard, statement });
    }
    for (const rating of line.voice === 'a' ? ratingsOf(line) : []) {
      const rated = ratedAs(line, rating);
      if (rated === null) continue;
      const { type } = rated;
      ratings.push({
        speaker,
        item: rating.item?.trim() || (line.topics[0] === undefined ? '' : TOPIC_WORDS[line.topics[0]].short),
        factor: rating.factor?.trim() || (type === null ? '' : TYPE_WORDS[type].long),
        value: rating.value,
        max: rating.max,
        post: heard.post,
        passage: line.id,
        ...(type === null ? {} : { type }),
        order: line.order ?? 0,
      });
    }
  }

  const plain = [...table.values()].map(({ type, topic, bySpeaker }) => makeCell(type, topic, bySpeaker));
  const rank = (cell: Cell): number =>
    (cell.pinned ? -1000 : 0) + topicRank(cell.topic) * 10 + CLAIM_TYPES.indexOf(cell.type);
  const cells = applyCurations(plain, curations)
    .sort((a, b) => rank(a) - rank(b))
    .map((cell) => {
      const related = relatedTo(cell, plain);
      return related.length > 0 ? { ...cell, related } : cell;
    });
  ratings.sort(
    (a, b) =>
      (a.speaker < b.speaker ? -1 : a.speaker > b.speaker ? 1 : 0) ||
      (a.post < b.post ? -1 : a.post > b.post ? 1 : 0) ||
      a.order - b.order ||
      (a.passage < b.passage ? -1 : 1),
  );
  const cruxes = rankCruxes(cells);
  return {
    speakers: voices.speakers,
    posts: voices.posts,
    cells,
    cruxes,
    leads: findLeads(cells, cruxes),
    ratings: ratings.map(({ order: _, ...row }) => row),
  };
}
