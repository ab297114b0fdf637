import * as z from 'zod';
import type { Clock } from '../base/clock';
import { type Journal, type Library, type ReplicaRows, type ReplicaTx, understands } from '../library/library';
import { DamagedNotes } from './damaged';
import { type RecordChange, recordChanges } from './edit';
import { valuesOf } from './field';
import { AT_ONCE } from './limits';
import { operationSchema } from './operation';
import type { OwnFile, Peer, Rows, Sealed, Self, Store, Tx } from './ports';
import { reconcileSome } from './reconcile';
import { isAlive, type RecordState, recordStateSchema, shownRecord } from './record';
import { beginSession, hasSelf, newSelf, writeSelf } from './self';
import { versionSchema } from './version';

const whole = z.number().int();
const note = z.object({ covered: whole, paths: z.array(z.string()) });

const selfSchema: z.ZodType<Self> = z.object({
  device: z.string(),
  name: z.string(),
  actor: z.string(),
  n: whole,
  at: z.number(),
  seq: whole,
  snapshot: note.nullable(),
  writing: note.nullable(),
  owes: z.boolean(),
  strikes: whole,
  said: versionSchema,
  saidAt: z.number(),
  full: z.boolean(),
});

const sealedSchema = z.object({
  order: whole,
  bytes: z.instanceof(Uint8Array),
  claim: z.object({ by: z.string(), at: z.number() }).optional(),
}) as unknown as z.ZodType<Sealed>;

const fileSchema: z.ZodType<OwnFile> = z.object({
  seq: whole,
  size: whole,
  state: z.enum(['sealed', 'stored', 'removed']),
});

const peerSchema: z.ZodType<Peer> = z.object({
  seq: whole,
  last: z.string().nullable(),
  saw: versionSchema,
  at: z.number(),
  name: z.string(),
  wary: z.boolean(),
  forgotten: z.boolean(),
  strikes: whole,
  held: z.object({ path: z.string(), reason: z.string(), since: z.number() }).nullable(),
});

function rows<T>(all: ReplicaRows, table: keyof Tx, schema: z.ZodType<T>): Rows<T> {
  const parsed = (id: string, row: unknown): T => {
    const { success, data } = schema.safeParse(row);
    if (!success) throw new DamagedNotes(table, id);
    return data;
  };
  return {
    get: async (id) => {
      const row = await all.get(table, id);
      return row === undefined ? undefined : parsed(id, row);
    },
    put: (id, row) => all.put(table, id, row),
    remove: (id) => all.remove(table, id),
    all: async (prefix) => (await all.all(table, prefix)).map(([id, row]) => [id, parsed(id, row)]),
    ids: (prefix) => all.ids(table, prefix),
  };
}

const txOver = (all: ReplicaRows): Tx => ({
  self: rows(all, 'self', selfSchema),
  records: rows(all, 'records', recordStateSchema),
  pending: rows(all, 'pending', operationSchema),
  outbox: rows(all, 'outbox', sealedSchema),
  files: rows(all, 'files', fileSchema),
  peers: rows(all, 'peers', peerSchema),
  seen: rows(all, 'seen', z.object({ at: z.number() })),
  tombstones: rows(all, 'tombstones', z.object({ seq: whole })),
});

/** Fields of a post that every device moves one way: of values that stand side by side the furthest counts, not the latest. */
const FURTHEST: Readonly<Record<string, (...values: number[]) => number>> = {
  readTo: Math.max,
  lastSeenAt: Math.max,
  firstSeenAt: Math.min,
};

/** A merged record as the library is to show it. */
export function shownFields(record: string, state: RecordState): Record<string, unknown> | null {
  const shown = shownRecord(state);
  if (!shown || !record.startsWith('posts/')) return shown;
  for (const [name, furthest] of Object.entries(FURTHEST)) {
    const field = state.fields[name];
    const values = (field ? valuesOf(field) : []).filter((it) => typeof it === 'number');
    if (values.length > 0) shown[name] = furthest(...values);
  }
  return shown;
}

async function showState(tx: ReplicaTx, record: string, state: RecordState): Promise<string | null> {
  return tx.show(record, shownFields(record, state), state.deletedAt ?? 0);
}

/** The tables in the library's database: what is merged is shown in the same transaction. */
function showing(all: ReplicaTx): Tx {
  const tx = txOver(all);
  return {
    ...tx,
    records: {
      ...tx.records,
      put: async (record, state) => {
        await tx.records.put(record, state);
        const again = await showState(all, record, state);
        const kept = again === null ? undefined : await tx.records.get(again);
        if (again !== null && kept && !isAlive(kept)) await showState(all, again, kept);
      },
    },
  };
}

/** Where a device keeps its part of sync: in the library's database. */
export const libraryStore = ({ replica }: Pick<Library, 'replica'>): Store => ({
  transaction: (work) => replica.transaction((all) => work(showing(all))),
});

async function takeDown(tx: Tx, entries: Parameters<Journal>[1], now: number): Promise<void> {
  const changes: RecordChange[] = [];
  for (const entry of entries) {
    if ('delete' in entry) {
      changes.push(entry);
      continue;
    }
    const state = await tx.records.get(entry.record);
    const set = state && isAlive(state) ? entry.set : entry.whole;
    changes.push({ record: entry.record, set });
  }
  await recordChanges(tx, changes, now);
}

/**
 * For `openLibrary`: what the reader does becomes operations in the transaction in which it is done. Notes that can't be read
 * keep nobody from editing: nothing is taken down then, and the next round says what is wrong.
 */
export const journalOf =
  (clock: Clock): Journal =>
  async (all, entries) => {
    try {
      await takeDown(txOver(all), entries, clock());
      return true;
    } catch (error) {
      if (error instanceof DamagedNotes) return false;
      throw error;
    }
  };

/**
 * Brings sync to what the library has, a few records in each transaction. With `on` edits are taken down from the first on, so
 * that none falls in between; where the worker ends before the last, `isTaking` is false. `beginSession` comes first.
 */
export async function takeLibrary({ replica }: Pick<Library, 'replica'>, on: boolean, clock: Clock): Promise<void> {
  const names = await replica.transaction(async (all) => {
    if (on && (await all.journaling()) === 'off') await all.journal('begun');
    const known = (await all.ids('records')).filter((record) => !record.startsWith('passages/'));
    return [...new Set([...(await all.names()), ...known])];
  });
  for (let i = 0; i < names.length; i += AT_ONCE)
    await replica.transaction(async (all) => {
      const some = names.slice(i, i + AT_ONCE);
      const { records, isUnreadable } = await all.records(some);
      await reconcileSome(txOver(all), some, records, clock(), {
        shownOf: shownFields,
        understood: understands,
        // A passage outlives what was left on it: somebody else may just have left more. And damage here is no deletion.
        staysAlone: (record) => record.startsWith('passages/') || isUnreadable(record),
      });
    });
  if (on)
    await replica.transaction(async (all) => {
      // Somebody may have left meanwhile.
      if ((await all.journaling()) === 'begun') await all.journal('on');
    });
}

/** Whether edits are taken down, and all that was there before is known. */
export const isTaking = ({ replica }: Pick<Library, 'replica'>): Promise<boolean> =>
  replica.transaction(async (all) => (await all.journaling()) === 'on');

/** Whether `takeLibrary` began or ended here, and `stopTaking` did not. */
export const hasBegun = ({ replica }: Pick<Library, 'replica'>): Promise<boolean> =>
  replica.transaction(async (all) => (await all.journaling()) !== 'off');

/** Edits are not taken down any more; `takeLibrary` makes up for them. */
export const stopTaking = ({ replica }: Pick<Library, 'replica'>): Promise<void> =>
  replica.transaction((all) => all.journal('off'));

/**
 * How many edits wait that should not wait long: notes, decisions, highlights. How far a post was read can go along with the
 * next of them. May stand in a live query.
 */
export const hurried = ({ replica }: Pick<Library, 'replica'>): Promise<number> =>
  replica.read(async (all) => {
    const pending = (await all.all('pending')).flatMap(([, row]) => operationSchema.safeParse(row).data ?? []);
    return pending.filter(({ record }) => !record.startsWith('posts/')).length;
  });

/** A new name for this device's writes, where sync was ever used. Once a start of the browser. */
export async function renewActor(library: Pick<Library, 'replica'>, newId: () => string): Promise<void> {
  const store = libraryStore(library);
  if (await hasSelf(store)) await beginSession(store, { newId, name: '' });
}

const TABLES = ['self', 'records', 'pending', 'outbox', 'files', 'peers', 'seen', 'tombstones'] as const;

/**
 * `leave` where what sync noted can't be read: this device is a new one with all merged records that can be read. The others
 * are found in the library by the next `takeLibrary`.
 */
export const leaveDamaged = ({ replica }: Pick<Library, 'replica'>, newId: () => string): Promise<void> =>
  replica.transaction(async (all) => {
    for (const table of TABLES)
      for (const [id, row] of await all.all(table))
        if (table !== 'records' || !recordStateSchema.safeParse(row).success) await all.remove(table, id);
    // Nobody else may have what it had not sent yet.
    await writeSelf(txOver(all), { ...newSelf(newId, ''), owes: true });
  });
