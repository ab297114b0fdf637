import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeBar, placeCard } from '../../../components/page/place';

const box = (left: number, top: number, width: number, height: number) => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});
const overlap = (a: ReturnType<typeof box>, b: ReturnType<typeof box>) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const scene = fc
  .record({
    width: fc.integer({ min: 320, max: 2400 }),
    height: fc.integer({ min: 480, max: 1600 }),
    left: fc.double({ min: 0, max: 0.6, noNaN: true }),
    part: fc.double({ min: 0.2, max: 1, noNaN: true }),
    top: fc.integer({ min: -1200, max: 1500 }),
    tall: fc.integer({ min: 18, max: 3000 }),
    line: fc.double({ min: 0, max: 1, noNaN: true }),
    card: fc.integer({ min: 80, max: 700 }),
  })
  .map(({ width, height, left, part, top, tall, line, card }) => {
    const around = box(left * width, top, part * (1 - left) * width, tall);
    const at = Math.min(Math.max(top + line * (tall - 18), 0), height - 18);
    return {
      view: { width, height },
      around,
      line: box(around.left, at, 200, 18),
      card: { width: Math.min(328, width - 16), height: card },
    };
  });

describe('the card', () => {
  test('never covers the passage, except at an edge where the passage leaves no room, and then not its line', () => {
    fc.assert(
      fc.property(scene, ({ view, around, line, card }) => {
        const placed = placeCard(view, around, line, card);
        const at = box(placed.x, placed.y, placed.width, Math.min(placed.height, card.height));
        if (placed.side === 'edge') expect(overlap(at, line) && placed.height > 80).toBe(false);
        else expect(overlap(at, around)).toBe(false);
      }),
    );
  });

  test('stays within the window', () => {
    fc.assert(
      fc.property(scene, ({ view, around, line, card }) => {
        const placed = placeCard(view, around, line, card);
        expect(placed.x).toBeGreaterThanOrEqual(0);
        expect(placed.x + placed.width).toBeLessThanOrEqual(view.width);
        expect(placed.width).toBeGreaterThanOrEqual(Math.min(256, card.width));
      }),
    );
  });

  test('stands to the right of a column, below a passage that fills the width, above one at the lower end', () => {
    const card = { width: 328, height: 300 };
    const wide = { width: 1400, height: 900 };
    expect(placeCard(wide, box(200, 300, 680, 120), box(200, 300, 680, 24), card).side).toBe('right');
    expect(placeCard(wide, box(700, 300, 690, 120), box(700, 300, 680, 24), card).side).toBe('left');
    const phone = { width: 400, height: 800 };
    expect(placeCard(phone, box(16, 200, 368, 120), box(16, 200, 368, 24), card).side).toBe('below');
    expect(placeCard(phone, box(16, 640, 368, 120), box(16, 640, 368, 24), card).side).toBe('above');
    expect(placeCard(phone, box(16, -50, 368, 900), box(16, 100, 368, 24), card)).toMatchObject({ side: 'edge' });
  });
});

test('the bar stands below the selection, or above it at the lower end, within the window', () => {
  const view = { width: 400, height: 800 };
  const bar = { width: 300, height: 44 };
  expect(placeBar(view, box(100, 300, 80, 20), bar)).toEqual({ x: 8, y: 330 });
  expect(placeBar(view, box(300, 770, 80, 20), bar)).toEqual({ x: 92, y: 716 });
});
