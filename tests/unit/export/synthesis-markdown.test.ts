import { describe, expect, it } from 'vitest';
import { synthesisToMarkdown } from '../../../lib/export';
import { synthesize } from '../../../lib/synthesis';
import type { ClaimLine } from '../../../lib/synthesis/synthesis';

const line = (
  id: string,
  author: string,
  text: string,
  position: number,
  more: Partial<ClaimLine> = {},
): ClaimLine => ({
  id,
  post: `p-${author}`,
  title: `By ${author}`,
  author,
  text,
  claims: [{ type: 'FQ', position, confidence: 1 }],
  topics: ['interp'],
  voice: 'a',
  url: `https://blog.example/${author.toLowerCase()}`,
  ...more,
});

const yes = line('1', 'Ada', 'A probe shows within minutes whether a feature is there.', 1);
const no = line('2', 'Bo', 'Nobody can tell whether a circuit [so described] is the <b>real</b> one.', -1);

describe('synthesisToMarkdown', () => {
  it('names the crux, both sides, and their words with a link to the place', () => {
    const text = synthesisToMarkdown(synthesize([yes, no]));
    expect(text).toContain('### 1. Is there good feedback for interpretability research?');
    expect(text).toMatch(/\*\*Yes: Ada\*\*: “A probe shows/);
    expect(text).toMatch(/\*\*No: Bo\*\*: “Nobody can tell/);
    expect(text).toContain('](https://blog.example/ada#:~:text=A%20probe%20shows');
  });

  it('escapes what posts say', () => {
    const text = synthesisToMarkdown(synthesize([yes, no]));
    expect(text).toContain('circuit \\[so described\\] is the \\<b\\>real');
    expect(text).not.toContain('<b>');
  });

  it('says where it cannot tell, and why', () => {
    const guess = (id: string, author: string, position: number): ClaimLine =>
      line(id, author, `${author} thinks ${position}`, position, {
        claims: [{ type: 'FQ', position, confidence: 0.7, positionConfidence: 0.6 }],
      });
    expect(synthesisToMarkdown(synthesize([guess('1', 'Ada', 1), guess('2', 'Bo', -1)]))).toContain("can't tell yet");
    expect(synthesisToMarkdown(synthesize([{ ...no, voice: 'o' }]))).toContain("nobody's own view");
    expect(synthesisToMarkdown(synthesize([]))).toContain('No posts yet.');
  });

  it('makes a table of ratings, one column for a factor however it is spelt', () => {
    const rated = (id: string, item: string, factor: string, value: number): ClaimLine =>
      line(id, 'Ada', `${factor} of ${item}: ${value}`, 0, { claims: [], rating: { value, max: 5, item, factor } });
    const text = synthesisToMarkdown(
      synthesize([
        rated('1', 'Evals', 'Feedback Quality', 2),
        rated('2', 'Evals', 'Economic incentive', 4),
        rated('3', 'Pipes | Tubes', 'Economic Incentive', 3),
        rated('4', 'Pipes | Tubes', 'Feedback Quality', 1),
      ]),
    );
    expect(text).toContain('| Item | Feedback Quality | Economic Incentive |');
    expect(text).toContain('| Evals | 2/5 | 4/5 |');
    expect(text).toContain('| Pipes \\| Tubes | 1/5 | 3/5 |');
  });

  it('lists copies of a post beside it', () => {
    const text = synthesisToMarkdown(synthesize([yes, { ...yes, id: '9', post: 'z-copy' }]));
    expect(text).toContain('by Ada, also at z-copy');
  });
});
