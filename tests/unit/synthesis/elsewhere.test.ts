import { describe, expect, it } from 'vitest';
import { synthesisToMarkdown } from '../../../lib/export/synthesis-markdown';
import { synthesize } from '../../../lib/synthesis';
import { elsewhere } from '../../../lib/synthesis/elsewhere';
import type { ClaimLine } from '../../../lib/synthesis/synthesis';
import { machine, says } from './lines';

const HERE = says('Ada', 'Circuits tell us within a day whether we were right.', 1);

const about = (lines: ClaimLine[], position: number | null = 1) =>
  elsewhere(synthesize([HERE, ...lines]), { post: HERE.post, type: 'FQ', topics: ['interp'], position }).map(
    ({ speaker, stance, quote }) => [speaker, stance, quote],
  );

const POOR = 'In interpretability nobody can say whether a picture is true.';
const GOOD = 'A probe that fails is seen to fail on the next batch.';

describe('who says so elsewhere', () => {
  it('names who agrees and who disagrees, by what they say in other posts', () => {
    expect(about([says('Bo', POOR, -1), says('Cy', GOOD, 1)])).toEqual([
      ['Bo', 'disagrees', POOR],
      ['Cy', 'agrees', GOOD],
    ]);
    expect(about([says('Ada', POOR, -1, { post: HERE.post })])).toEqual([]);
    expect(about([says('Bo', POOR, -1, { voice: 'o' })])).toEqual([]);
  });

  it('names nobody where the position takes no side', () => {
    expect(about([says('Bo', POOR, -1)], 0)).toEqual([]);
    expect(about([says('Bo', POOR, -1)], null)).toEqual([]);
  });

  it("takes a machine's side only where it is sure enough to be told", () => {
    const unsure = machine('Bo', POOR, -0.9, 0.59);
    expect(about([unsure])).toEqual([]);
    expect(about([machine('Bo', POOR, -0.9, 0.6)])).toEqual([['Bo', 'disagrees', POOR]]);
    // Surer words of the same speaker stand in its place, lighter as they may be.
    const lighter = machine('Bo', 'Nobody checks a picture, perhaps.', -0.2, 0.7);
    expect(about([unsure, lighter])).toEqual([['Bo', 'disagrees', lighter.text]]);
    const confirmed = { ...unsure, claims: unsure.claims.map((claim) => ({ ...claim, confirmed: true })) };
    expect(about([confirmed])).toEqual([['Bo', 'disagrees', POOR]]);
  });
});

describe('the Markdown', () => {
  const lines = (sure: number) => {
    const all = synthesisToMarkdown(synthesize([HERE, machine('Bo', POOR, -0.9, sure)])).split('\n');
    return { cell: all.filter((it) => it.startsWith('  - ')), all };
  };

  it("tells a machine's side of a passage only where it is sure enough", () => {
    expect(lines(0.6).cell.join()).toContain('(poor feedback; by machine)');
    expect(lines(0.59).cell.join()).toContain('(side not sure; by machine)');
    expect(lines(0.59).cell.join()).not.toContain('poor feedback');
  });

  it('says so where a speaker stands somewhere by such guesses alone', () => {
    const guessed = '**Bo**: poor feedback (perhaps: no passage says so surely enough)';
    expect(lines(0.59).all.join('\n')).toContain(guessed);
    expect(lines(0.6).all.join('\n')).not.toContain('no passage says so');
  });
});
