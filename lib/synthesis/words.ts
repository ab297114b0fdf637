import { type ClaimType, TOPICS, type Topic } from '../claims/claim';
import { isSideUnsure } from '../claims/sure';
import type { Verdict } from './synthesis';

/** How each claim type is named to people, and what its two sides and its middle are called. */
export const TYPE_WORDS: Record<ClaimType, { short: string; long: string; plus: string; minus: string; zero: string }> =
  {
    FQ: {
      short: 'Feedback',
      long: 'Feedback quality',
      plus: 'good feedback',
      minus: 'poor feedback',
      zero: 'both sides',
    },
    IN: {
      short: 'Incentive',
      long: 'Incentive',
      plus: 'strong incentive',
      minus: 'weak, or against',
      zero: 'both sides',
    },
    CB: {
      short: 'Concepts',
      long: 'Conceptual bottleneck',
      plus: 'ideas are the bottleneck',
      minus: 'ideas are not the bottleneck',
      zero: 'both sides',
    },
    VV: {
      short: 'Verification',
      long: 'Verification and validation',
      plus: 'can be verified',
      minus: "can't be verified",
      zero: 'both sides',
    },
  };

/** How each field of work is named: `short` for a table's row, `phrase` inside a sentence. */
export const TOPIC_WORDS: Record<Topic, { short: string; phrase: string }> = {
  alignment: { short: 'AI safety as a whole', phrase: 'AI safety research' },
  capabilities: { short: 'AI capabilities', phrase: 'AI capabilities research' },
  science: { short: 'Science in general', phrase: 'science in general' },
  oversight: { short: 'Scalable oversight', phrase: 'scalable oversight' },
  interp: { short: 'Interpretability', phrase: 'interpretability research' },
  control: { short: 'AI control', phrase: 'AI control' },
  organisms: { short: 'Model organisms', phrase: 'research on model organisms' },
  evals: { short: 'Evaluations', phrase: 'evaluations of models' },
  training: { short: 'Training methods', phrase: 'training methods' },
  governance: { short: 'Governance', phrase: 'AI governance' },
  field: { short: 'Field building', phrase: 'field building' },
  theory: { short: 'Theoretical alignment', phrase: 'theoretical alignment' },
  other: { short: 'Other', phrase: 'other subjects' },
};

/** A verdict as a short label, with the shape that stands beside it so that colour is never alone. */
export const VERDICT_WORDS: Record<Verdict, { label: string; shape: string }> = {
  agree: { label: 'agree', shape: '=' },
  disagree: { label: 'disagree', shape: '≠' },
  mixed: { label: 'mixed', shape: '~' },
  'single voice': { label: 'one voice', shape: '·' },
  'different things': { label: 'different things', shape: '∥' },
};

/** Below this a position counts as taking both sides or none. */
export const MIDDLE = 0.15;

/** Where somebody stands, in words: -1 to 1, or null where it cannot be told. */
export function positionWord(type: ClaimType, position: number | null): string {
  if (position === null) return "can't tell";
  if (Math.abs(position) < MIDDLE) return TYPE_WORDS[type].zero;
  return position > 0 ? TYPE_WORDS[type].plus : TYPE_WORDS[type].minus;
}

/** What stands in a side's place where a machine is too unsure of it to tell. */
export const SIDE_UNSURE = 'side not sure';

/** The same for a claim: what may be told of its side. */
export function standWord(claim: {
  type: ClaimType;
  position: number | null;
  positionConfidence?: number | undefined;
}): string {
  return isSideUnsure(claim) ? SIDE_UNSURE : positionWord(claim.type, claim.position);
}

/** A probability as a word. Under one half nothing is claimed: the panel then says so instead of guessing. */
export function surenessWord(p: number): string {
  if (p >= 0.95) return 'nearly certain';
  if (p >= 0.8) return 'quite sure';
  if (p >= 0.65) return 'likely';
  if (p >= 0.5) return 'leaning';
  return "can't tell yet";
}

/** The question that a cell answers, in plain words; `+` is always yes. */
export function questionOf(type: ClaimType, topic: Topic): string {
  const { phrase } = TOPIC_WORDS[topic];
  if (type === 'FQ') return `Is there good feedback for ${phrase}?`;
  if (type === 'IN') return `Is there a strong incentive for ${phrase}?`;
  if (type === 'CB') return `Are ideas the bottleneck in ${phrase}?`;
  return `Can what matters be verified in ${phrase}?`;
}

/** The question whether a field is as well off as others; the first side says that it is. */
export function comparisonQuestion(type: ClaimType, topic: Topic): string {
  const { phrase } = TOPIC_WORDS[topic];
  return type === 'VV'
    ? `Can ${phrase} be verified as well as work in other fields?`
    : `Is feedback in ${phrase} as good as in other fields?`;
}

/** How far an unconfirmed side is to be trusted, in a word that does not promise more than the number. */
export function hintWord(p: number): string {
  if (p >= 0.5) return surenessWord(p);
  return p >= 0.3 ? 'perhaps' : 'a faint hint';
}

/** Topics in the order in which tables show them. */
export const topicRank = (topic: Topic): number => TOPICS.indexOf(topic);
