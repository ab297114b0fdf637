import { Dexie, type DexieOptions, type Table } from 'dexie';
import type { Clock, Random } from '../base/clock';
import { Apart } from './apart';
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

export interface DatabaseOptions {
  clock: Clock;
  random: Random;
  /** The database's name; the extension uses the default. */
  name?: string;
  indexedDB?: IDBFactory;
  IDBKeyRange?: typeof IDBKeyRange;
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
}

export const DATABASE_NAME = 'cruxlight';

/** The version of a stored database, in this code's numbers; 0 where there is none. Reads nothing else and changes nothing. */
export async function storedVersion(factory: IDBFactory, name: string): Promise<number> {
  // Dexie multiplies by ten, and counts repairs of its own in the last digit.
  const toOurs = (native: number) => Math.floor(native / 10);
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

/**
 * Opens the database, upgrading an older one. Dexie itself would open a newer one without complaint and write old
 * records into it, so the stored version is looked at first.
 * @throws Refusal `newer`, `blocked` or `unavailable`; Dexie's errors.
 */
export async function openDatabase(options: DatabaseOptions, migrations: readonly Migration[] = MIGRATIONS) {
  const latest = latestVersion(migrations);
  const factory = options.indexedDB ?? globalThis.indexedDB;
  const range = options.IDBKeyRange ?? globalThis.IDBKeyRange;
  if (!factory || !range) throw new Refusal('unavailable');
  const name = options.name ?? DATABASE_NAME;
  if ((await storedVersion(factory, name)) > latest) throw new Refusal('newer');
  // No cache: it shows edits before they are stored, and this library shows only what is.
  const settings: DexieOptions = { indexedDB: factory, IDBKeyRange: range, cache: 'disabled' };
  const db = new Dexie(name, settings);
  for (const { version, stores, upgrade } of migrations) {
    const declared = db.version(version).stores(stores);
    if (upgrade) declared.upgrade(upgrade);
  }
  const blocked = new Promise<never>((_, reject) => {
    db.on('blocked', () => reject(new Refusal('blocked')));
  });
  try {
    await Promise.race([db.open(), blocked]);
  } catch (error) {
    db.close();
    throw error;
  }
  return db;
}

/** The tables of an open database behind their schemas. */
export function coreOf(db: Dexie, options: DatabaseOptions): Core {
  const quarantine = db.table<Quarantined, number, Quarantined>('quarantine');
  const apart = new Apart(() => quarantine, options.clock);
  return {
    db,
    clock: options.clock,
    random: options.random,
    apart,
    posts: new Store<PostRecord>(db.table('posts'), postRecordSchema, apart),
    passages: new Store<PassageRecord>(db.table('passages'), passageRecordSchema, apart),
    tags: new Store<TagRecord, [string, string]>(db.table('tags'), tagRecordSchema, apart),
    annotations: new Store<Annotation>(db.table('annotations'), annotationSchema, apart),
    curations: new Store<Curation>(db.table('curations'), curationSchema, apart),
    changes: new Store<Change, number>(db.table('changes'), changeSchema, apart),
    words: new Store<WordsRecord>(db.table('words'), wordsSchema, apart),
    values: new Store<ValueRecord>(db.table('values'), valueSchema, apart),
    quarantine,
  };
}
