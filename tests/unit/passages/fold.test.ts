import { expect, it } from 'vitest';
import { fold, sourceOf } from '../../../lib/passages/fold';

it.each([
  ['“It’s” – so…', '"It\'s"-so...'],
  ['in\u00adter\u200bpret', 'interpret'],
  ['a  b\nc\u00a0d', 'abcd'],
  ['one -- two — three', 'one-two-three'],
  ['cafe\u0301', 'caf\u00e9'],
  ['of\ufb01ce', 'office'],
  ['so \\(x\\)', 'sox'],
])('%s is folded to %s', (text, folded) => {
  expect(fold(text).text).toBe(folded);
});

it('knows where each folded character came from', () => {
  const source = 'a “cafe\u0301” – b';
  const folded = fold(source);
  const at = folded.text.indexOf('caf\u00e9');
  expect(sourceOf(folded, source, at, at + 4)).toEqual({ start: 3, end: 8 });
  expect([...folded.at]).toEqual([...folded.at].sort((a, b) => a - b));
});
