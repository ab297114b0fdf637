import { describe, expect, it } from 'vitest';
import { synthesize } from '../../../lib/synthesis';
import { says } from './lines';

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
