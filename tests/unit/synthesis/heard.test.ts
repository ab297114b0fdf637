import { describe, expect, it } from 'vitest';
import { synthesize } from '../../../lib/synthesis';
import { canTell, heardAs, verdictLabel, verdictSureness, voicesIn } from '../../../lib/synthesis/heard';
import type { Cell } from '../../../lib/synthesis/synthesis';
import { standing } from '../../fixtures/panel/made-up';
import { cellOf, machine, says } from './lines';

const speaks = (name: string, p: number) => ({ ...standing(name, 0.8), speaks: p });

function single(...positions: Cell['positions']): Cell {
  return { type: 'FQ', topic: 'interp', verdict: 'single voice', sureness: 0.6, positions, machineOnly: true };
}

const reporter = () => {
  const only = speaks('Cy', 0);
  only.evidence[0]!.voice = 'o';
  return only;
};

describe('who is heard', () => {
  it('is who likelier speaks to the question than not', () => {
    const doubt = { ...machine('Bo', 'Perhaps about pictures.', -0.6, 0.6) };
    doubt.claims[0]!.confidence = 0.3;
    const cell = cellOf(synthesize([says('Ada', 'Pictures can be graded.', 1), doubt]));
    expect(cell.positions.map((it) => [it.speaker, heardAs(it)])).toEqual([
      ['Ada', 'yes'],
      ['Bo', 'perhaps'],
    ]);
    expect(verdictLabel(cell)).toBe('one voice, maybe two');
  });

  it('is nobody who only reports others', () => {
    expect(voicesIn(single(speaks('Ada', 1), reporter()))).toEqual({ heard: 1, perhaps: 0 });
  });
});

describe('one voice', () => {
  it.each([
    [[speaks('Ada', 1)], 'one voice'],
    [[speaks('Ada', 1), reporter()], 'one voice'],
    [[speaks('Ada', 1), speaks('Bo', 0.3)], 'one voice, maybe two'],
    [[speaks('Ada', 1), speaks('Bo', 0.3), speaks('Cy', 0.2)], 'one voice, maybe more'],
    [[speaks('Ada', 0.4)], 'perhaps one voice'],
    [[reporter()], 'only reported'],
    [[speaks('Ada', 0.6), speaks('Bo', 0.6)], 'can’t tell yet'],
    [[speaks('Ada', 0.4), speaks('Bo', 0.4)], 'can’t tell yet'],
  ])('is said as the dots show it (%#)', (positions, label) => {
    expect(verdictLabel(single(...positions))).toBe(label);
  });

  it('has nothing to be sure of; a verdict between several has', () => {
    expect(verdictSureness(single(speaks('Ada', 1)))).toBeNull();
    const two = { ...single(speaks('Ada', 1), speaks('Bo', 1)), verdict: 'agree' as const, sureness: 0.7 };
    expect([canTell(two), verdictSureness(two)]).toEqual([true, 'likely']);
    expect(canTell({ ...two, sureness: 0.4 })).toBe(false);
    expect(verdictLabel({ ...two, sureness: 0.4, overruled: { verdict: 'mixed', sureness: 0.4 } })).toBe('agree');
  });
});
