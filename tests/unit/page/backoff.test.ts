import { expect, test } from 'vitest';
import { Backoff } from '../../../entrypoints/reader/backoff';
import { seenPart } from '../../../entrypoints/reader/progress';

/** Looks made in a span of time by a page that changes all the time. */
function looksIn(milliseconds: number, took: number, movedEvery = Number.POSITIVE_INFINITY): number {
  const backoff = new Backoff();
  let looks = 0;
  let nextMove = movedEvery;
  for (let now = 0; ; looks++) {
    now += backoff.pause(now);
    if (now > milliseconds) return looks;
    while (nextMove < now) {
      backoff.moved(nextMove);
      nextMove += movedEvery;
    }
    now += took;
    backoff.worked(now, took);
  }
}

test('a page that changes without end is looked at ever less often', () => {
  expect(looksIn(10_000, 5)).toBeLessThan(9);
  expect(looksIn(600_000, 5)).toBeLessThan(40);
});

test('looking never takes more than a twentieth of the page’s time', () => {
  expect(looksIn(60_000, 400) * 400).toBeLessThan(60_000 / 20 + 400);
});

test('a script that pretends to navigate without end does not bring the looks back', () => {
  expect(looksIn(60_000, 5, 10)).toBeLessThan(100);
  expect(looksIn(60_000, 400, 10) * 400).toBeLessThan(60_000 / 20 + 400);
});

test('after quiet, a change is looked at promptly again', () => {
  const backoff = new Backoff();
  for (let now = 0; now < 5_000; now += 100) backoff.worked(now, 1);
  expect(backoff.pause(5_000)).toBeGreaterThan(10_000);
  expect(backoff.pause(500_000)).toBe(300);
});

test('a navigation after a costly look is looked at promptly', () => {
  const backoff = new Backoff();
  backoff.worked(1_000, 400);
  expect(backoff.pause(2_000)).toBe(8_000);
  backoff.moved(2_000);
  expect(backoff.pause(2_000)).toBe(300);
});

test('the part that was read is what was above the window’s lower edge', () => {
  expect(seenPart([{ top: 100, bottom: 1100 }], 600)).toBe(0.5);
  expect(seenPart([{ top: -5000, bottom: 400 }], 600)).toBe(1);
  expect(seenPart([{ top: 700, bottom: 900 }], 600)).toBe(0);
  expect(seenPart([{ top: 0, bottom: 0 }], 600)).toBe(0);
});
