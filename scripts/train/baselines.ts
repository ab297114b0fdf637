import { CLAIM_TYPES, type ClaimType, type Topic } from '../../lib/claims/claim';
import { sigmoid } from '../../lib/claims/embedded/context';
import { standFrom, topicsFrom } from '../../lib/claims/embedded/decide';
import type { ModelHeader } from '../../lib/claims/embedded/model';
import type { Row, Sign } from './data';
import type { Settings } from './first-layer';
import { signsOf } from './metrics';
import type { Outputs } from './pipeline';
import type { Prediction } from './scoring';

const WORDS: Record<ClaimType, RegExp> = {
  FQ: /\bfeedback|\bground truth|\bproxy|\bproxies|\bgoodhart|\bmetrics?\b|\breward model|\bhard to (?:evaluate|measure)|\bbenchmark/iu,
  IN: /\bincentiv|\bprofit|\bcompetit|\brace\b|\bracing\b|\bfunding|\bregulat|\bpressure/iu,
  CB: /\binsights?\b|\bconceptual|\bparadigm|\bresearch taste|\bnew ideas|\bbottleneck|\bbreakthrough/iu,
  VV: /\bverif|\bvalidat|\baudit|\bguarantee|\bproof|\bprove|\bevals?\b|\bevaluations?\b|\bmonitoring|\bdetect/iu,
};

const commonest = <T extends string>(list: T[], otherwise: T): T => {
  const counts = new Map<T, number>();
  for (const item of list) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? otherwise;
};

/** The commonest position of each type and the commonest field; no type at all, or a type where its keywords stand. */
export function simpleBaseline(train: Row[], keywords: boolean): (row: Row) => Prediction {
  const sign = {} as Record<ClaimType, Sign>;
  for (const type of CLAIM_TYPES)
    sign[type] = commonest(
      train.flatMap((row) => signsOf(row, type)),
      '-',
    );
  const topic = commonest<Topic>(
    train.flatMap((row) => row.topics.flat()),
    'alignment',
  );
  return (row) => {
    const listed = new Set(keywords ? CLAIM_TYPES.filter((type) => WORDS[type].test(row.text)) : []);
    const scores = Object.fromEntries(
      CLAIM_TYPES.map((type) => [type, listed.has(type) ? 1 : 0]),
    ) as Prediction['scores'];
    const positions = Object.fromEntries(
      CLAIM_TYPES.map((type) => [type, { sign: sign[type], confidence: 0.5 }]),
    ) as Prediction['positions'];
    return { listed, sure: listed, scores, positions, topics: [topic] };
  };
}

/** Plain regression: words and pairs, parts of words, the passage before, the title; no more. */
const plain = { text: 1, char: 1, previous: 0.5, title: 0.5 };
export const PLAIN: Settings = {
  type: { factors: plain, cost: 3 },
  topic: { factors: plain, cost: 3 },
  voice: { factors: plain, cost: 3 },
  position: { factors: plain, cost: 3 },
};

/** What a row's log-odds say at the given thresholds. */
export function predictionFrom(out: Outputs, i: number, thresholds: ModelHeader['thresholds']): Prediction {
  const scores = {} as Prediction['scores'];
  const positions = {} as Prediction['positions'];
  const listed = new Set<ClaimType>();
  const sure = new Set<ClaimType>();
  CLAIM_TYPES.forEach((type, t) => {
    const p = sigmoid(out.type[i]![t]!);
    scores[type] = p;
    if (p >= thresholds.list[t]!) listed.add(type);
    if (p >= thresholds.sure[t]!) sure.add(type);
    const { position, confidence } = standFrom(out.sign[i]![t]!, out.both[i]![t]!, 1);
    positions[type] = { sign: position === 0 ? '0' : position > 0 ? '+' : '-', confidence };
  });
  return { listed, sure, scores, positions, topics: topicsFrom(out.topic[i]!, thresholds.secondTopic) };
}
