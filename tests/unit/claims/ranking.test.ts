import { describe, expect, it } from 'vitest';
import { readRanking } from '../../../lib/claims/structure/ranking';

describe('readRanking', () => {
  it.each([
    ['Control has the best feedback of any safety field.', 'Control', 'FQ', 0.8],
    ['I looked twice. Agent foundations has the weakest incentive of all areas.', 'Agent foundations', 'IN', -0.8],
    ['Interp has by far the slowest feedback loop of any research.', 'Interp', 'FQ', -0.8],
  ])('reads %j', (text, item, type, position) => {
    const ranking = readRanking(text);
    expect(ranking).toMatchObject({ item, type, position });
    expect(text.slice(ranking?.start, ranking?.end)).toContain(item);
  });

  it.each([
    'If control has the best feedback of any field, start there.',
    'Ines says control has the best feedback of any field.',
    'Control has the best logo of any safety field.',
    'Chess has the best feedback of any game.',
    'Control has good feedback.',
  ])('finds none in %j', (text) => {
    expect(readRanking(text)).toBeNull();
  });
});
