import { editing } from './changes';
import type { Core } from './database';
import { type ReplicaRows, rowsOf, switchJournal } from './journal';
import { show } from './show';
import { type Fields, SYNCED, type SyncedTable } from './synced';

/** A record as the library has it now. `at`: when it was last changed, in milliseconds. */
export interface ReplicatedRecord {
  record: string;
  fields: Fields;
  at: number;
}

export interface ReplicaTx extends ReplicaRows {
  /**
   * Makes the library show a merged record; null where it is deleted. What it can't understand (a later version's record, a
   * damaged one) is left as it was. Not taken down in the journal: it came from there. Gives the record that is to be shown
   * again after this one, if any: a post that only what is now deleted had kept.
   */
  show: (record: string, fields: Fields | null, deletedAt: number) => Promise<string | null>;
  /** Everything in the library that is anything to other devices. */
  records: () => Promise<ReplicatedRecord[]>;
  /** From here on edits are taken down, or not any more. */
  journaling: (on: boolean) => Promise<void>;
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

async function records(core: Core): Promise<ReplicatedRecord[]> {
  const annotations = (await core.annotations.all()).filter((it) => SYNCED.annotations.toFields(it) !== null);
  const annotated = [...new Set(annotations.flatMap((it) => it.passage ?? []))];
  const tables: Record<SyncedTable, readonly unknown[]> = {
    posts: await core.posts.all(),
    passages: await core.passages.getAll(annotated),
    annotations,
    curations: await core.curations.all(),
  };
  return (Object.keys(tables) as SyncedTable[]).flatMap((table) =>
    tables[table].flatMap((record) => {
      const fields = SYNCED[table].toFields(record);
      const at = Number(timeOf[table](record as Record<string, unknown>));
      return fields ? [{ record: `${table}/${SYNCED[table].keyOf(record)}`, fields, at }] : [];
    }),
  );
}

/** The port for replication. `connected` opens the database again where the browser closed it. */
export function replicaOf(core: Core, connected: () => Promise<void>): Replica {
  return {
    transaction: async (work) => {
      await connected();
      // Dexie follows the awaits of a transaction only where its own function is async.
      return editing(core, async () =>
        work({
          ...rowsOf(core.replica),
          show: (record, fields, deletedAt) => show(core, record, fields, deletedAt),
          records: () => records(core),
          journaling: (on) => switchJournal(core.replica, on),
        }),
      );
    },
    read: async (work) => {
      await connected();
      return work(rowsOf(core.replica));
    },
  };
}
