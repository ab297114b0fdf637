import { editTables } from './changes';
import type { Core } from './database';
import { isJournaling, type ReplicaRows, rowsOf, switchJournal } from './journal';
import { show } from './show';
import { type Fields, SYNCED, type SyncedTable } from './synced';

/** A record as the library has it now. `at`: when it was last changed, in milliseconds. */
export interface ReplicatedRecord {
  record: string;
  fields: Fields;
  at: number;
}

export interface Replicated {
  records: ReplicatedRecord[];
  /** Whether a record is here, or was set apart, and does not parse: it can't be said what it is now. */
  isUnreadable: (record: string) => boolean;
}

export interface ReplicaTx extends ReplicaRows {
  /**
   * Makes the library show a merged record; null where it is deleted. What it can't understand (a later version's record, a
   * damaged one) is left as it was. Not taken down in the journal: it came from there. Gives the record that is to be shown
   * again after this one, if any: a post that only what is now deleted had kept.
   */
  show: (record: string, fields: Fields | null, deletedAt: number) => Promise<string | null>;
  /** Everything in the library that is anything to other devices. */
  records: () => Promise<Replicated>;
  /** From here on edits are taken down, or not any more. */
  journaling: (on: boolean) => Promise<void>;
  isJournaling: () => Promise<boolean>;
}

/** The library as a replication sees it. */
export interface Replica {
  /** All or nothing; `work` awaits nothing but what it is given. @throws what the database throws. */
  transaction: <T>(work: (tx: ReplicaTx) => Promise<T>) => Promise<T>;
  /** Only looks: may stand in a live query. @throws what the database throws. */
  read: <T>(work: (rows: Pick<ReplicaRows, 'get' | 'all'>) => Promise<T>) => Promise<T>;
}

const timeOf: Record<SyncedTable, (record: Record<string, unknown>) => unknown> = {
  posts: (record) => record.lastSeenAt,
  annotations: (record) => record.updatedAt,
  curations: (record) => record.at,
  passages: () => 0,
};

/** Which records are there and were not `read`, as `<table>/<id as JSON>`: so they stand in the quarantine. */
async function unreadable(
  core: Core,
  read: Record<'posts' | 'annotations' | 'curations', readonly unknown[]>,
): Promise<Set<string>> {
  const found = new Set((await core.quarantine.toArray()).map(({ table, key }) => `${table}/${key}`));
  for (const table of ['posts', 'annotations', 'curations'] as const) {
    const good = new Set(read[table].map((record) => SYNCED[table].keyOf(record)));
    for (const key of await core[table].table.toCollection().primaryKeys())
      if (!good.has(key)) found.add(`${table}/${JSON.stringify(key)}`);
  }
  return found;
}

async function records(core: Core): Promise<Replicated> {
  const read = {
    posts: await core.posts.all(),
    annotations: await core.annotations.all(),
    curations: await core.curations.all(),
  };
  const annotations = read.annotations.filter((it) => SYNCED.annotations.toFields(it) !== null);
  const annotated = [...new Set(annotations.flatMap((it) => it.passage ?? []))];
  const tables: Record<SyncedTable, readonly unknown[]> = {
    posts: read.posts,
    passages: await core.passages.getAll(annotated),
    annotations,
    curations: read.curations,
  };
  const records = (Object.keys(tables) as SyncedTable[]).flatMap((table) =>
    tables[table].flatMap((record) => {
      const fields = SYNCED[table].toFields(record);
      const at = Number(timeOf[table](record as Record<string, unknown>));
      return fields ? [{ record: `${table}/${SYNCED[table].keyOf(record)}`, fields, at }] : [];
    }),
  );
  const apart = await unreadable(core, read);
  const isUnreadable = (record: string) => {
    const id = record.indexOf('/') + 1;
    return apart.has(`${record.slice(0, id)}${JSON.stringify(record.slice(id))}`);
  };
  return { records, isUnreadable };
}

/** The port for replication. `connected` opens the database again where the browser closed it. */
export function replicaOf(core: Core, connected: () => Promise<void>): Replica {
  return {
    transaction: async (work) => {
      await connected();
      // Dexie follows the awaits of a transaction only where its own function is async.
      return core.db.transaction('rw', [...editTables(core), core.quarantine], async () =>
        work({
          ...rowsOf(core.replica),
          show: (record, fields, deletedAt) => show(core, record, fields, deletedAt),
          records: () => records(core),
          journaling: (on) => switchJournal(core.replica, on),
          isJournaling: () => isJournaling(core.replica),
        }),
      );
    },
    read: async (work) => {
      await connected();
      return work(rowsOf(core.replica));
    },
  };
}
