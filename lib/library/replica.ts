import { editTables } from './changes';
import type { Core } from './database';
import { type Journaling, journalingOf, type ReplicaRows, rowsOf, switchJournal } from './journal';
import type { Annotation } from './records';
import { searchable } from './searchable';
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
  /** What is in the library, by name: all that may be something to other devices. */
  names: () => Promise<string[]>;
  /** Those of it that are anything to other devices, and the passages that go along. */
  records: (of: readonly string[]) => Promise<Replicated>;
  /** From here on edits are taken down, or not any more. */
  journal: (to: Journaling) => Promise<void>;
  journaling: () => Promise<Journaling>;
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

/** The three tables whose records the reader makes or deletes; passages only go along. */
const OWN = ['posts', 'annotations', 'curations'] as const;

const names = async (core: Core): Promise<string[]> => {
  const keys = await Promise.all(OWN.map((table) => core[table].table.toCollection().primaryKeys()));
  return OWN.flatMap((table, i) => (keys[i] ?? []).map((key) => `${table}/${key}`));
};

async function records(core: Core, of: readonly string[]): Promise<Replicated> {
  const keysOf = (table: string) =>
    of.filter((record) => record.startsWith(`${table}/`)).map((record) => record.slice(table.length + 1));
  const wanted = await Promise.all(OWN.map((table) => core[table].table.bulkGet(keysOf(table))));
  const [posts, annotations, curations] = OWN.map((table, i) => core[table].parse(wanted[i] ?? []));
  const shown = (annotations as Annotation[]).filter((it) => SYNCED.annotations.toFields(it) !== null);
  const tables: Record<SyncedTable, readonly unknown[]> = {
    posts: posts ?? [],
    passages: await core.passages.getAll([...new Set(shown.flatMap((it) => it.passage ?? []))]),
    annotations: annotations ?? [],
    curations: curations ?? [],
  };
  const read = (Object.keys(tables) as SyncedTable[]).flatMap((table) =>
    tables[table].map((record) => ({ name: `${table}/${SYNCED[table].keyOf(record)}`, table, record })),
  );
  const good = new Set(read.map(({ name }) => name));
  const there = new Set(
    OWN.flatMap((table, i) =>
      keysOf(table)
        .filter((_, k) => wanted[i]?.[k] !== undefined)
        .map((key) => `${table}/${key}`),
    ),
  );
  const apart = new Set((await core.quarantine.toArray()).map(({ table, key }) => `${table}/${key}`));
  return {
    records: read.flatMap(({ name, table, record }) => {
      const fields = SYNCED[table].toFields(record);
      return fields ? [{ record: name, fields, at: Number(timeOf[table](record as Record<string, unknown>)) }] : [];
    }),
    isUnreadable: (record) => {
      const id = record.indexOf('/') + 1;
      const asApart = `${record.slice(0, id)}${JSON.stringify(record.slice(id))}`;
      return (there.has(record) && !good.has(record)) || apart.has(asApart);
    },
  };
}

/** The port for replication. `connected` opens the database again where the browser closed it. */
export function replicaOf(core: Core, connected: () => Promise<void>): Replica {
  return {
    transaction: async (work) => {
      await connected();
      // Dexie follows the awaits of a transaction only where its own function is async.
      return core.db.transaction('rw', [...editTables(core), core.quarantine], async () => {
        const changed = new Set<string>();
        const done = await work({
          ...rowsOf(core.replica),
          show: (record, fields, deletedAt) => show(core, record, fields, deletedAt, changed),
          names: () => names(core),
          records: (of) => records(core, of),
          journal: (to) => switchJournal(core.replica, to),
          journaling: () => journalingOf(core.replica),
        });
        // Once for each post, however many of its passages came.
        for (const post of changed) await searchable(core, post);
        return done;
      });
    },
    read: async (work) => {
      await connected();
      return work(rowsOf(core.replica));
    },
  };
}
