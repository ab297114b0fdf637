import { describe, expect, it } from 'vitest';
import { positionOfRating, readRating } from '../../../lib/claims/structure/ratings';

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

  it.each([
    '50% of papers never report a baseline.',
    'Results: 50% of runs failed.',
    'This has been running 24/7 since 9/11.',
    'About 3/5 of the labs answered.',
    'Accuracy rose from 60% to 70% on the test set.',
    'On 3/10 we met again.',
    'See section 4/5 of the report for more.',
    'Labs: 3/5 of them answered.',
  ])('finds no rating in %j', (text) => {
    expect(readRating(text, [])).toBeNull();
  });

  it('puts the middle of a scale at 0 and its ends at -1 and 1', () => {
    const at = (value: number, max: number) => positionOfRating({ value, max });
    expect([at(1, 5), at(3, 5), at(5, 5), at(5, 10), at(50, 100), at(10, 10)]).toEqual([-1, 0, 1, 0, 0, 1]);
    expect(at(2, 5)).toBeLessThan(0);
    expect(at(4, 5)).toBeGreaterThan(0);
  });
});
