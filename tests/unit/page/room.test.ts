import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leavesNoRoom } from '../../../entrypoints/reader/room';

const windowOf = (clientWidth: number) => ({ document: { documentElement: { clientWidth } } }) as unknown as Window;
const body = (left: number, right: number) => ({
  getBoundingClientRect: () => ({ left, right, width: right - left }) as DOMRect,
});

test('a column in the middle of a wide window leaves room on both sides, one that fills a narrow one on neither', () => {
  for (const side of ['left', 'right'] as const) {
    expect(leavesNoRoom([body(300, 980)], side, windowOf(1280))).toBe(false);
    expect(leavesNoRoom([body(8, 392)], side, windowOf(400))).toBe(true);
  }
  expect(leavesNoRoom([body(8, 690)], 'left', windowOf(1280))).toBe(true);
  expect(leavesNoRoom([body(8, 690)], 'right', windowOf(1280))).toBe(false);
});

test('any one body that reaches the edge counts; one that is not drawn does not', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 700 }), (at) => {
      const others = [body(300, 600), body(at, at)];
      expect(leavesNoRoom(others, 'right', windowOf(900))).toBe(false);
      expect(leavesNoRoom([...others, body(200, 880)], 'right', windowOf(900))).toBe(true);
    }),
  );
});
