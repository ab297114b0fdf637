import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical } from '../../../lib/sync/canonical';
import { joinFields } from '../../../lib/sync/field';
import { receive, tick } from '../../../lib/sync/hlc';
import { applyOperation, type Operation, operationSchema } from '../../../lib/sync/operation';
import {
  conflictsOf,
  isAlive,
  isStub,
  joinRecords,
  NO_FIELD,
  NO_RECORD,
  type RecordState,
  recordStateSchema,
  shownRecord,
  versionsOf,
} from '../../../lib/sync/record';
import { covers } from '../../../lib/sync/version';
import { history } from '../../fixtures/sync/history';

const RUNS = { numRuns: 2_000 };
const replay = (operations: readonly Operation[]): RecordState =>
  operations.reduce<RecordState>(applyOperation, NO_RECORD);
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
  test('order and repetition of operations do not matter', () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat()), ({ operations }, numbers) => {
        const shuffled = [...operations, ...operations]
          .map((operation) => ({ operation, rank: numbers.next().value as number }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ operation }) => operation);
        expect(canonical(replay(shuffled))).toBe(canonical(replay(operations)));
      }),
      RUNS,
    );
  });

  test('join is commutative, associative and idempotent', () => {
    fc.assert(
      fc.property(history, ({ states: [a = NO_RECORD, b = NO_RECORD, c = NO_RECORD] }) => {
        expect(canonical(joinRecords(a, b))).toBe(canonical(joinRecords(b, a)));
        expect(canonical(joinRecords(joinRecords(a, b), c))).toBe(canonical(joinRecords(a, joinRecords(b, c))));
        expect(canonical(joinRecords(joinRecords(a, b), b))).toBe(canonical(joinRecords(a, b)));
      }),
      RUNS,
    );
  });

  test('what devices hear of each other joins to what all operations give', () => {
    fc.assert(
      fc.property(history, ({ operations, states }) => {
        expect(canonical(states.reduce(joinRecords))).toBe(canonical(joinRecords(NO_RECORD, replay(operations))));
      }),
      RUNS,
    );
  });

  test('every write is present, or a write or deletion that had seen it took its place', () => {
    fc.assert(
      fc.property(history, ({ operations }) => {
        const state = replay(operations);
        for (const write of operations) {
          if (write.kind !== 'set') continue;
          const present = state.fields[write.field]?.siblings.some((it) => canonical(it.dot) === canonical(write.dot));
          const replaced = operations.some((other) =>
            other.kind === 'set'
              ? other.field === write.field && covers(other.saw, write.dot)
              : other.kind === 'strip' && covers(other.saw[write.field] ?? {}, write.dot),
          );
          expect(present).toBe(!replaced);
        }
      }),
      RUNS,
    );
  });

  test('an edit that a deletion had not seen keeps the record, and all of it', () => {
    fc.assert(
      fc.property(history, ({ operations }) => {
        const kept = operations.filter((it) => it.kind !== 'strip');
        const state = replay(kept);
        const standing = kept.filter(
          (it) =>
            it.kind === 'set' &&
            !kept.some((other) =>
              other.kind === 'set'
                ? other.field === it.field && covers(other.saw, it.dot)
                : covers(other.saw[it.field] ?? {}, it.dot),
            ),
        );
        expect(isAlive(state)).toBe(standing.length > 0);
        const fields = new Set(kept.flatMap((it) => (it.kind === 'set' ? [it.field] : [])));
        for (const field of fields) expect(state.fields[field]?.siblings).not.toHaveLength(0);
      }),
      RUNS,
    );
  });

  test('an edit that saw a value wins over it under any clock', () => {
    fc.assert(
      fc.property(history, fc.nat({ max: 5 }), ({ operations }, at) => {
        const before = replay(operations);
        const last = set(at, ['later0', 1], 'the later words', before);
        for (const state of [applyOperation(before, last), replay([last, ...operations])]) {
          expect(shownRecord(state)?.note).toBe('the later words');
          expect(conflictsOf(state).note).toBeUndefined();
        }
      }),
      RUNS,
    );
  });

  test('of writes that did not see each other the later clock is shown, and both are kept', () => {
    const state = replay([set(2, ['device0', 1], 'one'), set(1, ['device1', 1], 'other')]);
    expect(shownRecord(state)).toEqual({ note: 'one' });
    expect(conflictsOf(state)).toEqual({ note: ['one', 'other'] });
  });

  test('the same words written twice are no conflict', () => {
    const state = replay([set(2, ['device0', 1], 'same'), set(1, ['device1', 1], 'same')]);
    expect(conflictsOf(state)).toEqual({});
  });

  test('a stub never comes back to life from an older state', () => {
    fc.assert(
      fc.property(history, fc.nat(), ({ operations }, cut) => {
        const old = replay(operations.slice(0, cut % (operations.length + 1)));
        const whole = replay(operations);
        const stub = (['delete', 'strip'] as const).reduce<RecordState>(
          (state, kind, i) =>
            applyOperation(state, {
              kind,
              record: 'annotations/a',
              at: 9,
              dot: ['later0', i + 1],
              saw: versionsOf(state),
            }),
          whole,
        );
        expect(isStub(stub)).toBe(true);
        for (const joined of [joinRecords(stub, old), joinRecords(old, stub)]) {
          expect(isAlive(joined)).toBe(false);
          expect(isStub(joined)).toBe(true);
        }
      }),
      RUNS,
    );
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
      { numRuns: 500 },
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
