import type { Table } from 'dexie';
import type * as z from 'zod';
import type { Apart } from './apart';
import { Store } from './store';
import { type Fields, SYNCED, type SyncedTable } from './synced';

/**
 * A record edited here: the fields that changed (`undefined`: taken away) and all that it has now, or that it is gone. The
 * whole is wanted where another device had deleted the record.
 */
export type JournalEntry = { record: string; set: Fields; whole: Fields } | { record: string; delete: true };

/** Rows that a replication keeps beside the library, in the same database and the same transaction. */
export interface ReplicaRows {
  get: (table: string, id: string) => Promise<unknown>;
  put: (table: string, id: string, row: unknown) => Promise<void>;
  remove: (table: string, id: string) => Promise<void>;
  /** Rows whose id begins with `prefix`, in the order of their ids. */
  all: (table: string, prefix?: string) => Promise<[id: string, row: unknown][]>;
  /** Their ids alone. */
  ids: (table: string, prefix?: string) => Promise<string[]>;
}

/**
 * Takes down what was edited, in the transaction of the edit: either both are kept or neither. Awaits nothing but the rows.
 * False where it can't go on: the edit is kept, and nothing is taken down until the journal is switched on again.
 */
export type Journal = (rows: ReplicaRows, entries: readonly JournalEntry[]) => Promise<boolean>;

interface ReplicaRow {
  table: string;
  id: string;
  row: unknown;
}
export type ReplicaTable = Table<ReplicaRow, [string, string], ReplicaRow>;

const SWITCH = ['library', 'journal'] as const;

const range = (table: ReplicaTable, name: string, prefix: string) =>
  table.where('[table+id]').between([name, prefix], [name, `${prefix}\uffff`], true, true);

export const rowsOf = (table: ReplicaTable): ReplicaRows => ({
  get: async (name, id) => (await table.get([name, id]))?.row,
  put: async (name, id, row) => void (await table.put({ table: name, id, row })),
  remove: async (name, id) => void (await table.delete([name, id])),
  all: async (name, prefix = '') => (await range(table, name, prefix).toArray()).map(({ id, row }) => [id, row]),
  ids: async (name, prefix = '') => (await range(table, name, prefix).primaryKeys()).map(([, id]) => id),
});

/**
 * `on`: edits are taken down: only while something replicates the library. `begun`: they are, but what was there before is not
 * all known yet.
 */
export type Journaling = 'off' | 'begun' | 'on';

export async function journalingOf(table: ReplicaTable): Promise<Journaling> {
  const kept = (await table.get([...SWITCH]))?.row;
  return kept === undefined ? 'off' : kept === 'begun' ? 'begun' : 'on';
}

export async function switchJournal(table: ReplicaTable, to: Journaling): Promise<void> {
  const [name, id] = SWITCH;
  if (to === 'off') await table.delete([name, id]);
  else await table.put({ table: name, id, row: to });
}

/** Called with what was put or removed, as it was before and after. */
export interface Edited {
  table: SyncedTable;
  before: unknown;
  after: unknown;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What an edit is to other devices; null where it is nothing to them. */
export function entryOf({ table, before, after }: Edited): JournalEntry | null {
  const synced = SYNCED[table];
  const [old, next] = [before === undefined ? null : synced.toFields(before), synced.toFields(after)];
  if (next === null) {
    const key = old === null ? null : synced.keyOf(before);
    return key === null ? null : { record: `${table}/${key}`, delete: true };
  }
  const key = synced.keyOf(after);
  const names = new Set([...Object.keys(old ?? {}), ...Object.keys(next)]);
  const changed = [...names].filter((name) => !same(old?.[name], next[name]));
  if (changed.length === 0) return null;
  return {
    record: `${table}/${key}`,
    set: Object.fromEntries(changed.map((name) => [name, next[name]])),
    whole: next,
  };
}

/**
 * A table whose edits are taken down as they are made. Every way to edit (an action, undo, an import, a visit under another
 * key) ends here, so none can be forgotten.
 */
export class JournaledStore<T> extends Store<T> {
  constructor(
    private readonly name: SyncedTable,
    table: Table<unknown, string, T>,
    schema: z.ZodType<T>,
    apart: Apart,
    private readonly take: ((edited: readonly Edited[]) => Promise<void>) | null,
  ) {
    super(table, schema, apart);
  }

  override async putAll(records: readonly T[]): Promise<void> {
    if (!this.take || records.length === 0) return super.putAll(records);
    const checked = records.map((record) => this.check(record));
    const before = await this.table.bulkGet(checked.map((record) => SYNCED[this.name].keyOf(record)));
    await super.putAll(checked);
    return this.take(checked.map((after, i) => ({ table: this.name, before: before[i], after })));
  }

  override async remove(keys: readonly string[]): Promise<void> {
    if (!this.take || keys.length === 0) return super.remove(keys);
    const before = await this.table.bulkGet([...keys]);
    await super.remove(keys);
    return this.take(
      before.filter((it) => it !== undefined).map((it) => ({ table: this.name, before: it, after: null })),
    );
  }
}
