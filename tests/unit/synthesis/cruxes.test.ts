import { describe, expect, it } from 'vitest';
import { synthesize } from '../../../lib/synthesis';
import { bestWords } from '../../../lib/synthesis/cruxes';
import { cellOf, machine, says } from './lines';

const many = (author: string, n: number, position: number, topic: 'interp' | 'evals') =>
  Array.from({ length: n }, (_, i) =>
    says(author, `${author} on ${topic}, ${i}: argument${i} rests on fact${i * 3} of year${i * 11}`, position, {
      topics: [topic],
    }),
  );

describe('cruxes', () => {
  it('ask the question in plain words and name both sides', () => {
    const { cruxes } = synthesize([...many('Ada', 2, 1, 'interp'), ...many('Bo', 2, -1, 'interp')]);
    expect(cruxes).toHaveLength(1);
    expect(cruxes[0]).toMatchObject({
      question: 'Is there good feedback for interpretability research?',
      yes: ['Ada'],
      no: ['Bo'],
    });
  });

  it('rank what is well evidenced and central above what is said in passing', () => {
    const { cruxes } = synthesize([
      ...many('Ada', 4, 1, 'interp'),
      ...many('Bo', 4, -1, 'interp'),
      ...many('Ada', 1, -1, 'evals'),
      ...many('Bo', 1, 1, 'evals'),
    ]);
    expect(cruxes.map((crux) => crux.topic)).toEqual(['interp', 'evals']);
  });

  it('rank by the weaker side: many passages against one are not well evidenced', () => {
    const score = (yes: number, no: number) =>
      synthesize([...many('Ada', yes, 1, 'interp'), ...many('Bo', no, -1, 'interp')]).cruxes[0]!.score;
    expect(score(8, 1)).toBeLessThan(score(2, 2));
    expect(score(1, 8)).toBeLessThan(score(2, 2));
  });

  it('there are none where all agree', () =>
    expect(synthesize([...many('Ada', 2, 1, 'interp'), ...many('Bo', 2, 1, 'interp')]).cruxes).toEqual([]));
});

describe('related fields', () => {
  it('a cell names who takes the other side in a part of its field', () => {
    const whole = says('Ada', 'Safety research can be judged as well as any other.', 1, { topics: ['alignment'] });
    const part = says('Bo', 'For value learning nobody knows what a result would be.', -1, { topics: ['theory'] });
    const cells = synthesize([whole, part]).cells;
    expect(cells.find((cell) => cell.topic === 'alignment')!.related).toEqual([
      { topic: 'theory', speaker: 'Bo', position: -1, weight: expect.any(Number) },
    ]);
  });
});

describe('the words that speak best for a side', () => {
  const unsure = machine('Bo', 'Nobody can check a picture of a circuit, whatever it shows.', -0.9, 0.59);
  const told = machine('Bo', 'The signal there is rather weak.', -0.55, 0.65);
  const best = (...lines: Parameters<typeof synthesize>[0]) =>
    bestWords(cellOf(synthesize(lines)).positions, -1)?.quote;

  it('are told ones, however much heavier those are whose side is not', () => {
    const heavy = { ...unsure, claims: unsure.claims.map((claim) => ({ ...claim, confidence: 0.98 })) };
    const light = { ...told, claims: told.claims.map((claim) => ({ ...claim, confidence: 0.4 })) };
    expect(best(heavy, light)).toBe(light.text);
    expect(best(heavy)).toBe(heavy.text);
  });

  it('are confirmed ones before that, but never one that was accepted without a side, on another, or reported', () => {
    const confirmed = says('Bo', 'It is poor, and I checked.', -1);
    const yes = { confirmed: true };
    const accept = (line: typeof told, more: object = {}) => ({
      ...line,
      claims: line.claims.map((claim) => ({ ...claim, ...yes, ...more })),
    });
    expect(best(told, accept(confirmed))).toBe(confirmed.text);
    expect(best(accept(unsure, { position: null }), told)).toBe(told.text);
    expect(best(says('Bo', 'It is good.', 1), { ...confirmed, voice: 'o' })).toBeUndefined();
  });
});
