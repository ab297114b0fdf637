import { existsSync } from 'node:fs';
import { Dexie } from 'dexie';
import { IDBKeyRange as FakeKeyRange, IDBFactory } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { DATABASE_NAME, openDatabase, storedVersion } from '../../../lib/library/database';
import { openLibrary } from '../../../lib/library/library';
import { latestVersion, MIGRATIONS, type Migration } from '../../../lib/library/migrations';
import { dumpDatabase, loadDatabase, storedDatabase } from './load-database';
import { freshLibrary, passage, value, visit } from './make';

const optionsOf = (factory: IDBFactory) => ({
  clock: () => 5_000,
  random: Math.random,
  indexedDB: factory,
  IDBKeyRange: FakeKeyRange,
});

async function withVersion1() {
  const factory = new IDBFactory();
  await loadDatabase(factory, DATABASE_NAME, storedDatabase('version-1'));
  return factory;
}

test('every migration but the newest has a stored database to begin from', () => {
  for (const { version } of MIGRATIONS.slice(0, -1))
    expect(existsSync(new URL(`../../fixtures/databases/version-${version}.json`, import.meta.url))).toBe(true);
});

test('a database of version 1 is brought to the newest version with all that was in it', async () => {
  const factory = await withVersion1();
  const library = value(await openLibrary(optionsOf(factory)));
  const lamps = value(await library.postView('lw:lamps'));
  expect(lamps?.post).toMatchObject({ title: 'On lamps and loops', aliases: [], words: 29, demo: false, readTo: 0.5 });
  // Twenty-nine words are too few to be recognised by.
  expect(lamps?.post.fingerprint).toEqual([]);
  expect(lamps?.items.map((item) => item.passage.id)).toEqual(['p1', 'p2']);
  expect(lamps?.items[0]?.claims).toMatchObject([{ type: 'FQ', position: 1, status: 'corrected', note: 'agreed' }]);
  // Found through what the migration computed: the index of shown tags, and the words for the search.
  const lines = value(await library.synthesisLines());
  expect(lines.map((line) => line.id)).toEqual(expect.arrayContaining(['p1', 'p3', 'p4', 'h:old']));
  expect(value(await library.search('whoever')).hits.map((hit) => hit.kind)).toEqual(['highlight', 'passage']);
  expect(value(await library.search('theory')).hits.map((hit) => hit.passage)).toEqual(['p4']);
  expect(value(await library.settings()).density).toBe('all');
  expect(value(await library.curations())).toHaveLength(1);
  expect(value(await library.undoable())).toEqual({ undo: null, redo: null });
  value(await library.decide({ passage: 'p3', type: 'IN', verdict: 'added' }));
  expect(value(await library.undo())?.label).toBe('Add Incentive');
});

test('a database of version 2 is brought to the newest version with all that was in it', async () => {
  const factory = new IDBFactory();
  await loadDatabase(factory, DATABASE_NAME, storedDatabase('version-2'));
  const library = value(await openLibrary(optionsOf(factory)));
  const names = value(await library.postView('lw:names'));
  expect(names?.items.flatMap((item) => item.claims)).toMatchObject([
    { type: 'IN', position: -1, status: 'added' },
    { type: 'CB' },
  ]);
  expect(value(await library.postView('lw:lamps'))?.items[0]?.note?.note).toBe('A note on the passage as a whole.');
  expect(value(await library.curations()).map((it) => it.kind)).toContain('pin-cell');
  // The history goes on where it was, and nothing is synced that the reader did not set up.
  expect(value(await library.undo())?.label).toBe('Pin cell');
  expect(await library.replica.transaction((tx) => tx.all('pending'))).toEqual([]);
});

test('a damaged record of version 1 does not stop the migration and is set apart afterwards', async () => {
  const library = value(await openLibrary(optionsOf(await withVersion1())));
  expect(
    value(await library.posts())
      .map((post) => post.key)
      .sort(),
  ).toEqual(['lw:lamps', 'lw:names']);
  expect(value(await library.quarantined())).toMatchObject([
    { table: 'posts', key: '"lw:damaged"', raw: { key: 'lw:damaged', title: 7 } },
  ]);
});

test('a migration that fails leaves the old database as it was', async () => {
  const factory = await withVersion1();
  const before = await dumpDatabase(factory, DATABASE_NAME);
  const failing: Migration[] = MIGRATIONS.map((migration) =>
    migration.version === 2
      ? {
          ...migration,
          upgrade: async (transaction) => {
            await transaction.table('posts').clear();
            throw new DOMException('no room', 'QuotaExceededError');
          },
        }
      : migration,
  );
  await expect(openDatabase(optionsOf(factory), failing)).rejects.toThrow();
  expect(await dumpDatabase(factory, DATABASE_NAME)).toEqual(before);
});

test('a newer database is refused in words and left as it was', async () => {
  const { library, factory, options } = await freshLibrary();
  value(await library.recordVisit(visit('lw:a'), [passage('p1', 'Some words.')]));
  library.close();
  const newer = new Dexie(DATABASE_NAME, { indexedDB: factory, IDBKeyRange: FakeKeyRange });
  for (const { version, stores } of MIGRATIONS) newer.version(version).stores(stores);
  newer.version(latestVersion(MIGRATIONS) + 1).stores({ future: 'id' });
  await newer.open();
  await newer.table('future').add({ id: 'x' });
  newer.close();
  const before = await dumpDatabase(factory, DATABASE_NAME);
  const refused = await openLibrary(options);
  expect(refused).toMatchObject({
    ok: false,
    error: { kind: 'newer', message: expect.stringContaining('Update Cruxlight') },
  });
  expect(await dumpDatabase(factory, DATABASE_NAME)).toEqual(before);
});

test('the stored version is seen without databases(), and asking makes no database', async () => {
  const factory = await withVersion1();
  Object.defineProperty(factory, 'databases', { value: undefined });
  expect(await storedVersion(factory, DATABASE_NAME)).toBe(1);
  expect(await storedVersion(factory, 'another')).toBe(0);
  const databases = () => IDBFactory.prototype.databases.call(factory);
  expect((await databases()).map((info) => info.name)).toEqual([DATABASE_NAME]);
});

test('there is no way back: older code refuses what newer code wrote', async () => {
  const { library, options } = await freshLibrary();
  library.close();
  await expect(openDatabase(options, MIGRATIONS.slice(0, 1))).rejects.toMatchObject({ problem: { kind: 'newer' } });
});

test('numbers of migrations are dense and only grow', () => {
  const numbered = (...versions: number[]): Migration[] => versions.map((version) => ({ version, stores: {} }));
  expect(latestVersion(numbered(1, 2, 3))).toBe(3);
  for (const wrong of [numbered(), numbered(2), numbered(1, 3), numbered(1, 1), numbered(2, 1)])
    expect(() => latestVersion(wrong)).toThrow();
});

test('an old page that holds the database open blocks the upgrade, and the message says how to go on', async () => {
  const factory = await withVersion1();
  const holding = await new Promise<IDBDatabase>((resolve) => {
    const request = factory.open(DATABASE_NAME);
    request.onsuccess = () => resolve(request.result);
  });
  expect(await openLibrary(optionsOf(factory))).toMatchObject({ ok: false, error: { kind: 'blocked' } });
  holding.close();
  expect(await openLibrary(optionsOf(factory))).toMatchObject({ ok: true });
});

test('no storage at all is said, not thrown', async () => {
  const refusing = new IDBFactory();
  Object.defineProperty(refusing, 'databases', {
    value: () => Promise.reject(new DOMException('no', 'SecurityError')),
  });
  expect(await openLibrary(optionsOf(refusing))).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
});

test('a page whose database was taken over by a newer version lets go, says so, and writes nothing', async () => {
  const { library, factory } = await freshLibrary();
  const newer = new Dexie(DATABASE_NAME, { indexedDB: factory, IDBKeyRange: FakeKeyRange });
  for (const { version, stores } of MIGRATIONS) newer.version(version).stores(stores);
  newer.version(latestVersion(MIGRATIONS) + 1).stores({ future: 'id' });
  await newer.open();
  expect(await library.recordVisit(visit('lw:a'), [])).toMatchObject({ ok: false, error: { kind: 'newer' } });
  expect(await newer.table('posts').count()).toBe(0);
  newer.close();
  expect(await library.posts()).toMatchObject({ ok: false, error: { kind: 'newer' } });
});

test('a database that was deleted under an open page begins anew', async () => {
  const { library, factory } = await freshLibrary();
  value(await library.recordVisit(visit('lw:a'), []));
  await new Promise((resolve) => {
    factory.deleteDatabase(DATABASE_NAME).onsuccess = resolve;
  });
  expect(value(await library.posts())).toEqual([]);
  value(await library.recordVisit(visit('lw:b'), []));
});

test('a database that became newer between the look and the opening is closed again, unwritten', async () => {
  const { library, factory, options } = await freshLibrary();
  library.close();
  const seen = await factory.databases();
  const newer = new Dexie(DATABASE_NAME, { indexedDB: factory, IDBKeyRange: FakeKeyRange });
  for (const { version, stores } of MIGRATIONS) newer.version(version).stores(stores);
  newer.version(latestVersion(MIGRATIONS) + 1).stores({ future: 'id' });
  await newer.open();
  newer.close();
  const before = await dumpDatabase(factory, DATABASE_NAME);
  Object.defineProperty(factory, 'databases', { value: () => Promise.resolve(seen) });
  expect(await openLibrary(options)).toMatchObject({ ok: false, error: { kind: 'newer' } });
  expect(await dumpDatabase(factory, DATABASE_NAME)).toEqual(before);
});
