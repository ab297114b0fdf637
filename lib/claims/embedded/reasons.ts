import type { Reason } from '../claim';
import { contextInputs, type Scores } from './context';
import type { Active } from './linear';
import { HEAD, type Model } from './model';

/** Most words that are named as reasons, and the least they must have moved the score (log-odds). */
const MOST = 8;
const LEAST = 0.05;

const CUE_NAMES: Record<string, string> = {
  '#hedge': 'a hedge',
  '#sure': 'strong words',
  '#compare': 'a comparison',
  '#contrast': 'a contrast',
  '#attribute': "somebody's words reported",
  '#condition': 'a condition',
  '#first': 'first person',
  '#we': 'we',
  '#ought': 'what ought to be',
};

function labelOf(active: Active): string {
  if (active.group === 'previous') return `passage before: ${active.key.slice(2)}`;
  if (active.group === 'title') return `title or heading: ${active.key.slice(2)}`;
  if (active.group === 'cue') return CUE_NAMES[active.key] ?? `form: ${active.key.slice(1)}`;
  return active.key.startsWith('!') ? `not … ${active.key.slice(1)}` : active.key;
}

/** The words and signals that moved a type's score most, strongest first; words with their offsets in the passage. */
export function reasonsFor(model: Model, active: Active[], type: number, scores: Scores, i: number): Reason[] {
  const heads = model.header.heads.length;
  const own = model.header.context.type.weights[type] ?? [];
  const factor = (model.header.scale[HEAD.type + type] ?? 0) * (own[type] ?? 1);
  const reasons: Reason[] = active
    .map((feature) => {
      const weight = feature.value * (model.weights[feature.id * heads + HEAD.type + type] ?? 0) * factor;
      const where =
        feature.start === undefined || feature.end === undefined ? {} : { start: feature.start, end: feature.end };
      return { label: labelOf(feature).slice(0, 200), ...where, weight: Math.round(weight * 1000) / 1000 };
    })
    .filter((reason) => Math.abs(reason.weight) >= LEAST)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, MOST);
  const inputs = contextInputs('type', scores, i, type);
  let around = 0;
  for (let k = 4; k < inputs.length; k++) around += (own[k] ?? 0) * (inputs[k] ?? 0);
  if (scores.length > 1) reasons.push({ label: 'the passages around it', weight: Math.round(around * 1000) / 1000 });
  return reasons;
}
