import { describe, expect, it } from 'vitest';
import { synthesize } from '../../../lib/synthesis';
import type { ClaimLine } from '../../../lib/synthesis/synthesis';
import { DISAGREE_SHOWN } from '../../../lib/synthesis/verdict';
import { cellOf, machine, says } from './lines';

const yes = says('Ada', 'A probe shows within minutes whether a feature is there.', 1);
const no = says('Bo', 'Nobody can tell whether a described circuit is the real one.', -1);
const verdict = (...lines: ClaimLine[]) => cellOf(synthesize(lines)).verdict;

describe('verdicts on labelled passages', () => {
  it('opposed sides disagree', () => {
    const cell = cellOf(synthesize([yes, no]));
    expect(cell.verdict).toBe('disagree');
    expect(cell.sureness).toBeGreaterThan(0.8);
    expect(cell.positions.map((p) => [p.speaker, p.position])).toEqual([
      ['Ada', 1],
      ['Bo', -1],
    ]);
  });

  it('the same side agrees', () =>
    expect(verdict(no, says('Cy', 'Each paper invents the metric by which it wins.', -1))).toBe('agree'));

  it('one speaker is a single voice, however divided', () => {
    expect(verdict(yes)).toBe('single voice');
    expect(verdict(yes, says('Ada', 'For circuits there is nothing to check against, though.', -1))).toBe(
      'single voice',
    );
  });

  it('a speaker divided within is mixed, not opposed', () =>
    expect(verdict(no, yes, says('Ada', 'For circuits there is nothing to check against, though.', -1))).toBe('mixed'));

  it('the same words on other fields do not disagree', () => {
    const cells = synthesize([yes, { ...no, topics: ['governance'] }]).cells;
    expect(cells.map((cell) => cell.verdict)).toEqual(['single voice', 'single voice']);
  });

  it('sides that share only the wide field speak of different things', () => {
    const synthesis = synthesize([
      { ...yes, topics: ['alignment', 'interp'] },
      { ...no, topics: ['alignment', 'governance'] },
    ]);
    expect(cellOf(synthesis, 'FQ', 'alignment').verdict).toBe('different things');
    expect(synthesis.cruxes).toEqual([]);
  });

  it('sides that share a narrow field disagree on it, whatever else each touches', () => {
    const synthesis = synthesize([
      { ...yes, topics: ['interp', 'evals'] },
      { ...no, topics: ['interp', 'governance'] },
    ]);
    expect(cellOf(synthesis).verdict).toBe('disagree');
  });

  it('named sciences that differ are different things, the same science is not', () => {
    const a = says('Ada', 'In chemistry the assay answers the same afternoon.', 1, { topics: ['science'] });
    const b = says('Bo', 'In economics one waits for decades and then argues.', -1, { topics: ['science'] });
    const c = says('Cy', 'Most of chemistry waits years for an answer.', -1, { topics: ['science'] });
    expect(cellOf(synthesize([a, b]), 'FQ', 'science').verdict).toBe('different things');
    expect(cellOf(synthesize([a, c]), 'FQ', 'science').verdict).toBe('disagree');
  });

  it('a line with two fields gives each half its weight', () => {
    const whole = cellOf(synthesize([yes])).positions[0]!.weight;
    const half = cellOf(synthesize([{ ...yes, topics: ['interp', 'evals'] }])).positions[0]!.weight;
    expect(half).toBeCloseTo(whole / 2);
  });

  it('an empty input gives an empty synthesis', () =>
    expect(synthesize([])).toEqual({ speakers: [], posts: [], cells: [], cruxes: [], leads: [], ratings: [] }));
});

describe('sureness', () => {
  const many = (n: number, author: string, position: number, right: number): ClaimLine[] =>
    Array.from({ length: n }, (_, i) =>
      machine(author, `${author} ${i} gives reason ${i * 7} about thing${i} and ${position}`, position, right),
    );

  it('one unconfirmed machine position a side is never shown as a disagreement', () => {
    for (const right of [0.5, 0.6, 0.65, 0.8, 1]) {
      const cell = cellOf(synthesize([...many(1, 'Ada', 1, right), ...many(1, 'Bo', -1, right)]));
      expect(cell.verdict).not.toBe('disagree');
      expect(cell.sureness).toBeLessThan(0.5);
    }
  });

  it('several independent passages raise it', () => {
    const at = (n: number) => cellOf(synthesize([...many(n, 'Ada', 1, 0.85), ...many(n, 'Bo', -1, 0.85)]));
    expect(at(12).verdict).toBe('disagree');
    const yesOdds = [1, 2, 4, 8, 12].map((n) => at(n).positions[0]!.yes!);
    expect(yesOdds).toEqual([...yesOdds].sort((a, b) => a - b));
  });

  it('machine evidence alone never makes certain, and the cell says that it is alone', () => {
    const cell = cellOf(synthesize([...many(200, 'Ada', 1, 0.9), ...many(200, 'Bo', -1, 0.9)]));
    expect(cell.machineOnly).toBe(true);
    expect(cell.sureness).toBeLessThan(0.75);
  });

  it('what the reader confirmed is nearly certain', () => {
    const confirm = (line: ClaimLine): ClaimLine => ({
      ...line,
      claims: line.claims.map((claim) => ({ ...claim, confidence: 0.6, confirmed: true })),
    });
    const cell = cellOf(synthesize([confirm(yes), confirm(no)]));
    expect(cell.sureness).toBeGreaterThan(0.93);
    expect(cell.machineOnly).toBe(false);
  });

  it("a person's rather sure labels weigh more than a machine's graded guesses, and less than certain ones", () => {
    const at = (confidence: number, position: number) =>
      cellOf(synthesize([says('Ada', yes.text, position, { confidence })])).positions[0]!.yes!;
    expect(at(1, 1)).toBeGreaterThan(at(0.9, 1));
    expect(at(0.9, 1)).toBeGreaterThan(at(0.9, 0.8));
  });

  it('hedged positions weigh less than firm ones and are less surely opposed', () => {
    const firm = cellOf(synthesize([yes, no]));
    const hedged = cellOf(synthesize([says('Ada', yes.text, 0.2), says('Bo', no.text, -0.2)]));
    expect(hedged.positions[0]!.weight).toBeLessThan(firm.positions[0]!.weight);
    expect(hedged.sureness).toBeLessThan(firm.sureness);
  });

  it('a disagreement is only ever given at or above its threshold', () => {
    for (let n = 1; n < 9; n++) {
      for (const right of [0.55, 0.62, 0.7, 0.8]) {
        const cell = cellOf(synthesize([...many(n, 'Ada', 1, right), ...many(n, 'Bo', -1, right)]));
        if (cell.verdict === 'disagree') expect(cell.sureness).toBeGreaterThanOrEqual(DISAGREE_SHOWN);
      }
    }
  });
});

describe('whose view it is', () => {
  it.each(['o', 'q'] as const)(
    'a view with voice %s weighs nothing for who reports it, and stays to be seen',
    (voice) => {
      const cell = cellOf(synthesize([yes, { ...no, voice }]));
      const bo = cell.positions.find((p) => p.speaker === 'Bo')!;
      expect(cell.verdict).toBe('single voice');
      expect([bo.position, bo.weight]).toEqual([null, 0]);
      expect(bo.evidence[0]).toMatchObject({ voice, weight: 0, position: -1 });
    },
  );

  it('reporting the opposite of what one says changes nothing', () => {
    const own = cellOf(synthesize([yes, no]));
    const both = cellOf(synthesize([yes, no, says('Ada', 'Some hold that it is hopeless.', -1, { voice: 'o' })]));
    expect(both.verdict).toBe(own.verdict);
    expect(both.sureness).toBe(own.sureness);
    expect(both.positions.find((p) => p.speaker === 'Ada')!.position).toBe(1);
  });

  it("a comment that only gives back the post's words quotes them", () => {
    const post = { ...no, post: 'p', kind: 'post' as const };
    const comment = { ...yes, post: 'p', kind: 'comment' as const };
    const echo = says('Cy', `"${no.text}"`, -1, { post: 'p', kind: 'comment' });
    const cy = cellOf(synthesize([post, comment, echo])).positions.find((p) => p.speaker === 'Cy');
    expect(cy?.weight).toBe(0);
  });

  it("a comment's author speaks for themselves", () => {
    const cell = cellOf(
      synthesize([
        { ...yes, post: 'p' },
        { ...no, post: 'p', kind: 'comment' },
      ]),
    );
    expect(cell.verdict).toBe('disagree');
  });

  it('a repeated sentence counts once, its place is kept', () => {
    const again = { ...no, id: 'again', text: `${no.text.slice(0, -1)}!` };
    const once = cellOf(synthesize([yes, no]));
    const twice = cellOf(synthesize([yes, no, again]));
    expect(twice.sureness).toBe(once.sureness);
    const bo = twice.positions.find((p) => p.speaker === 'Bo')!;
    expect(bo.evidence).toHaveLength(1);
    expect(bo.evidence[0]!.repeats).toHaveLength(1);
  });

  it('a sentence and its denial are two, though the words are nearly the same', () => {
    const text =
      'We think that the evidence for features is by now quite clear to all who have looked at the data with care.';
    const cell = cellOf(synthesize([says('Ada', text, 1), says('Ada', text.replace('is by', 'is not by'), -1)]));
    expect(cell.positions[0]!.evidence).toHaveLength(2);
  });

  it('the same words with another claim still count for that claim', () => {
    const other: ClaimLine = { ...yes, id: 'other', claims: [{ type: 'VV', position: 1, confidence: 1 }] };
    const synthesis = synthesize([yes, other]);
    expect(synthesis.cells.map((cell) => cell.type)).toEqual(['FQ', 'VV']);
    expect(synthesis.speakers).toEqual([{ name: 'Ada', posts: 1, passages: 1 }]);
  });
});
