import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { positionOfRating } from '../../../lib/claims/structure/factor';
import { readRating, readRatings } from '../../../lib/claims/structure/ratings';

/** "item | factor | value/max | type", a line each. */
const asLines = (text: string, heading: string[] = []): string[] =>
  readRatings(text, heading).map(
    ({ rating: { item, factor, value, max }, type }) => `${item} | ${factor} | ${value}/${max} | ${type}`,
  );

describe('readRating', () => {
  it.each([
    ['Feedback Quality (3/5): there is some ground truth', ['Interp'], 3, 5, 'Interp', 'Feedback Quality', 'FQ'],
    [
      'Economic incentive (5/5): everybody wants it',
      ['A list', 'Control'],
      5,
      5,
      'Control',
      'Economic incentive',
      'IN',
    ],
    ['Feedback: 4/10', ['Evals'], 4, 10, 'Evals', 'Feedback', 'FQ'],
    ['Verifiability – 70%', ['Proofs'], 70, 100, 'Proofs', 'Verifiability', 'VV'],
    ['Interp: 2 out of 5', ['Feedback quality'], 2, 5, 'Interp', 'Feedback quality', 'FQ'],
  ])('binds %j under %j', (text, heading, value, max, item, factor, type) => {
    const bound = readRating(text, heading);
    expect(bound?.rating).toMatchObject({ value, max, item, factor });
    expect(bound?.type).toBe(type);
  });
});

describe('readRatings', () => {
  const cases: [text: string, heading: string[], lines: string[]][] = [
    ['Interp: feedback 2/5', [], ['Interp | feedback | 2/5 | FQ']],
    ['Interpretability: feedback 2/5', ['A rough scorecard'], ['Interpretability | feedback | 2/5 | FQ']],
    ['Control: feedback 4/5', ['Theory waits for ideas'], ['Control | feedback | 4/5 | FQ']],
    [
      'Interpretability – Feedback quality: 2/5, incentive: 4/5',
      [],
      ['Interpretability | Feedback quality | 2/5 | FQ', 'Interpretability | incentive | 4/5 | IN'],
    ],
    ['Feedback 2/5; Incentive 4/5', ['Evals'], ['Evals | Feedback | 2/5 | FQ', 'Evals | Incentive | 4/5 | IN']],
    [
      '**Control** (feedback 3/5, incentive 4/5)',
      ['Fields'],
      ['Control | feedback | 3/5 | FQ', 'Control | incentive | 4/5 | IN'],
    ],
    [
      'Control (feedback 3/5 and incentive 4/5)',
      [],
      ['Control | feedback | 3/5 | FQ', 'Control | incentive | 4/5 | IN'],
    ],
    ['2/5 for feedback', ['Oversight'], ['Oversight | feedback | 2/5 | FQ']],
    [
      '2/5 for feedback and 4/5 for incentives',
      ['Oversight'],
      ['Oversight | feedback | 2/5 | FQ', 'Oversight | incentives | 4/5 | IN'],
    ],
    ["I'd give interpretability 2/5 on feedback", [], ['interpretability | feedback | 2/5 | FQ']],
    ['I would give interpretability 2/5 on feedback.', ['Notes'], ['interpretability | feedback | 2/5 | FQ']],
    ['I’d put feedback in control at 3/5', [], ['control | feedback | 3/5 | FQ']],
    ['Interpretability gets 2/5 on feedback.', [], ['Interpretability | feedback | 2/5 | FQ']],
    ['Feedback: ★★☆☆☆', ['Theory'], ['Theory | Feedback | 2/5 | FQ']],
    ['feedback quality: 40%', ['Control'], ['Control | feedback quality | 40/100 | FQ']],
    [
      'Feedback quality: interp 2/5, control 4/5, theory 1/5',
      [],
      [
        'interp | Feedback quality | 2/5 | FQ',
        'control | Feedback quality | 4/5 | FQ',
        'theory | Feedback quality | 1/5 | FQ',
      ],
    ],
    [
      'Interp: feedback 2/5; Control: feedback 4/5',
      [],
      ['Interp | feedback | 2/5 | FQ', 'Control | feedback | 4/5 | FQ'],
    ],
    [
      'Interp feedback: 2/5, control incentive: 4/10',
      [],
      ['Interp | feedback | 2/5 | FQ', 'control | incentive | 4/10 | IN'],
    ],
    ['Training signal: 3/5', ['Interp'], ['Interp | Training signal | 3/5 | FQ']],
    ['I looked again. Feedback: 2/5.', ['Evals'], ['Evals | Feedback | 2/5 | FQ']],
    ['Theory: 1/5', ['Feedback quality'], ['Theory | Feedback quality | 1/5 | FQ']],
    [
      'Feedback (2/5), tractability (3/5), incentive (4/5)',
      ['Evals'],
      ['Evals | Feedback | 2/5 | FQ', 'Evals | tractability | 3/5 | null', 'Evals | incentive | 4/5 | IN'],
    ],
  ];
  it.each(cases)('reads %j under %j', (text, heading, lines) => {
    expect(asLines(text, heading)).toEqual(lines);
  });

  it.each([
    '50% of papers never report a baseline.',
    'Results: 50% of runs failed.',
    'This has been running 24/7 since 9/11.',
    'About 3/5 of the labs answered.',
    'Accuracy rose from 60% to 70% on the test set.',
    'On 3/10 we met again.',
    'See section 4/5 of the report for more.',
    'Labs: 3/5 of them answered.',
    'Feedback was collected until 3/5/2024.',
    'Feedback: 3/5/2024',
    'We met on 3/5 for feedback.',
    '2/3 of authors said that feedback was late.',
    'The probe reaches 91.4% on a held-out set.',
    'The model scored 91.4% on verification.',
    'We score 71% on GPQA.',
    'Validation accuracy: 91.4%',
    'GPQA: 71%',
    'Funding: 40%',
    'I’d say 70% that it arrives within ten years.',
    'The newer model scored 63%, the older one a score of 12%.',
    'My probability for this is 1/100.',
    'Feedback from GPT-4/5 was better than from version 3.5.',
    'Feedback 1/2 and incentive 2/3',
    'Tasks solved: 3/5',
    'Part (2/5)',
    'Feedback was given 3/5 times.',
    'Ines gives interpretability 2/5 on feedback.',
    'See https://example.org/feedback/2/5 for it.',
    'Verification is 3/5 done.',
  ])('finds no rating in %j', (text) => {
    expect(asLines(text)).toEqual([]);
    expect(asLines(text, ['Interpretability'])).toEqual([]);
  });

  it('never throws on any text, and its offsets stand in order inside it', () => {
    const piece = fc.constantFrom(
      'Interp',
      'feedback',
      'incentive',
      ' ',
      ': ',
      ' – ',
      '(',
      ')',
      ', ',
      '. ',
      '2/5',
      '40%',
      '★★☆☆☆',
      "I'd give ",
      ' for ',
      '\n',
      '**',
      '𝔘',
    );
    const anyText = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 60 }).map((it) => it.join('')),
    );
    fc.assert(
      fc.property(anyText, fc.array(anyText, { maxLength: 3 }), (text, heading) => {
        let end = 0;
        for (const { rating } of readRatings(text, heading)) {
          expect(rating.start).toBeGreaterThanOrEqual(end);
          expect(rating.end).toBeGreaterThan(rating.start);
          expect(rating.value).toBeLessThanOrEqual(rating.max);
          end = rating.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 300 },
    );
  });
});

describe('positionOfRating', () => {
  it.each([
    [1, 5, -1],
    [2, 5, -0.5],
    [3, 5, 0],
    [4, 5, 0.5],
    [5, 5, 1],
    [0, 5, -1],
    [2, 4, -0.333],
    [3, 4, 0.333],
    [3, 6, -0.2],
    [1, 1, 1],
    [5, 10, 0],
    [10, 10, 1],
    [50, 100, 0],
    [80, 100, 0.6],
    [20, 100, -0.6],
  ])('puts %d of %d at %d', (value, max, position) => expect(positionOfRating({ value, max }, 'FQ')).toBe(position));

  it('turns round a factor whose high value is bad, where the type is known', () => {
    const rating = { value: 4, max: 5, factor: 'Difficulty of verification' };
    expect(positionOfRating(rating, 'VV')).toBe(-0.5);
    expect(positionOfRating(rating, null)).toBe(0.5);
    expect(positionOfRating({ ...rating, value: 3 }, 'VV')).toBe(0);
  });
});
