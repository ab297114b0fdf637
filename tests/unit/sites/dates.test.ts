import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { millisecondsToIso, toIsoDate } from '../../../lib/sites/dates';

describe('dates as pages write them', () => {
  it.each([
    ['2025-12-16T15:35:49+00:00', '2025-12-16T15:35:49.000Z'],
    ['2022-02-28T11:40:04-08:00', '2022-02-28T19:40:04.000Z'],
    ['2023/05/09', '2023-05-09'],
    ['9th May 2023', '2023-05-09'],
    ['2nd Sep 2022', '2022-09-02'],
    ['Dec 19, 2025, 2:28 PM', '2025-12-19'],
    ['May 01, 2026', '2026-05-01'],
  ])('%s', (given, wanted) => expect(toIsoDate(given)).toBe(wanted));

  it.each(['3mo', 'May 9', '', 'yesterday', '7 hr ago', '2023-13-40', '12 Foo 2020'])(
    'gives no guess for %j',
    (given) => {
      expect(toIsoDate(given)).toBeNull();
    },
  );

  it('keeps every instant', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2002-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        (date) => {
          expect(toIsoDate(date.toISOString())).toBe(date.toISOString());
          expect(millisecondsToIso(String(date.getTime()))).toBe(date.toISOString());
        },
      ),
    );
  });
});
