import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLAIM_TYPES, TOPICS } from '../../lib/claims/claim';
import { sigmoid } from '../../lib/claims/embedded/context';
import { standFrom, topicsFrom } from '../../lib/claims/embedded/decide';
import type { Group } from '../../lib/claims/embedded/features';
import { HEAD } from '../../lib/claims/embedded/model';
import { readTraining } from './data';
import { firstLayerScores, fitFirstLayer, SETTINGS, type Settings } from './first-layer';
import { averagePrecision, bestThreshold, f1, goldOf, signsOf } from './metrics';
import { prepare, textsFor, typesOutOfFold, VECTOR, WORDS } from './pipeline';
import { topicCounts } from './scoring';
import { wordVectors } from './vectors';
import { type Views, viewsOf } from './views';

/**
 * What each part of the first layer buys: the same fit without it, on two of the five folds (`tsx scripts/train/ablate.ts`).
 * Writes docs/claims-ablation.tsv. Thresholds are the best on the rows themselves, so compare lines with each other only.
 */
const TESTED = [0, 1];
const { given, rows } = readTraining();
const vectors = wordVectors(textsFor(rows), VECTOR, WORDS, () => undefined);
const { x, fold } = prepare(rows, vectors);

const without = (...groups: Group[]): Settings =>
  Object.fromEntries(
    Object.entries(SETTINGS).map(([family, { factors, ...rest }]) => [
      family,
      {
        factors: Object.fromEntries(Object.entries(factors).filter(([group]) => !groups.includes(group as Group))),
        ...rest,
      },
    ]),
  ) as Settings;

const views = viewsOf(x, rows, typesOutOfFold(x, rows, fold).relevances);

/** Name, settings, whether our own labels teach, what positions are learnt from beside whole passages. */
const VARIANTS: [string, Settings, boolean, Partial<Views>?][] = [
  ['all', SETTINGS, true],
  ['without weighing sentences', SETTINGS, true, { focused: null }],
  ['without rationales', SETTINGS, true, { excerpts: null }],
  ['without our own labels', SETTINGS, false],
  ['without parts of words', without('char'), true],
  ['without senses (word vectors)', without('sense'), true],
  ['without word lists for tone', without('lexicon'), true],
  ['without title, headings, passage before', without('title', 'previous'), true],
  ['words and pairs alone', without('char', 'sense', 'lexicon', 'title', 'previous', 'cue'), true],
];

const lines = ['part\tmacro-F1\taverage precision\tposition\tposition, surest half\ttopic F1'];
for (const [name, settings, own, less] of VARIANTS) {
  const seen = { ...views, ...less };
  const scores = new Map<number, Float64Array>();
  for (const f of TESTED) {
    const use = Int32Array.from([...rows.keys()].filter((i) => fold[i] !== f && (own || !rows[i]!.own)));
    const held = [...given.keys()].filter((i) => fold[i] === f);
    const layer = fitFirstLayer(x, rows, use, settings, seen);
    for (const [i, s] of firstLayerScores(x, layer, held, seen.focused)) scores.set(i, s);
  }
  const tested = [...scores.keys()];
  const z = (i: number, head: number): number => scores.get(i)![head]!;
  let macro = 0;
  let precision = 0;
  const stands: { confidence: number; right: boolean }[] = [];
  CLAIM_TYPES.forEach((type, t) => {
    const gold = tested.map((i) => goldOf(rows[i]!, type));
    const p = tested.map((i) => sigmoid(z(i, HEAD.type + t)));
    macro += bestThreshold(p, gold).f1 / 4;
    precision += averagePrecision(p, gold) / 4;
    tested.forEach((i, k) => {
      if (gold[k] !== 1) return;
      const { position, confidence } = standFrom(z(i, HEAD.sign + t), z(i, HEAD.both + t), 1);
      stands.push({
        confidence,
        right: signsOf(rows[i]!, type).includes(position === 0 ? '0' : position > 0 ? '+' : '-'),
      });
    });
  });
  stands.sort((a, b) => b.confidence - a.confidence);
  const share = (list: typeof stands) => list.filter(({ right }) => right).length / list.length;
  let topic = 0;
  for (let second = 0.1; second < 0.6; second += 0.05) {
    const sum = { tp: 0, fp: 0, fn: 0 };
    for (const i of tested) {
      const counts = topicCounts(
        rows[i]!,
        topicsFrom(
          TOPICS.map((_, k) => z(i, HEAD.topic + k)),
          second,
        ),
      );
      sum.tp += counts.tp;
      sum.fp += counts.fp;
      sum.fn += counts.fn;
    }
    topic = Math.max(topic, f1(sum));
  }
  const values = [macro, precision, share(stands), share(stands.slice(0, stands.length >> 1)), topic];
  lines.push(`${name}\t${values.map((v) => v.toFixed(3)).join('\t')}`);
  console.log(lines.at(-1));
}
writeFileSync(join(import.meta.dirname, '../../docs/claims-ablation.tsv'), `${lines.join('\n')}\n`);
