import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Model, readModel, tagPost } from '../lib/claims/embedded';
import { FAMILIES, OUTPUTS } from '../lib/claims/embedded/context';
import { HEAD } from '../lib/claims/embedded/model';
import { tokensOf } from '../lib/claims/embedded/tokens';
import { PLAIN, predictionFrom, simpleBaseline } from './train/baselines';
import { calibrationSvg, type Point } from './train/calibration-plot';
import { DATA, type Row, readRows, readTraining } from './train/data';
import { firstLayerScores, fitFirstLayer } from './train/first-layer';
import { goldOf, TYPES } from './train/metrics';
import {
  emptyOutputs,
  FOLDS,
  type Outputs,
  outOfFold,
  outOfFoldSecond,
  prepare,
  textsFor,
  thresholdsOf,
  VECTOR,
  WORDS,
} from './train/pipeline';
import {
  intervals,
  type Measures,
  measuresOf,
  type Prediction,
  predictionOf,
  type Tally,
  tallyOf,
} from './train/scoring';
import { postsOf } from './train/second-layer';
import { wordVectors } from './train/vectors';

/**
 * `npm run evaluate`: the measures on folds of train (out of fold, by author and post) and once on dev, beside three
 * baselines. `npm run evaluate -- FILE...`: the committed model alone on other labelled passages. `--save` also writes the
 * calibration picture and the table as JSON into docs/.
 */
const MEASURES: [keyof Measures, string][] = [
  ['macroF1', 'macro-F1'],
  ['FQ', 'F1 FQ'],
  ['IN', 'F1 IN'],
  ['CB', 'F1 CB'],
  ['VV', 'F1 VV'],
  ['position', 'position, type given'],
  ['positionSurestHalf', 'position, surest half'],
  ['positionOpposite', 'position, flat opposite'],
  ['sideTold', 'side told to the reader, share'],
  ['sideToldRight', '… and right'],
  ['topicF1', 'topic F1, given a claim'],
  ['shownPrecision', 'precision of shown'],
  ['shownRecall', 'recall of shown'],
];

type Column = { name: string; measures: Measures; range: Record<keyof Measures, [number, number]> };

function columnOf(name: string, rows: Row[], said: (i: number) => Prediction): Column {
  const tallies: Tally[] = rows.map((row, i) => tallyOf(row, said(i)));
  return { name, measures: measuresOf(tallies), range: intervals(rows, tallies) };
}

function print(title: string, columns: Column[]): void {
  console.log(`\n## ${title}\n`);
  console.log(`| measure | ${columns.map(({ name }) => name).join(' | ')} |`);
  console.log(`|---|${columns.map(() => '---').join('|')}|`);
  for (const [key, label] of MEASURES) {
    const cells = columns.map(
      ({ measures, range }) => `${measures[key].toFixed(3)} [${range[key][0].toFixed(2)}, ${range[key][1].toFixed(2)}]`,
    );
    console.log(`| ${label} | ${cells.join(' | ')} |`);
  }
}

/** Tags of labelled rows by a model, post by post, in the rows' order. */
function predict(model: Model, rows: Row[]): Prediction[] {
  const said: Prediction[] = [];
  for (const post of postsOf(rows)) {
    const inputs = post.map((i) => {
      const { id, text, previous, title, post: name } = rows[i]!;
      return { id, text, previous, title, heading: [], post: name };
    });
    tagPost(model, inputs).forEach((tag, k) => {
      said[post[k]!] = predictionOf(tag);
    });
  }
  return said;
}

function committed(): Model {
  const path = join(import.meta.dirname, '../assets/model/claims.bin');
  const file = readFileSync(path);
  const loaded = readModel(file);
  if (!loaded.ok) throw new Error(loaded.error);
  console.log(
    `Model ${loaded.value.header.id}: ${file.length} bytes, ${gzipSync(file).length} gzipped, ${loaded.value.header.vocabulary} features`,
  );
  return loaded.value;
}

function speed(model: Model, rows: Row[]): void {
  const inputs = postsOf(rows).map((post) =>
    post.map((i) => ({
      id: rows[i]!.id,
      text: rows[i]!.text,
      previous: rows[i]!.previous,
      title: rows[i]!.title,
      heading: [],
    })),
  );
  for (let warm = 0; warm < 2; warm++) for (const post of inputs) tagPost(model, post);
  const start = performance.now();
  for (const post of inputs) tagPost(model, post);
  const tag = (performance.now() - start) / rows.length;
  const again = performance.now();
  for (const row of rows) tokensOf(row.text);
  const tokens = (performance.now() - again) / rows.length;
  console.log(
    `\nSpeed: ${tag.toFixed(3)} ms a passage; tokenising alone ${tokens.toFixed(3)} ms (ratio ${(tag / tokens).toFixed(1)}).`,
  );
}

/** First-layer scores as if they were the second layer's. */
function firstLayerOutputs(scores: Float64Array[]): Outputs {
  const out = emptyOutputs();
  for (const family of FAMILIES)
    scores.forEach((row, i) => {
      out[family][i] = Array.from(row.subarray(HEAD[family], HEAD[family] + OUTPUTS[family]));
    });
  return out;
}

const args = process.argv.slice(2);
const save = args.includes('--save');
const files = args.filter((arg) => !arg.startsWith('--'));
const model = committed();

if (files.length > 0) {
  for (const file of files) {
    const rows = readRows(file);
    const said = predict(model, rows);
    print(`${rows.length} passages of ${file}`, [columnOf('embedded', rows, (i) => said[i]!)]);
  }
} else if (!existsSync(join(DATA, 'train.jsonl'))) {
  console.log('The labelled data (../shared/claims) is not here: nothing to evaluate on.');
} else {
  const { given, rows } = readTraining();
  const vectors = wordVectors(textsFor(rows), VECTOR, WORDS, (line) => console.error(line));
  const { x, fold } = prepare(rows, vectors);
  const seen = given.map((_, i) => i);

  const { scores } = outOfFold(x, rows, fold);
  const out = outOfFoldSecond(rows, scores, fold);
  const limits = Array.from({ length: FOLDS }, (_, f) => thresholdsOf(rows, out, (i) => fold[i] !== f));
  // The plain regression learns from the given rows alone, as the data's own did.
  const only = Int32Array.from(seen);
  const plainScores: Float64Array[] = rows.map(() => new Float64Array(scores[0]!.length));
  for (let f = 0; f < FOLDS; f++) {
    const layer = fitFirstLayer(
      x,
      rows,
      only.filter((i) => fold[i] !== f),
      PLAIN,
    );
    for (const [i, s] of firstLayerScores(
      x,
      layer,
      only.filter((i) => fold[i] === f),
    ))
      plainScores[i] = s;
  }
  const plainOut = firstLayerOutputs(plainScores);
  const firstOut = firstLayerOutputs(scores);
  const firstLimits = Array.from({ length: FOLDS }, (_, f) => thresholdsOf(rows, firstOut, (i) => fold[i] !== f));
  const plainLimits = Array.from({ length: FOLDS }, (_, f) => thresholdsOf(rows, plainOut, (i) => fold[i] !== f));
  const baseline = (keywords: boolean) => {
    const byFold = Array.from({ length: FOLDS }, (_, f) =>
      simpleBaseline(
        given.filter((_row, i) => fold[i] !== f),
        keywords,
      ),
    );
    return (i: number) => byFold[fold[i]!]!(given[i]!);
  };
  const ours = (i: number) => predictionFrom(out, i, limits[fold[i]!]!);
  const columns = [
    columnOf('embedded', given, ours),
    columnOf('first layer alone', given, (i) => predictionFrom(firstOut, i, firstLimits[fold[i]!]!)),
    columnOf('plain regression', given, (i) => predictionFrom(plainOut, i, plainLimits[fold[i]!]!)),
    columnOf('keywords', given, baseline(true)),
    columnOf('majority', given, baseline(false)),
  ];
  print(
    `Folds of train, by author and post: ${given.length} passages (${rows.length - given.length} of our own in training)`,
    columns,
  );

  const points: Point[] = [];
  given.forEach((row, i) => {
    TYPES.forEach((type) => {
      const gold = goldOf(row, type);
      if (gold !== 2) points.push({ kind: 'type', p: ours(i).scores[type], right: gold === 1 });
      if (gold === 1) {
        const { sign, confidence } = ours(i).positions[type];
        points.push({ kind: 'position', p: confidence, right: row.labels.some((label) => label[type] === sign) });
      }
    });
  });
  const calibration = calibrationSvg(points);
  console.log(
    `\nCalibration error (mean gap, ten bins): types ${calibration.error.type.toFixed(3)}, positions ${calibration.error.position.toFixed(3)}`,
  );

  const dev = readRows(join(DATA, 'dev.jsonl'));
  const said = predict(model, dev);
  const devColumns = [
    columnOf('embedded', dev, (i) => said[i]!),
    columnOf('keywords', dev, (i) => simpleBaseline(given, true)(dev[i]!)),
    columnOf('majority', dev, (i) => simpleBaseline(given, false)(dev[i]!)),
  ];
  print(`dev: ${dev.length} passages`, devColumns);
  speed(model, dev);
  if (save) {
    const docs = join(import.meta.dirname, '../docs');
    mkdirSync(docs, { recursive: true });
    writeFileSync(join(docs, 'claims-calibration.svg'), calibration.svg);
    writeFileSync(
      join(docs, 'claims-measures.json'),
      `${JSON.stringify({ train: columns, dev: devColumns }, null, 1)}\n`,
    );
  }
}
