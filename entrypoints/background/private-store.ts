/** Named values that stay in this browser. What is read is `unknown`: parse it. */
export interface PrivateStore {
  get: (name: string) => Promise<unknown>;
  set: (name: string, value: unknown) => Promise<void>;
  clear: () => Promise<void>;
}

const NAME = 'cruxlight-private';
const TABLE = 'values';

function asPromise<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * A database beside the library for what must not leave this browser: the keys of the engine
 * and of sync, and what the reader agreed to. Apart
 * from the library, so that no backup and no sync holds it; not in `storage.local`, which content scripts can read.
 * Opened for each call, since both the background and the settings page use it, and deleting must not be blocked.
 */
export function openPrivateStore(factory: IDBFactory = indexedDB): PrivateStore {
  async function within<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const opening = factory.open(NAME, 1);
    opening.onupgradeneeded = () => void opening.result.createObjectStore(TABLE);
    const db = await asPromise(opening);
    try {
      return await asPromise(work(db.transaction(TABLE, mode).objectStore(TABLE)));
    } finally {
      db.close();
    }
  }
  return {
    get: (name) => within<unknown>('readonly', (store) => store.get(name)),
    set: async (name, value) => void (await within('readwrite', (store) => store.put(value, name))),
    clear: async () => void (await within('readwrite', (store) => store.clear())),
  };
}
