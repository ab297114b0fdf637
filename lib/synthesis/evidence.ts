import { CLAIM_TYPES, type ClaimType, type Rating, type Topic } from '../claims/claim';
import { positionOfRating } from './fields';
import { ratedAs, ratingsOf } from './ratings';
import { type LabelledPassage, type LabelOdds, PRIOR_ODDS } from './stance';
import type { ClaimLine, EvidenceSource } from './synthesis';
import { MIDDLE } from './words';

/** How often a position of each kind is right: what the reader confirmed, what is written as a number, a hand's label. */
const RELIABLE = { confirmed: 0.97, rating: 0.97, label: 0.93 } as const;

/** Confidence of a claim that somebody is certain of, and of one that somebody is rather sure of. */
const CERTAIN = 0.99;
const RATHER_SURE = 0.75;

/** A machine's field is right about this often; it thins out the evidence, not the position. */
const MACHINE_TOPIC = 0.85;

/**
 * A machine's word on its own positions is drawn in towards the commonest position's share, and never taken for better
 * than the last: on posts of authors it had not seen, 0.67 of its own saying was 0.56 of being right (124 positions).
 */
const COMMONEST = 0.45;
const MACHINE_TRUST = 0.75;
const MACHINE_BEST = 0.85;

const machineReliability = (said: number): number =>
  Math.min(MACHINE_BEST, COMMONEST + MACHINE_TRUST * (said - COMMONEST));

/** One passage's word on one type in one field. */
export interface Statement extends LabelledPassage {
  type: ClaimType;
  topic: Topic;
  /** The passage's other fields. */
  further: Topic[];
  position: number | null;
  source: EvidenceSource;
  /** As written, where the position is a rating. */
  rating?: Rating;
  /** A machine's own estimate of its position. */
  positionConfidence?: number;
}

/** Reliability of a machine's position that comes without its own estimate, by the confidence of its type. */
function machineDefault(confidence: number): number {
  if (confidence <= 0.8) return 0.62;
  return 0.62 + ((confidence - 0.8) / 0.2) * 0.25;
}

/** Label odds of a position that is right with probability `r`: what is left over goes to the other labels as usual. */
function oddsOf(position: number | null, r: number): LabelOdds {
  if (position === null) return PRIOR_ODDS;
  const [, zero, minus] = PRIOR_ODDS;
  if (Math.abs(position) < MIDDLE) return [(1 - r) / 2, r, (1 - r) / 2];
  // A weak place on the axis ("perhaps rather good", 2/4) is less surely a side: from one half of full strength on, as the embedded
  // tagger's sides are, it is one.
  const firm = Math.min(1, 0.6 + 0.8 * Math.abs(position));
  const right = Math.max(1 / 3, r * firm);
  const rest = 1 - right;
  const z = (rest * zero) / (zero + minus);
  const m = (rest * minus) / (zero + minus);
  return position > 0 ? [right, z, m] : [m, z, right];
}

type LineClaim = ClaimLine['claims'][number];

interface Read {
  type: ClaimType;
  position: number | null;
  confidence: number;
  reliability: number;
  source: EvidenceSource;
  rating?: Rating;
  positionConfidence?: number;
  /** The field that the rating's item names. */
  topic?: Topic | null;
}

/**
 * True for a person's label: sure, or at least in whole steps (+1, 0, -1) and without the estimate that a machine gives
 * with its graded position.
 */
function isByHand({ position, confidence, positionConfidence }: LineClaim): boolean {
  if (positionConfidence !== undefined || position === null) return false;
  return confidence >= CERTAIN || (confidence >= RATHER_SURE && Number.isInteger(position));
}

/** What one claim is worth where no rating replaces it. */
function readClaim(claim: LineClaim): Read {
  const { type, position, confidence, positionConfidence } = claim;
  if (claim.confirmed === true) {
    return { type, position, confidence: 1, reliability: RELIABLE.confirmed, source: 'confirmed' };
  }
  if (isByHand(claim)) {
    const sure = confidence >= CERTAIN ? 1 : confidence;
    return { type, position, confidence: sure, reliability: RELIABLE.label * sure, source: 'label' };
  }
  const reliability =
    positionConfidence === undefined ? machineDefault(confidence) : machineReliability(positionConfidence);
  const said = positionConfidence === undefined ? {} : { positionConfidence };
  return { type, position, confidence: confidence * MACHINE_TOPIC, reliability, source: 'machine', ...said };
}

/** The claims of a line with what each is worth; written ratings replace the position of the types they rate. */
function readClaims(line: ClaimLine): Read[] {
  const reads = line.claims.map(readClaim);
  const rated = ratingsOf(line).flatMap((rating): (Read & { position: number })[] => {
    const as = ratedAs(line, rating);
    if (as?.type == null) return [];
    const { type, topic } = as;
    const position = positionOfRating(rating, type);
    return [{ type, position, confidence: 1, reliability: RELIABLE.rating, source: 'rating', rating, topic }];
  });
  return CLAIM_TYPES.flatMap((type): Read[] => {
    const own = reads.filter((read) => read.type === type);
    const written = rated.filter((read) => read.type === type);
    const [first] = written;
    const [label] = own;
    if (first === undefined || label?.source === 'confirmed') return own;
    // A person who read "3/5, which is good" and called it good knows better than the number.
    const overruled =
      written.length === 1 && label?.source === 'label' && Math.sign(first.position) !== Math.sign(label.position ?? 0);
    return overruled ? own : written;
  });
}

/**
 * What a line says, one statement for each claim type and field. A line with two fields speaks in both with half the
 * weight. A rating speaks in the field that its item names. Reported and quoted views keep their position and weigh 0.
 */
export function statementsOf(line: ClaimLine): Statement[] {
  const lineTopics: Topic[] = line.topics.length > 0 ? [...new Set(line.topics)] : ['other'];
  const own = line.voice === 'a';
  const statements: Statement[] = [];
  for (const read of readClaims(line)) {
    const topics = read.topic ? [read.topic] : lineTopics;
    const odds = oddsOf(read.position, read.reliability);
    // From "no better than a guess among three" (0) to certain (1).
    const informs = Math.max(0.05, (read.reliability - 1 / 3) * 1.5);
    const size =
      read.position === null ? 0 : Math.abs(read.position) < MIDDLE ? 0.6 : 0.4 + 0.6 * Math.abs(read.position);
    const strength = read.source === 'rating' ? 1 : size;
    for (const topic of topics) {
      statements.push({
        type: read.type,
        topic,
        further: topics.filter((other) => other !== topic),
        position: read.position,
        source: read.source,
        ...(read.rating ? { rating: read.rating } : {}),
        ...(read.positionConfidence === undefined ? {} : { positionConfidence: read.positionConfidence }),
        odds,
        machine: read.source === 'machine',
        present: own ? read.confidence : 0,
        weight: own ? (read.confidence * informs * strength) / topics.length : 0,
      });
    }
  }
  return statements;
}
