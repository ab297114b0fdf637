import { describe, expect, it } from 'vitest';
import type { Rating } from '../../../lib/claims/claim';
import { synthesize } from '../../../lib/synthesis';
import { cellOf, machine, says } from './lines';

const rated = (author: string, rating: Rating, more: Parameters<typeof says>[3] = {}) =>
  says(author, `${rating.factor} (${rating.value}/${rating.max}): words on ${rating.item} by ${author}`, null, {
    claims: [],
    topics: ['alignment'],
    rating,
    ...more,
  });

describe('ratings', () => {
  it('stand where the tag of the same number stands, turned round where a high value of the factor is bad', () => {
    const position = (rating: Rating, type: 'VV' | 'FQ') =>
      cellOf(synthesize([rated('Ada', rating)]), type, 'control')?.positions[0]?.position;
    expect(position({ value: 5, max: 5, item: 'Control', factor: 'Difficulty of verification' }, 'VV')).toBe(-1);
    expect(position({ value: 5, max: 5, item: 'Control', factor: 'Verification' }, 'VV')).toBe(1);
    expect(position({ value: 2, max: 4, item: 'Control', factor: 'Feedback quality' }, 'FQ')).toBeCloseTo(-1 / 3, 2);
  });

  it('stand in the table as written', () => {
    const rows = synthesize([
      rated('Ada', { value: 3, max: 5, item: ' Mech Interp ', factor: 'Feedback Quality' }),
      rated('Ada', { value: 4, max: 5, item: 'Mech Interp', factor: 'Economic incentive' }),
    ]).ratings;
    expect(
      rows.map(({ speaker, item, factor, value, max, type }) => [speaker, item, factor, value, max, type]),
    ).toEqual([
      ['Ada', 'Mech Interp', 'Feedback Quality', 3, 5, 'FQ'],
      ['Ada', 'Mech Interp', 'Economic incentive', 4, 5, 'IN'],
    ]);
  });

  it('of one passage all count, each in the field that its item names and of the type that its factor names', () => {
    const one = { value: 2, max: 5, item: 'Interp', factor: 'feedback' };
    const two = { value: 5, max: 5, item: 'Control', factor: 'feedback' };
    const three = { value: 4, max: 5, item: 'Control', factor: 'incentive' };
    const synthesis = synthesize([rated('Ada', one, { ratings: [one, two, three] })]);
    expect(synthesis.ratings.map(({ item, value, type }) => [item, value, type])).toEqual([
      ['Interp', 2, 'FQ'],
      ['Control', 5, 'FQ'],
      ['Control', 4, 'IN'],
    ]);
    const at = (type: 'FQ' | 'IN', topic: 'interp' | 'control') => cellOf(synthesis, type, topic)?.positions[0];
    expect(at('FQ', 'interp')).toMatchObject({ position: -0.5, evidence: [{ rating: one }] });
    expect(at('FQ', 'control')).toMatchObject({ position: 1, evidence: [{ rating: two }] });
    expect(at('IN', 'control')).toMatchObject({ position: 0.5, evidence: [{ rating: three }] });
  });

  it("become positions in the field of the item and the type of the factor, and outweigh the passage's own tag", () => {
    const line = rated(
      'Ada',
      { value: 1, max: 5, item: 'Evals', factor: 'Feedback Quality' },
      {
        claims: [{ type: 'FQ', position: 0.8, confidence: 0.9, positionConfidence: 0.6 }],
      },
    );
    const cell = cellOf(synthesize([line]), 'FQ', 'evals');
    expect(cell.positions[0]).toMatchObject({ speaker: 'Ada', position: -1 });
    expect(cell.machineOnly).toBe(false);
    expect(synthesize([line]).cells).toHaveLength(1);
  });

  it('oppose a claim in words', () => {
    const low = rated('Ada', { value: 1, max: 5, item: 'Mech Interp', factor: 'Feedback Quality' });
    const high = says('Bo', 'Steering shows at once what a direction does.', 1);
    expect(cellOf(synthesize([low, high])).verdict).toBe('disagree');
  });

  it('that are only reported are not in the table', () => {
    const line = rated('Ada', { value: 1, max: 5, item: 'Evals', factor: 'Feedback' }, { voice: 'o' });
    expect(synthesize([line]).ratings).toEqual([]);
  });

  it('can be read from the words by a reader that is passed in', () => {
    const line = machine('Ada', 'Feedback, one star of five: hardly any.', 0.5, 0.6);
    const synthesis = synthesize([line], { ratingOf: () => ({ value: 1, max: 5, item: null, factor: 'Feedback' }) });
    expect(cellOf(synthesis).positions[0]!.position).toBe(-1);
    expect(synthesis.ratings[0]).toMatchObject({ item: 'Interpretability', factor: 'Feedback', value: 1 });
  });

  it('are found in the words of lines labelled by hand, where the label does not say otherwise', () => {
    const low = synthesize([says('Ada', 'Feedback Quality (2/5): it depends on whom you ask.', -1)]);
    expect(low.ratings[0]).toMatchObject({ factor: 'Feedback Quality', value: 2, max: 5 });
    expect(cellOf(low).positions[0]!.position).toBe(-0.5);
    const kept = synthesize([says('Ada', 'Feedback Quality (3/5): good enough to work with.', 1)]);
    expect(cellOf(kept).positions[0]!.position).toBe(1);
    const none = synthesize([says('Ada', 'Feedback Quality (2/5): it depends.', -1, { rating: null })]);
    expect(none.ratings).toEqual([]);
  });

  it('a per cent that nothing names is no rating: it may be any measured share', () => {
    const share = says('Ada', 'words', 1, {
      claims: [{ type: 'FQ', position: 0.5, confidence: 0.7, positionConfidence: 0.6 }],
    });
    const bare = synthesize([{ ...share, rating: { value: 13, max: 100, item: null, factor: null } }]);
    expect(bare.ratings).toEqual([]);
    expect(cellOf(bare)).toMatchObject({ machineOnly: true, positions: [{ position: 0.5 }] });
    const named = synthesize([{ ...share, rating: { value: 13, max: 100, item: null, factor: 'Feedback quality' } }]);
    expect(cellOf(named).positions[0]!.position).toBeCloseTo(-0.74);
  });

  it('leaves the other claims of the passage their own positions', () => {
    const line = rated(
      'Ada',
      { value: 5, max: 5, item: 'Evals', factor: 'Feedback' },
      {
        topics: ['evals'],
        claims: [
          { type: 'FQ', position: -0.2, confidence: 0.7, positionConfidence: 0.6 },
          { type: 'CB', position: -1, confidence: 0.7, positionConfidence: 0.6 },
        ],
      },
    );
    const synthesis = synthesize([line]);
    expect(cellOf(synthesis, 'FQ', 'evals').positions[0]!.position).toBe(1);
    expect(cellOf(synthesis, 'CB', 'evals').positions[0]!.position).toBe(-1);
  });
});
