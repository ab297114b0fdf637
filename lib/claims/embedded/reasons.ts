import type { Reason } from '../claim';
import { contextInputs, type PostView } from './context';
import { GROUP_INDEX, type Group } from './features';
import type { Evidence } from './linear';
import { HEAD, type Model } from './model';
import { NUMBER } from './tokens';

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
  '#we': 'first person plural',
  '#ought': 'what ought to be',
};

/** A word as a reader knows it: numbers of two or more digits are read as one word, whatever they are. */
const named = (word: string): string => (word === NUMBER ? 'a number' : word);

/** The words and signals that moved a type's score most, strongest first; words with their offsets in the passage. */
export function reasonsFor(model: Model, evidence: Evidence, type: number, view: PostView, i: number): Reason[] {
  const { ids, idf, weights, header } = model;
  const own = header.context.type.weights[type] ?? [];
  const factor = own[type] ?? 1;
  const { reading, within, norms } = evidence;
  const { tokens } = reading;
  const head = HEAD.type + type;
  const movedBy = (feature: number, group: Group): number =>
    feature < 0
      ? 0
      : (idf[feature] ?? 0) *
        norms[group] *
        (weights[feature * HEAD.count + head] ?? 0) *
        (header.scale[GROUP_INDEX[group]]?.[head] ?? 0) *
        factor;
  const reasons: Reason[] = [];
  const add = (weight: number, label: string, where: { start?: number; end?: number } = {}) => {
    const { start, end } = where;
    if (Math.abs(weight) >= LEAST)
      reasons.push({
        label: label.slice(0, 200),
        ...(start === undefined || end === undefined ? {} : { start, end }),
        weight,
      });
  };
  // One word has weight as itself, by its parts and by its sense: told as one reason.
  within.words.forEach((word, k) => {
    const weight =
      movedBy(word.text, 'text') + movedBy(word.sense, 'sense') + (word.parts.sums[head] ?? 0) * norms.char * factor;
    add(weight, named(word.word), tokens[within.first[k]!]);
  });
  within.text.forEach((feature, k) => {
    const at = within.at[k]!;
    const token = tokens[at]!;
    const word = reading.words[at]!;
    if (feature === word.text) return;
    const weight = movedBy(feature, 'text');
    if (feature === word.negated) add(weight, `not … ${named(token.word)}`, token);
    else {
      const before = tokens[at - 1]!;
      add(weight, `${named(before.word)} ${named(token.word)}`, { start: before.start, end: token.end });
    }
  });
  for (const word of evidence.previous) add(movedBy(word.previous, 'previous'), `passage before: ${named(word.word)}`);
  for (const word of evidence.title) add(movedBy(word.title, 'title'), `title or heading: ${named(word.word)}`);
  for (const key of evidence.lexicon) add(movedBy(ids.get(key) ?? -1, 'lexicon'), `tone: ${key.slice(2)}`);
  for (const cue of evidence.cues)
    add(movedBy(ids.get(cue.key) ?? -1, 'cue'), CUE_NAMES[cue.key] ?? `form: ${cue.key.slice(1)}`, cue);
  const strongest = reasons
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || (a.label < b.label ? -1 : 1))
    .slice(0, MOST)
    .map((reason) => ({ ...reason, weight: Math.round(reason.weight * 1000) / 1000 }));
  if (view.scores.length <= 1) return strongest;
  const inputs = contextInputs('type', view, i, type);
  let neighbours = 0;
  for (let k = 4; k < inputs.length; k++) neighbours += (own[k] ?? 0) * (inputs[k] ?? 0);
  return [...strongest, { label: 'the passages around it', weight: Math.round(neighbours * 1000) / 1000 }];
}
