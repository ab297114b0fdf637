import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical } from '../../../lib/sync/canonical';
import { joinFields } from '../../../lib/sync/field';
import { receive, tick } from '../../../lib/sync/hlc';
import { type Operation, operationSchema } from '../../../lib/sync/operation';
import {
  conflictsOf,
  NO_FIELD,
  NO_RECORD,
  type RecordState,
  recordStateSchema,
  shownRecord,
} from '../../../lib/sync/record';
import { history, replay } from '../../fixtures/sync/history';

const RUNS = { numRuns: 2_000 };
const set = (at: number, dot: readonly [string, number], value: string, state: RecordState = NO_RECORD): Operation => ({
  kind: 'set',
  record: 'annotations/a',
  field: 'note',
  value,
  at,
  dot,
  saw: (state.fields.note ?? NO_FIELD).version,
});

describe('merging', () => {
  test('of writes that did not see each other the later clock is shown, and both are kept', () => {
    const state = replay([set(2, ['device0', 1], 'one'), set(1, ['device1', 1], 'other')]);
    expect(shownRecord(state)).toEqual({ note: 'one' });
    expect(conflictsOf(state)).toEqual({ note: ['one', 'other'] });
  });

  test('the same words written twice are no conflict', () => {
    const state = replay([set(2, ['device0', 1], 'same'), set(1, ['device1', 1], 'same')]);
    expect(conflictsOf(state)).toEqual({});
  });

  test('two siblings that forge one dot merge to the same whoever comes first', () => {
    const [a, b] = ['x', 'y'].map((value) => ({
      siblings: [{ dot: ['device0', 1] as const, at: 1, value }],
      version: { device0: 1 },
    }));
    if (!a || !b) throw new Error('unreachable');
    expect(joinFields(a, b)).toEqual(joinFields(b, a));
  });

  test('operations and states are the same after being written and read', () => {
    fc.assert(
      fc.property(history, ({ operations }) => {
        for (const operation of operations)
          expect(operationSchema.parse(JSON.parse(JSON.stringify(operation)))).toEqual(operation);
        const state = replay(operations);
        expect(canonical(recordStateSchema.parse(JSON.parse(JSON.stringify(state))))).toBe(canonical(state));
      }),
      RUNS,
    );
  });

  test('stamps grow whatever the clock says, and stay numbers that others can read', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.maxSafeNat())), (events) => {
        let last = 0;
        for (const [seen, value] of events) {
          const next = seen ? receive(last, value) : tick(last, value);
          expect(next).toBeGreaterThanOrEqual(last);
          if (!seen && last < 2 ** 52) expect(next).toBeGreaterThan(last);
          last = next;
        }
        expect(Number.isSafeInteger(last + 1)).toBe(true);
      }),
      RUNS,
    );
  });

  test('names that would reach into an object are refused', () => {
    const operation = JSON.parse(
      JSON.stringify(set(1, ['device0', 1], 'x')).replace('"note"', '"__proto__"'),
    ) as unknown;
    expect(operationSchema.safeParse(operation).success).toBe(false);
  });
});
