import * as z from 'zod';
import { CLAIM_TYPES, type Claim, claimTypeSchema, type Engine, type Tag, type TagInput } from './claim';
import { tokensOf } from './embedded/tokens';

/**
 * One thing that the reader decided about one type of one passage: that it is such a claim, or is none. Holds the words it
 * was about, not the passage. `p` is the base engine's probability at the time.
 */
export const correctionSchema = z.object({
  id: z.string().min(1).max(200),
  type: claimTypeSchema,
  is: z.boolean(),
  p: z.number().min(0).max(1),
  words: z.array(z.string().max(60)).max(120),
});
export type Correction = z.infer<typeof correctionSchema>;

/** What the layer is made from, and all that is stored or exported. Undoing is taking a correction out; resetting, all. */
export const personalSchema = z.object({ version: z.literal(1), corrections: z.array(correctionSchema).max(500) });
export type Personal = z.infer<typeof personalSchema>;

export const EMPTY_PERSONAL: Personal = { version: 1, corrections: [] };

/** Most corrections that are kept: the oldest go first. */
const MOST = 500;
/** Furthest that the layer moves a type's log-odds, whatever the reader did: the base keeps the last word on plain cases. */
const CAP = 1.8;
/** How strongly the type's shift and the words' are drawn to nothing (precision of a normal prior). */
const HOLD_SHIFT = 3;
const HOLD_WORD = 1.5;
const STEPS = 80;

const logit = (p: number): number =>
  Math.log(Math.max(1e-4, Math.min(1 - 1e-4, p)) / (1 - Math.max(1e-4, Math.min(1 - 1e-4, p))));
const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/** Words of a passage that can teach: each once, short ones left out. */
export function teachingWords(text: string): string[] {
  return [...new Set(tokensOf(text).map(({ word }) => word))]
    .filter((word) => word.length >= 4 && word.length <= 60)
    .slice(0, 120);
}

/** A correction from what the reader did to a tag. */
export function correctionOf(
  id: string,
  type: Claim['type'],
  is: boolean,
  text: string,
  tag: Pick<Tag, 'scores'>,
): Correction {
  return { id, type, is, p: tag.scores[type], words: teachingWords(text) };
}

/** Adds a correction; a later one about the same passage and type replaces the earlier. */
export function learn(personal: Personal, correction: Correction): Personal {
  const others = personal.corrections.filter(({ id, type }) => id !== correction.id || type !== correction.type);
  return { version: 1, corrections: [...others, correction].slice(-MOST) };
}

/** Takes back what was learnt from one passage and type. */
export function unlearn(personal: Personal, id: string, type: Claim['type']): Personal {
  return { version: 1, corrections: personal.corrections.filter((c) => c.id !== id || c.type !== type) };
}

interface Taste {
  shift: number;
  words: Map<string, number>;
}
export type Tastes = Record<Claim['type'], Taste>;

/**
 * The shift of each type and of words, fitted to the corrections: logistic regression with the base's log-odds as offset
 * and a normal prior at zero, by a fixed number of gradient steps. The same corrections in any order give the same layer.
 */
export function tastesOf(personal: Personal): Tastes {
  const tastes = {} as Tastes;
  for (const type of CLAIM_TYPES) {
    const mine = personal.corrections.filter((c) => c.type === type).sort((a, b) => (a.id < b.id ? -1 : 1));
    const taste: Taste = { shift: 0, words: new Map() };
    // A word teaches only what it shows more than once, and a word that is nearly everywhere teaches nothing.
    const seen = new Map<string, number>();
    for (const { words } of mine) for (const word of words) seen.set(word, (seen.get(word) ?? 0) + 1);
    for (const [word, count] of seen)
      if (count >= 2 && count <= Math.max(3, mine.length * 0.4)) taste.words.set(word, 0);
    for (let step = 0; step < STEPS && mine.length > 0; step++) {
      let gShift = HOLD_SHIFT * taste.shift;
      const gWords = new Map<string, number>();
      for (const { is, p, words } of mine) {
        const error = sigmoid(logit(p) + deltaOf(taste, words)) - (is ? 1 : 0);
        gShift += error;
        for (const word of words) if (taste.words.has(word)) gWords.set(word, (gWords.get(word) ?? 0) + error);
      }
      const rate = 1 / (HOLD_SHIFT + mine.length);
      taste.shift -= rate * gShift;
      for (const [word, g] of gWords) {
        const w = taste.words.get(word) ?? 0;
        taste.words.set(word, w - rate * (g + HOLD_WORD * w));
      }
    }
    tastes[type] = taste;
  }
  return tastes;
}

function deltaOf(taste: Taste, words: string[]): number {
  let sum = taste.shift;
  for (const word of words) sum += taste.words.get(word) ?? 0;
  return Math.max(-CAP, Math.min(CAP, sum));
}

/** The thresholds of the engine below, one a type in the order of CLAIM_TYPES. */
export interface Thresholds {
  list: number[];
  sure: number[];
}

/** A tag as the reader's own taste would have it. Written ratings are left as they are. */
export function applyTastes(tag: Tag, text: string, tastes: Tastes, thresholds: Thresholds): Tag {
  const words = teachingWords(text);
  const scores = { ...tag.scores };
  const claims: Claim[] = [];
  CLAIM_TYPES.forEach((type, t) => {
    const before = tag.claims.find((claim) => claim.type === type);
    const rated = before !== undefined && before.position !== null && before.positionConfidence === undefined;
    const delta = deltaOf(tastes[type], words);
    if (rated || Math.abs(delta) < 1e-6) {
      if (before) claims.push(before);
      return;
    }
    const confidence = Math.round(sigmoid(logit(tag.scores[type]) + delta) * 10_000) / 10_000;
    scores[type] = confidence;
    if (confidence < (thresholds.list[t] ?? 1)) return;
    const stand = tag.positions?.[type];
    const position = before ? before.position : (stand?.position ?? null);
    const positionConfidence = before ? before.positionConfidence : stand?.confidence;
    claims.push({
      type,
      position,
      confidence,
      ...(position === null || positionConfidence === undefined ? {} : { positionConfidence }),
      sure: confidence >= (thresholds.sure[t] ?? 1),
      reasons: [
        { label: 'your corrections', weight: Math.round(delta * 1000) / 1000 },
        ...(before?.reasons ?? []),
      ].slice(0, 24),
    });
  });
  claims.sort((a, b) => b.confidence - a.confidence || (a.type < b.type ? -1 : 1));
  return { ...tag, claims, scores };
}

/** An engine with the reader's taste on top. Its id changes with the corrections, so that cached tags are not mixed. */
export function withPersonal(engine: Engine, personal: Personal, thresholds: Thresholds): Engine {
  if (personal.corrections.length === 0) return engine;
  const tastes = tastesOf(personal);
  return {
    id: engine.id,
    tag: async (passages: TagInput[], signal?: AbortSignal) => {
      const tags = await engine.tag(passages, signal);
      return tags.map((tag, i) => applyTastes(tag, passages[i]?.text ?? '', tastes, thresholds));
    },
  };
}
