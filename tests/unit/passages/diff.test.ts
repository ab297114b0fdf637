import fc from 'fast-check';
import { expect, it } from 'vitest';
import { diffWords } from '../../../lib/passages/diff';

it('says what went and what came', () => {
  expect(diffWords('feedback was poor here', 'feedback is poor around here')).toEqual([
    { kind: 'same', text: 'feedback ' },
    { kind: 'removed', text: 'was' },
    { kind: 'added', text: 'is' },
    { kind: 'same', text: ' poor' },
    { kind: 'added', text: ' around' },
    { kind: 'same', text: ' here' },
  ]);
});

it('holds both texts whole, and never the same kind twice in a row', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'cd', '.', '\n', '🙂'), { maxLength: 30 })
    .map((words) => words.join(' '));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const changes = diffWords(before, after);
      const of = (kind: string) => changes.filter((change) => change.kind === 'same' || change.kind === kind);
      expect(
        of('removed')
          .map((change) => change.text)
          .join(''),
      ).toBe(before);
      expect(
        of('added')
          .map((change) => change.text)
          .join(''),
      ).toBe(after);
      for (const [i, change] of changes.entries()) expect(change.kind).not.toBe(changes[i - 1]?.kind);
    }),
  );
});

it('gives up on details where nearly all differs', () => {
  const before = Array.from({ length: 4_000 }, (_, i) => `a${i}`).join(' ');
  const after = Array.from({ length: 4_000 }, (_, i) => `b${i}`).join('  ');
  expect(diffWords(before, after)).toHaveLength(2);
});
