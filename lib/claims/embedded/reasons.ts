import type { Reason } from '../claim';
import { contextInputs, type PostView } from './context';
import type { Feature } from './features';
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

function labelOf(active: Feature): string {
  if (active.group === 'previous') return `passage before: ${active.key.slice(2)}`;
  if (active.group === 'title') return `title or heading: ${active.key.slice(2)}`;
  if (active.group === 'cue') return CUE_NAMES[active.key] ?? `form: ${active.key.slice(1)}`;
  if (active.group === 'sense') return active.key.slice(2);
  if (active.group === 'lexicon') return `tone: ${active.key.slice(2)}`;
  return active.key.startsWith('!') ? `not … ${active.key.slice(1)}` : active.key;
}

/** The words and signals that moved a type's score most, strongest first; words with their offsets in the passage. */
export function reasonsFor(model: Model, active: Active[], type: number, view: PostView, i: number): Reason[] {
  const own = model.header.context.type.weights[type] ?? [];
  const factor = own[type] ?? 1;
  // One word has weight as itself, by its parts and by its sense: told as one reason.
  const byLabel = new Map<string, Reason>();
  for (const { feature, value, weight: weightOf } of active) {
    const weight = value * weightOf(HEAD.type + type) * factor;
    if (weight === 0) continue;
    const label = labelOf(feature).slice(0, 200);
    const reason = byLabel.get(label);
    if (reason) reason.weight += weight;
    else {
      const where =
        feature.start === undefined || feature.end === undefined ? {} : { start: feature.start, end: feature.end };
      byLabel.set(label, { label, ...where, weight });
    }
  }
  const reasons = [...byLabel.values()]
    .filter((reason) => Math.abs(reason.weight) >= LEAST)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || (a.label < b.label ? -1 : 1))
    .slice(0, MOST)
    .map((reason) => ({ ...reason, weight: Math.round(reason.weight * 1000) / 1000 }));
  const inputs = contextInputs('type', view, i, type);
  let around = 0;
  for (let k = 4; k < inputs.length; k++) around += (own[k] ?? 0) * (inputs[k] ?? 0);
  if (view.scores.length > 1)
    reasons.push({ label: 'the passages around it', weight: Math.round(around * 1000) / 1000 });
  return reasons;
}
