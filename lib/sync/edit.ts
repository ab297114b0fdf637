import { tick } from './hlc';
import { applyOperation, type Operation } from './operation';
import type { Tx } from './ports';
import { isAlive, NO_FIELD, versionsOf } from './record';
import { readSelf, writeSelf } from './self';
import type { Dot } from './version';

/**
 * What an edit did to one record: fields written (`undefined`: taken away), or the record deleted. Writing to a deleted
 * record makes a new one, of which only the fields written are there; `revive` takes the deletion back, and what was not
 * dropped yet comes back too.
 */
export type RecordChange =
  | { record: string; set: Readonly<Record<string, unknown>>; revive?: boolean }
  | { record: string; delete: true };

type New<T> = T extends unknown ? Omit<T, 'dot' | 'at'> : never;

/** Makes one operation and merges it here. The caller writes nothing itself. */
export async function write(tx: Tx, operation: New<Operation>, now: number): Promise<Operation> {
  const self = await readSelf(tx);
  const n = self.n + 1;
  const at = tick(self.at, now);
  const dot: Dot = [self.actor, n];
  const whole = { ...operation, dot, at } as Operation;
  await tx.records.put(whole.record, applyOperation(await tx.records.get(whole.record), whole));
  await tx.pending.put(String(n).padStart(12, '0'), whole);
  await writeSelf(tx, { ...self, n, at });
  return whole;
}

/**
 * Records an edit. To be called inside the transaction that makes the edit, with every field that it changed. Writing a field in which unseen values stand side by side
 * resolves it.
 */
export async function recordChanges(tx: Tx, changes: readonly RecordChange[], now: number): Promise<Operation[]> {
  const operations: Operation[] = [];
  for (const change of changes) {
    const { record } = change;
    const state = await tx.records.get(record);
    if ('delete' in change) {
      if (state && isAlive(state))
        operations.push(await write(tx, { kind: 'delete', record, saw: versionsOf(state) }, now));
      continue;
    }
    const set: Record<string, unknown> = { ...change.set };
    if (state && !isAlive(state) && !change.revive)
      for (const [field, { siblings }] of Object.entries(state.fields))
        if (!(field in set) && siblings.some((sibling) => sibling.value !== undefined)) set[field] = undefined;
    for (const [field, value] of Object.entries(set)) {
      const saw = (state?.fields[field] ?? NO_FIELD).version;
      const base = { kind: 'set', record, field, saw } as const;
      operations.push(await write(tx, value === undefined ? base : { ...base, value }, now));
    }
  }
  return operations;
}

/**
 * Takes records that were there before sync was set up, without an operation for each: the first snapshot carries them.
 * A record that sync already knows is left alone.
 */
export async function adopt(
  tx: Tx,
  records: readonly { record: string; fields: Readonly<Record<string, unknown>>; at: number }[],
): Promise<void> {
  let self = await readSelf(tx);
  const there = await Promise.all(records.map(({ record }) => tx.records.get(record)));
  const puts: Promise<void>[] = [];
  for (const [i, { record, fields, at }] of records.entries()) {
    if (there[i]) continue;
    const states: Record<string, (typeof NO_FIELD)['siblings'][number]> = {};
    for (const [name, value] of Object.entries(fields)) {
      if (value === undefined) continue;
      self = { ...self, n: self.n + 1, at: Math.max(self.at, at), owes: true };
      states[name] = { dot: [self.actor, self.n], at, value };
    }
    const state = {
      fields: Object.fromEntries(
        Object.entries(states).map(([name, it]) => [name, { siblings: [it], version: { [it.dot[0]]: it.dot[1] } }]),
      ),
    };
    puts.push(tx.records.put(record, state));
  }
  await Promise.all(puts);
  await writeSelf(tx, self);
}
