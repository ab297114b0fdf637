import {
  CLAIM_TYPES,
  type Claim,
  type ClaimType,
  type Tag,
  type TagInput,
  TOPICS,
  type Topic,
  type Voice,
} from '../claim';
import { readRating } from '../structure/ratings';
import { hedgeFactor, isConditional, isQuotation, isReported } from '../structure/speech';
import { contextScore, type PostView, sigmoid, viewOf } from './context';
import { round, type Stand, standFrom, topicsFrom } from './decide';
import { type Linear, linear } from './linear';
import type { Model } from './model';
import { reasonsFor } from './reasons';

/** Confidence of a claim that is read from a written rating of a factor that names its type. */
const RATED = 0.97;

function standOf(model: Model, view: PostView, i: number, type: number, hedge: number): Stand {
  const { context } = model.header;
  return standFrom(
    contextScore(context.sign, 'sign', view, i, type),
    contextScore(context.both, 'both', view, i, type),
    hedge,
  );
}

function topicsOf(model: Model, view: PostView, i: number): Topic[] {
  const { context, thresholds } = model.header;
  return topicsFrom(
    TOPICS.map((_, k) => contextScore(context.topic, 'topic', view, i, k)),
    thresholds.secondTopic,
  );
}

function voiceOf(model: Model, input: TagInput, view: PostView, i: number): Voice {
  if (isQuotation(input)) return 'q';
  const other = contextScore(model.header.context.voice, 'voice', view, i, 0);
  const quoted = contextScore(model.header.context.voice, 'voice', view, i, 1);
  if (isReported(input.text)) return 'o';
  if (Math.max(other, quoted) < 0) return 'a';
  return other > quoted ? 'o' : 'q';
}

function tagOne(model: Model, input: TagInput, layer: Linear[], view: PostView, i: number): Tag {
  const { context, thresholds } = model.header;
  const bound = readRating(input.text, input.heading);
  const hedge = hedgeFactor(input.text);
  const claims: Claim[] = [];
  const probabilities = {} as Record<ClaimType, number>;
  const positions = {} as NonNullable<Tag['positions']>;
  CLAIM_TYPES.forEach((type, t) => {
    const p = round(sigmoid(contextScore(context.type, 'type', view, i, t)));
    const rated = bound !== null && bound.type === type;
    const confidence = rated ? Math.max(p, RATED) : p;
    probabilities[type] = confidence;
    const stand = rated ? { position: bound.position, confidence: 1 } : standOf(model, view, i, t, hedge);
    const known = stand.confidence >= thresholds.sign;
    positions[type] = { position: known ? stand.position : null, confidence: stand.confidence };
    if (confidence < (thresholds.list[t] ?? 1)) return;
    const reasons = reasonsFor(model, layer[i]?.active() ?? [], t, view, i);
    if (rated) {
      const { start, end } = bound.rating;
      reasons.unshift({ label: 'written rating', start, end, weight: 9 });
    }
    claims.push({
      type,
      position: known ? stand.position : null,
      confidence,
      ...(known && !rated ? { positionConfidence: stand.confidence } : {}),
      sure: confidence >= (thresholds.sure[t] ?? 1),
      reasons,
    });
  });
  claims.sort((a, b) => b.confidence - a.confidence || (a.type < b.type ? -1 : 1));
  const rating = bound ? bound.rating : null;
  return {
    id: input.id,
    claims,
    topics: topicsOf(model, view, i),
    voice: voiceOf(model, input, view, i),
    rating: rating && {
      value: rating.value,
      max: rating.max,
      item: rating.item ?? null,
      factor: rating.factor ?? null,
    },
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
