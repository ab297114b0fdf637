import {
  CLAIM_TYPES,
  type Claim,
  type ClaimType,
  type Rating,
  type Tag,
  type TagInput,
  TOPICS,
  type Topic,
  type TypedRating,
  type Voice,
} from '../claim';
import { topicOfItem } from '../structure/item';
import { type Ranking, readRanking } from '../structure/ranking';
import { type BoundRating, readRatings, toTypedRating } from '../structure/ratings';
import { hedgeFactor, isAsked, isConditional, isQuotation, isReported } from '../structure/speech';
import { contextScore, type PostView, sigmoid, viewOf } from './context';
import { round, type Stand, standFrom, topicsFrom } from './decide';
import { type Linear, linear } from './linear';
import type { Model } from './model';
import { reasonsFor } from './reasons';

/** Confidence of a claim that is read from a written rating of a factor that names its type. */
const RATED = 0.97;

/** The same, and of its position's sign, where a field is put first or last in words. */
const RANKED = 0.9;

/** Most that a claim is likely where a passage only asks: of 35 labelled passages that ask something under a name, one carried one. */
const ASKED = 0.05;

/** Most reasons that a claim carries (the schema's limit). */
const MOST_REASONS = 24;

function standOf(model: Model, view: PostView, i: number, type: number, hedge: number): Stand {
  const { context } = model.header;
  return standFrom(
    contextScore(context.sign, 'sign', view, i, type),
    contextScore(context.both, 'both', view, i, type),
    hedge,
  );
}

/** The fields that the ratings or a ranking name, which are certain; where they name none, those that the words are most likely about. */
function topicsOf(model: Model, view: PostView, i: number, bound: BoundRating[], ranking: Ranking | null): Topic[] {
  const items = [...bound.map(({ rating }) => rating.item), ranking?.item];
  const named = items.flatMap((item) => (item ? (topicOfItem(item) ?? []) : []));
  if (named.length > 0) return [...new Set(named)].slice(0, 3);
  const { context, thresholds } = model.header;
  return topicsFrom(
    TOPICS.map((_, k) => contextScore(context.topic, 'topic', view, i, k)),
    thresholds.secondTopic,
  );
}

/** Where the ratings of one type put their author: the mean, as a passage may rate several fields in one respect. */
function ratedStand(ratings: BoundRating[]): Stand {
  const sum = ratings.reduce((total, { position }) => total + position, 0);
  return { position: round(sum / ratings.length), confidence: 1 };
}

function voiceOf(model: Model, input: TagInput, view: PostView, i: number): Voice {
  if (isQuotation(input)) return 'q';
  const other = contextScore(model.header.context.voice, 'voice', view, i, 0);
  const quoted = contextScore(model.header.context.voice, 'voice', view, i, 1);
  if (isReported(input.text)) return 'o';
  if (Math.max(other, quoted) < 0) return 'a';
  return other > quoted ? 'o' : 'q';
}

function untyped(rating: TypedRating | undefined): Rating | null {
  if (rating === undefined) return null;
  const { type: _, ...plain } = rating;
  return plain;
}

function tagOne(model: Model, input: TagInput, layer: Linear[], view: PostView, i: number): Tag {
  const { context, thresholds } = model.header;
  const bound = readRatings(input.text, input.heading);
  const ranking = readRanking(input.text);
  const hedge = hedgeFactor(input.text);
  const most = isAsked(input.text) ? ASKED : 1;
  const claims: Claim[] = [];
  const probabilities = {} as Record<ClaimType, number>;
  const positions = {} as NonNullable<Tag['positions']>;
  CLAIM_TYPES.forEach((type, t) => {
    const p = round(Math.min(most, sigmoid(contextScore(context.type, 'type', view, i, t))));
    const ratings = bound.filter((it) => it.type === type);
    const rated = ratings.length > 0;
    const ranked = !rated && ranking?.type === type;
    const confidence = Math.max(p, rated ? RATED : ranked ? RANKED : 0);
    probabilities[type] = confidence;
    const stand = rated
      ? ratedStand(ratings)
      : ranked
        ? { position: ranking.position, confidence: RANKED }
        : standOf(model, view, i, t, hedge);
    const known = stand.confidence >= thresholds.sign;
    positions[type] = { position: known ? stand.position : null, confidence: stand.confidence };
    if (confidence < (thresholds.list[t] ?? 1)) return;
    const reasons = reasonsFor(model, layer[i]!.evidence, t, view, i);
    reasons.unshift(
      ...ratings.map(({ rating: { start, end } }) => ({ label: 'written rating', start, end, weight: 9 })),
    );
    if (ranked) reasons.unshift({ label: 'ranked in words', start: ranking.start, end: ranking.end, weight: 5 });
    claims.push({
      type,
      position: known ? stand.position : null,
      confidence,
      ...(known && !rated ? { positionConfidence: stand.confidence } : {}),
      sure: confidence >= (thresholds.sure[t] ?? 1),
      reasons: reasons.slice(0, MOST_REASONS),
    });
  });
  claims.sort((a, b) => b.confidence - a.confidence || (a.type < b.type ? -1 : 1));
  const ratings = bound.map(toTypedRating);
  return {
    id: input.id,
    claims,
    topics: topicsOf(model, view, i, bound, ranking),
    voice: voiceOf(model, input, view, i),
    rating: untyped(ratings[0]),
    ...(ratings.length > 0 ? { ratings } : {}),
    scores: probabilities,
    positions,
    ...(isConditional(input.text) ? { conditional: true } : {}),
  };
}

/**
 * Tags the passages of one post, given in reading order. Pure and deterministic: the same passages give the same tags,
 * whatever was tagged before. One tag a passage, in the order given.
 */
export function tagPost(model: Model, passages: TagInput[]): Tag[] {
  const layer = passages.map((passage) => linear(model, passage));
  const view = viewOf(layer.map(({ scores }) => scores));
  return passages.map((passage, i) => tagOne(model, passage, layer, view, i));
}
