import { describe, expect, it } from 'vitest';
import { parseClaimLines } from '../../../lib/synthesis/claim-lines';

const good = {
  id: 'a',
  post: 'p',
  title: 'T',
  author: 'A',
  publishedAt: null,
  text: 'words',
  claims: [{ type: 'FQ', position: 1, confidence: 1 }],
  topics: ['interp'],
  voice: 'a',
};

describe('parseClaimLines', () => {
  it('keeps the good lines and reports each bad one with its number and reason', () => {
    const text = [
      JSON.stringify(good),
      '{not json',
      '',
      JSON.stringify({ ...good, claims: [{ type: 'XX', position: 1, confidence: 1 }] }),
      JSON.stringify({ ...good, id: 'b', claims: [{ type: 'FQ', position: 3, confidence: 1 }] }),
      '[]',
      JSON.stringify({ ...good, id: 'c' }),
    ].join('\r\n');
    const { lines, problems } = parseClaimLines(`\uFEFF${text}`, 'f.jsonl');
    expect(lines.map((line) => line.id)).toEqual(['a', 'c']);
    expect(problems.map(({ file, line }) => [file, line])).toEqual([
      ['f.jsonl', 2],
      ['f.jsonl', 4],
      ['f.jsonl', 5],
      ['f.jsonl', 6],
    ]);
    expect(problems[0]!.reason).toContain('not JSON');
    expect(problems[1]!.reason).toContain('claims.0.type');
    expect(problems[2]!.reason).toContain('claims.0.position');
  });

  it('an empty file has nothing, and no problem', () =>
    expect(parseClaimLines('\n', 'f')).toEqual({ lines: [], problems: [] }));
});
