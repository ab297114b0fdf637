import { Dexie, type DexieOptions, type Table } from 'dexie';
import type { Clock, Random } from '../base/clock';
import { Apart } from './apart';
import { type Journal, JournaledStore, type ReplicaTable } from './journal';
import { latestVersion, MIGRATIONS, type Migration } from './migrations';
import { Refusal } from './problem';
import {
  type Annotation,
  annotationSchema,
  type Change,
  type Curation,
  changeSchema,
  curationSchema,
  type PassageRecord,
  type PostRecord,
  passageRecordSchema,
  postRecordSchema,
  type Quarantined,
  type TagRecord,
  tagRecordSchema,
  type ValueRecord,
  valueSchema,
  type WordsRecord,
  wordsSchema,
} from './records';
import { Store } from './store';
import { takerFor } from './take';

export interface DatabaseOptions {
  clock: Clock;
  random: Random;
  /** The database's name; the extension uses the default. */
  name?: string;
  indexedDB?: IDBFactory;
  IDBKeyRange?: typeof IDBKeyRange;
  /** Takes down the edits of a library that is replicated. Without it such a library must not be edited. */
  journal?: Journal;
}

/** The open database and what every behaviour of the library needs. */
export interface Core {
  db: Dexie;
  clock: Clock;
  random: Random;
  apart: Apart;
  posts: Store<PostRecord>;
  passages: Store<PassageRecord>;
  tags: Store<TagRecord, [string, string]>;
  annotations: Store<Annotation>;
  curations: Store<Curation>;
  changes: Store<Change, number>;
  words: Store<WordsRecord>;
  values: Store<ValueRecord>;
  quarantine: Table<Quarantined, number, Quarantined>;
  /** What replication keeps beside the library. Only its port knows what is in it. */
  replica: ReplicaTable;
}

export const DATABASE_NAME = 'cruxlight';

/** Dexie multiplies its numbers by ten for the browser, and counts repairs of its own in the last digit. */
const toOurs = (native: number): number => Math.floor(native / 10);

/** The version of a stored database, in this code's numbers; 0 where there is none. Reads nothing else and changes nothing. */
export async function storedVersion(factory: IDBFactory, name: string): Promise<number> {
  if (typeof factory.databases === 'function') {
    const all = await factory.databases();
    return toOurs(all.find((info) => info.name === name)?.version ?? 0);
  }
  return new Promise((resolve, reject) => {
    const request = factory.open(name);
    request.onupgradeneeded = () => {
      // There was none: take back the empty one that asking made.
      request.transaction?.abort();
    };
    request.onsuccess = () => {
      const version = request.result.version;
      request.result.close();
      resolve(toOurs(version));
    };
    request.onerror = () => {
      if (request.error?.name === 'AbortError') resolve(0);
      else reject(request.error);
    };
  });
}

/** The database as a connection that can be made again: the browser may close it at any time. */
export interface Connection {
  db: Dexie;
  /**
   * Opens the database where it is not open, upgrading an older one.
   * @throws Refusal `newer` or `blocked`; Dexie's errors.
   */
  connect: () => Promise<void>;
}

/**
 * Dexie itself would open a newer database without complaint and write old records into it. So the stored version is
 * looked at before opening (nothing is touched then) and after (somebody may have upgraded in between), and when another
 * page upgrades while this one holds the database, this one lets go and does not open it again by itself.
 */
async function connect(db: Dexie, factory: IDBFactory, latest: number): Promise<void> {
  if (db.isOpen()) return;
  if ((await storedVersion(factory, db.name)) > latest) throw new Refusal('newer');
  let whenBlocked: (() => void) | null = null;
  const blocked = new Promise<never>((_, reject) => {
    whenBlocked = () => reject(new Refusal('blocked'));
    db.on('blocked', whenBlocked);
  });
  try {
    await Promise.race([db.open(), blocked]);
    if (toOurs(db.backendDB().version) > latest) throw new Refusal('newer');
  } catch (error) {
    db.close();
    throw error;
  } finally {
    if (whenBlocked) db.on('blocked').unsubscribe(whenBlocked);
  }
}

/** Opens the library's database. @throws Refusal `newer`, `blocked` or `unavailable`; Dexie's errors. */
export async function openDatabase(
  options: DatabaseOptions,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<Connection> {
  const latest = latestVersion(migrations);
  const factory = options.indexedDB ?? globalThis.indexedDB;
  const range = options.IDBKeyRange ?? globalThis.IDBKeyRange;
  if (!factory || !range) throw new Refusal('unavailable');
  // Live queries look for a factory here, whatever the database was opened with.
  Dexie.dependencies.indexedDB ??= factory;
  // No cache: it shows edits before they are stored, and this library shows only what is.
  const settings: DexieOptions = { indexedDB: factory, IDBKeyRange: range, cache: 'disabled', autoOpen: false };
  const db = new Dexie(options.name ?? DATABASE_NAME, settings);
  for (const { version, stores, upgrade } of migrations) {
    const declared = db.version(version).stores(stores);
    if (upgrade) declared.upgrade(upgrade);
  }
  db.on('versionchange', () => {
    db.close();
    return false;
  });
  let opening: Promise<void> | null = null;
  const connection: Connection = {
    db,
    connect: () => {
      opening ??= connect(db, factory, latest).finally(() => {
        opening = null;
      });
      return opening;
    },
  };
  await connection.connect();
  return connection;
}

/** The tables of an open database behind their schemas. */
export function coreOf(db: Dexie, options: DatabaseOptions): Core {
  const quarantine = db.table<Quarantined, number, Quarantined>('quarantine');
  const replica: ReplicaTable = db.table('replica');
  const apart = new Apart(() => quarantine, options.clock);
  const take = options.journal ? takerFor(db, replica, options.journal, apart) : null;
  return {
    db,
    clock: options.clock,
    random: options.random,
    apart,
    posts: new JournaledStore<PostRecord>('posts', db.table('posts'), postRecordSchema, apart, take),
    passages: new Store<PassageRecord>(db.table('passages'), passageRecordSchema, apart),
    tags: new Store<TagRecord, [string, string]>(db.table('tags'), tagRecordSchema, apart),
    annotations: new JournaledStore<Annotation>('annotations', db.table('annotations'), annotationSchema, apart, take),
    curations: new JournaledStore<Curation>('curations', db.table('curations'), curationSchema, apart, take),
    changes: new Store<Change, number>(db.table('changes'), changeSchema, apart),
    words: new Store<WordsRecord>(db.table('words'), wordsSchema, apart),
    values: new Store<ValueRecord>(db.table('values'), valueSchema, apart),
    quarantine,
    replica,
  };
}
