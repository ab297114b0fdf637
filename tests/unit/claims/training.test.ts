import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { featuresOf, GROUPS, partsOf } from '../../../lib/claims/embedded/features';
import { sentencesOf } from '../../../lib/claims/embedded/focus';
import { readModel, writeModel } from '../../../lib/claims/embedded/format';
import { linear } from '../../../lib/claims/embedded/linear';
import { HEAD, HEADS, type ModelHeader } from '../../../lib/claims/embedded/model';
import { tokensOf } from '../../../lib/claims/embedded/tokens';
import { foldsByAuthor, type Row } from '../../../scripts/train/data';
import { firstLayerScores, fitFirstLayer, fitTypes, SETTINGS, unevenness } from '../../../scripts/train/first-layer';
import { averagePrecision, bestThreshold, goldOf } from '../../../scripts/train/metrics';
import { pack, quantise } from '../../../scripts/train/model-file';
import { prepare } from '../../../scripts/train/pipeline';
import { measuresOf, type Prediction, tallyOf, topicCounts } from '../../../scripts/train/scoring';
import { fitLogistic, score, seeded } from '../../../scripts/train/solver';
import { excerptsMatrix, focusedMatrix, relevancesOf } from '../../../scripts/train/views';

const row = (more: Partial<Row> = {}): Row => ({
  id: 'r',
  post: 'p',
  title: 't',
  author: 'A',
  previous: '',
  text: 'text',
  labels: [{}],
  topics: [[]],
  voice: ['-'],
  own: false,
  ...more,
});

describe('the scoring rule', () => {
  const two = row({ labels: [{ FQ: '-', VV: '+' }, { FQ: '0' }], topics: [['evals', 'alignment'], ['evals']] });

  it('requires what both gave, and lets what one gave be', () => {
    expect([goldOf(two, 'FQ'), goldOf(two, 'VV'), goldOf(two, 'IN')]).toEqual([1, 2, 0]);
    expect(topicCounts(two, ['evals'])).toEqual({ tp: 1, fp: 0, fn: 0 });
    expect(topicCounts(two, ['alignment'])).toEqual({ tp: 0, fp: 0, fn: 1 });
    expect(topicCounts(two, ['control'])).toEqual({ tp: 0, fp: 1, fn: 1 });
  });

  it('takes a position as right if either gave it', () => {
    const said = (sign: '+' | '-' | '0'): Prediction => ({
      listed: new Set(['FQ', 'VV']),
      sure: new Set(['FQ']),
      scores: { FQ: 0.9, IN: 0, CB: 0, VV: 0.6 },
      positions: Object.fromEntries(
        ['FQ', 'IN', 'CB', 'VV'].map((type) => [type, { sign, confidence: 0.7 }]),
      ) as Prediction['positions'],
      topics: ['evals'],
    });
    expect(['-', '0', '+'].map((sign) => measuresOf([tallyOf(two, said(sign as '+' | '-' | '0'))]).position)).toEqual([
      1, 1, 0,
    ]);
    expect(measuresOf([tallyOf(two, said('+'))])).toMatchObject({ FQ: 1, VV: 0, shownPrecision: 1, shownRecall: 1 });
  });

  it('finds the threshold that no other beats', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.boolean()), { minLength: 2, maxLength: 30 }),
        (pairs) => {
          const p = pairs.map(([value], i) => value / 20 + i * 1e-6);
          const gold = pairs.map(([, right]) => (right ? 1 : 0));
          const at = (threshold: number) => {
            const tp = p.filter((v, i) => v >= threshold && gold[i] === 1).length;
            return (2 * tp) / (p.filter((v) => v >= threshold).length + gold.filter((g) => g === 1).length || 1);
          };
          const best = bestThreshold(p, gold);
          if (gold.includes(1)) expect(best.f1).toBeCloseTo(Math.max(...p.map(at)), 9);
          expect(averagePrecision(p, gold)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});

describe('folds', () => {
  it('never hold an author, a co-author or a post twice', () => {
    const names = fc.array(fc.constantFrom('Ann', 'Ben', 'Cem', 'Dia', 'Eli', 'Fay', 'Gus', 'Hal', 'Ivo', 'Jan'), {
      minLength: 1,
      maxLength: 2,
    });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(names, fc.integer({ min: 0, max: 15 })), { minLength: 1, maxLength: 40 }),
        (list) => {
          const rows = list.map(([authors, post], i) =>
            row({ id: `r${i}`, post: `p${post}`, title: `t${post}`, author: authors.join(', ') }),
          );
          const fold = foldsByAuthor(rows, 5);
          const where = new Map<string, number>();
          list.forEach(([authors, post], i) => {
            for (const key of [...authors, `p${post}`]) {
              expect(where.get(key) ?? fold[i]).toBe(fold[i]);
              where.set(key, fold[i]!);
            }
          });
        },
      ),
    );
  });
});

describe('logistic regression', () => {
  it('separates what can be separated, and is repeatable', () => {
    const random = seeded(4);
    const rows = 200;
    const value = Float32Array.from({ length: rows * 2 }, () => random() * 2 - 1);
    const x = {
      rows,
      columns: 2,
      start: Int32Array.from({ length: rows + 1 }, (_, i) => 2 * i),
      index: Int32Array.from({ length: rows * 2 }, (_, i) => i % 2),
      value,
    };
    const y = Uint8Array.from({ length: rows }, (_, i) => (value[2 * i]! - 2 * value[2 * i + 1]! > 0.3 ? 1 : 0));
    const all = Int32Array.from({ length: rows }, (_, i) => i);
    const cost = new Float64Array(rows).fill(50);
    const fit = fitLogistic(x, all, y, cost, 40);
    const right = [...all].filter((i) => score(x, i, fit) > 0 === (y[i] === 1)).length;
    expect(right).toBeGreaterThan(rows * 0.97);
    expect(fitLogistic(x, all, y, cost, 40)).toEqual(fit);
  });
});

describe('unevenness', () => {
  it('lets a feature that tells the labels apart count more than one that does not, and leaves vectors as they are', () => {
    // Four rows: column 0 stands with the first label alone, column 1 in every row, column 2 is a number of a vector.
    const x = {
      rows: 4,
      columns: 3,
      start: Int32Array.from([0, 3, 6, 8, 10]),
      index: Int32Array.from([0, 1, 2, 0, 1, 2, 1, 2, 1, 2]),
      value: new Float32Array(10).fill(1),
    };
    const factor = unevenness(x, [0, 1, 2, 3], [1, 1, 0, 0], 1, 3, 2);
    expect(factor[0]).toBeGreaterThan(factor[1]!);
    expect(factor[2]).toBe(1);
    // All values together keep their size: two of column 0, four of column 1.
    expect(2 * factor[0]! ** 2 + 4 * factor[1]! ** 2).toBeCloseTo(6);
  });
});

describe('training and tagging', () => {
  const FILLER = [
    'The weather in the valley was fine.',
    'We met twice that year; lunch was good.',
    'Nothing else was said.',
  ];
  const CLAIMS: [string, Record<string, '+' | '-' | '0'>][] = [
    ['No test can verify that the model is safe.', { VV: '-' }],
    ['The audit proves that the system meets its specification.', { VV: '+' }],
    ['Labs race because profit drives them.', { IN: '+' }],
    ['Nobody pays for this work, so companies skip it.', { IN: '-' }],
    ['The signal is noisy and reviewers cannot judge the work.', { FQ: '-' }],
    ['Graders get quick and honest feedback on every answer.', { FQ: '+' }],
    ['Only a new insight will help; more compute will not.', { CB: '+' }],
    ['Progress needs engineers, not ideas.', { CB: '-' }],
    ['There is evidence for and against trusting the proof.', { VV: '0' }],
  ];
  const rows = Array.from({ length: 180 }, (_, i) => {
    const [text, labels] = CLAIMS[i % CLAIMS.length]!;
    const none = i % 4 === 3;
    const [first, last] = [FILLER[i % 3]!, FILLER[(i >> 2) % 3]!];
    return row({
      id: `r${i}`,
      post: `p${i % 30}`,
      author: `A${i % 30}`,
      text: none ? `${first} ${last}` : i % 2 ? `${first} ${text} ${last}` : text,
      previous: FILLER[i % 2]!,
      labels: [none ? {} : labels],
      topics: [none ? [] : [i % 5 ? 'evals' : 'theory']],
      voice: [none ? '-' : i % 7 ? 'a' : 'o'],
    });
  });
  const words = ['model', 'test', 'profit', 'ideas', 'feedback'];
  const random = seeded(3);
  const vectors = { words, size: 3, values: Float32Array.from({ length: words.length * 3 }, () => random() - 0.5) };
  const { x } = prepare(rows, vectors);
  const every = Int32Array.from(rows.keys());
  const types = fitTypes(x, rows, every);
  const relevances = relevancesOf(x, rows, [...every], types);
  const focused = focusedMatrix(x, rows, relevances);
  const layer = fitFirstLayer(x, rows, every, SETTINGS, { focused, excerpts: null }, types);

  const none = (outputs: number, inputs: number) => ({
    weights: Array.from({ length: outputs }, () => new Array<number>(inputs).fill(0)),
    bias: new Array<number>(outputs).fill(0),
  });
  const context = { type: none(4, 9), topic: none(13, 9), sign: none(4, 9), both: none(4, 9), voice: none(2, 9) };
  const limits = { list: [1, 1, 1, 1], sure: [1, 1, 1, 1], secondTopic: 1, sign: 0 };
  const loaded = readModel(pack('t', x, layer, context, limits));
  if (!loaded.ok) throw new Error(loaded.error);
  const model = loaded.value;

  it('score a passage alike, with its sentences weighted where it may make a claim', () => {
    expect(relevances.size).toBeGreaterThan(40);
    // What the file holds: 8 bits a weight. Relevances are compared to those of the heads before rounding.
    const { weights, scale } = quantise(x, layer);
    const rounded = layer.weights.map((column, h) =>
      column.map((_, c) => weights[c * HEAD.count + h]! * scale[GROUPS.indexOf(x.groups[c]!)]![h]!),
    );
    const stored = { weights: rounded, bias: layer.bias };
    for (const [i, scores] of firstLayerScores(x, stored, every, focused)) {
      const { text, previous, title } = rows[i]!;
      const said = linear(model, { id: 'r', text, previous, title, heading: [] } as never).scores;
      for (const [h, score] of scores.entries()) expect(said[h]).toBeCloseTo(score, 2);
    }
  });

  it('find in any text what the features are named after', () => {
    const pieces = [
      'no',
      'not',
      'test',
      'audit',
      'proves',
      'profit',
      'labs',
      'race',
      'model',
      'unheard',
      'we',
      'if',
      '42',
    ];
    const text = fc
      .array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom(' ', ', ', '. ', '? ', ' — ', '\n', ': ')), {
        maxLength: 25,
      })
      .map((list) => list.flat().join(''));
    fc.assert(
      fc.property(text, text, text, (passage, previous, title) => {
        const named = featuresOf({ text: passage, previous, title: `${title} . ` });
        const keys = [...named].map(([key, group]) => ({ key, group }));
        const different = new Set(tokensOf(passage).map(({ word }) => word));
        for (const word of different) for (const key of partsOf(word)) keys.push({ key, group: 'char' });
        const said = linear(model, { id: 'r', text: passage, previous, title, heading: [''] }).scores;
        for (let head = 0; head < HEAD.sign; head++) {
          let score = model.header.bias[head]!;
          GROUPS.forEach((group, g) => {
            let sum = 0;
            let square = 0;
            for (const each of keys) {
              const id = each.group === group ? model.ids.get(each.key) : undefined;
              if (id === undefined) continue;
              sum += model.idf[id]! * model.weights[id * HEAD.count + head]!;
              square += model.idf[id]! ** 2;
            }
            score += (sum / Math.sqrt(square || 1)) * model.header.scale[g]![head]!;
          });
          expect(said[head]).toBeCloseTo(score, 6);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('learn the words that an annotator pointed at above those beside them', () => {
    const pointed = rows.map((each) => {
      const [type] = Object.keys(each.labels[0]!) as ('FQ' | 'IN' | 'CB' | 'VV')[];
      const tokens = tokensOf(each.text);
      const claim = CLAIMS.find(([text]) => each.text.includes(text));
      if (!type || !claim) return each;
      const at = each.text.indexOf(claim[0]);
      const from = tokens.findIndex(({ start }) => start >= at);
      const words: [number, number] = [from, from + tokensOf(claim[0]).length];
      const sentence = sentencesOf(each.text, tokens).findIndex(([first]) => first === from);
      return { ...each, rationales: { [type]: { sentences: [sentence], words } } };
    });
    const excerpts = excerptsMatrix(x, pointed);
    const said = pointed.flatMap(({ rationales }, i) => (rationales ? [i] : []));
    // One row of the words and one of the sentences for each claim, of its type alone, and what stands in them alone.
    expect(excerpts.matrix.rows).toBe(2 * said.length);
    const keysOf = (part: number) =>
      [...excerpts.matrix.index.subarray(excerpts.matrix.start[part], excerpts.matrix.start[part + 1])].map(
        (c) => x.keys[c],
      );
    const audit = said.find((i) => i % CLAIMS.length === 1 && rows[i]!.text.length > 60)!;
    expect(excerpts.of(audit, 0)).toEqual([]);
    for (const part of excerpts.of(audit, 3)) {
      expect(keysOf(part)).toContain('audit');
      expect(keysOf(part)).not.toContain('weather');
      expect(keysOf(part).some((key) => key!.startsWith('t:') || key!.startsWith('l:'))).toBe(false);
    }
    const taught = fitFirstLayer(x, pointed, every, SETTINGS, { focused, excerpts }, types);
    const beside = ['weather', 'lunch', 'valley', 'year'].map((word) => x.keys.indexOf(word));
    const size = (weights: Float64Array) =>
      beside.reduce((sum, c) => sum + Math.abs(weights[c]!), 0) / Math.hypot(...weights);
    for (let t = 0; t < 4; t++)
      expect(size(taught.weights[HEAD.sign + t]!)).toBeLessThan(size(layer.weights[HEAD.sign + t]!));
  });

  it('hear the sentence that makes the claim above those beside it', () => {
    const at = rows.findIndex(({ text }) => text.includes(CLAIMS[1]![0]) && !text.startsWith('The audit'));
    const tokens = tokensOf(rows[at]!.text);
    const parts = sentencesOf(rows[at]!.text, tokens);
    const weights = relevances.get(at * 4 + 3)!;
    expect(weights).toHaveLength(parts.length);
    const audit = tokens.findIndex(({ word }) => word === 'audit');
    expect(weights[parts.findIndex(([from, to]) => from <= audit && audit < to)]).toBe(1);
    expect(Math.min(...weights)).toBeLessThan(0.7);
    expect(Math.min(...weights)).toBeGreaterThanOrEqual(0.4);
  });
});

describe('a model file', () => {
  it('comes back as it was written', () => {
    const numbers = (n: number) => new Array<number>(n).fill(0.5);
    const layer = { weights: [numbers(2)], bias: numbers(1) };
    const header: ModelHeader = {
      id: 'test-1',
      heads: HEADS,
      blocks: [],
      vocabulary: 5,
      scale: GROUPS.map(() => numbers(HEAD.count)),
      bias: numbers(HEAD.count),
      idfMax: 8,
      context: { type: layer, topic: layer, sign: layer, both: layer, voice: layer },
      thresholds: { list: numbers(4), sure: numbers(4), secondTopic: 0.3, sign: 0.4 },
    };
    const keys = ['!hard', 'feedback', 'feedback loop', 'naïve', 'v:日本'];
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -127, max: 127 }), { minLength: 5 * HEAD.count, maxLength: 5 * HEAD.count }),
        (list) => {
          const weights = Int8Array.from(list);
          const read = readModel(writeModel(header, keys, Uint8Array.of(0, 1, 100, 200, 255), weights));
          expect(read.ok).toBe(true);
          if (!read.ok) return;
          expect([...read.value.ids]).toEqual(keys.map((key, i) => [key, i]));
          expect(read.value.weights).toEqual(weights);
          expect(read.value.idf[4]).toBe(8);
        },
      ),
      { numRuns: 20 },
    );
  });
});
