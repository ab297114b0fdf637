import { readFileSync } from 'node:fs';

interface Dump {
  /** The number that the browser knows: ten times Dexie's. */
  version: number;
  schema: Record<
    string,
    {
      keyPath: string | string[];
      autoIncrement: boolean;
      indexes: { name: string; keyPath: string | string[]; multiEntry: boolean }[];
    }
  >;
  records: Record<string, unknown[]>;
}

/** A stored database as JSON, of the version that its name says. */
export function storedDatabase(name: string): Dump {
  return JSON.parse(readFileSync(new URL(`../../fixtures/databases/${name}.json`, import.meta.url), 'utf8')) as Dump;
}

/** Writes a dump as a database with the browser's own interface: nothing of the library's code takes part. */
export function loadDatabase(factory: IDBFactory, name: string, dump: Dump): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = factory.open(name, dump.version);
    request.onupgradeneeded = () => {
      for (const [table, { keyPath, autoIncrement, indexes }] of Object.entries(dump.schema)) {
        const store = request.result.createObjectStore(table, { keyPath, autoIncrement });
        for (const index of indexes) store.createIndex(index.name, index.keyPath, { multiEntry: index.multiEntry });
        for (const record of dump.records[table] ?? []) store.add(record);
      }
    };
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
  });
}

/** What a database holds, read with the browser's own interface. */
export function dumpDatabase(factory: IDBFactory, name: string): Promise<{ version: number; records: object }> {
  return new Promise((resolve, reject) => {
    const request = factory.open(name);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const db = request.result;
      const records: Record<string, unknown[]> = {};
      const reading = db.transaction([...db.objectStoreNames], 'readonly');
      for (const table of db.objectStoreNames) {
        const all = reading.objectStore(table).getAll();
        all.onsuccess = () => {
          records[table] = all.result;
        };
      }
      reading.oncomplete = () => {
        db.close();
        resolve({ version: db.version, records });
      };
      reading.onerror = () => reject(reading.error);
    };
  });
}
