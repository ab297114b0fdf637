import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { openSyncedLibrary } from '../../../entrypoints/background/sync/open-library';
import { beginSession, libraryStore, takeLibrary } from '../../../lib/sync';
import { readSelf } from '../../../lib/sync/self';
import { passage, value, visit } from '../library/make';

const session = new Map<string, unknown>();
vi.mock('wxt/browser', () => ({
  browser: {
    storage: {
      session: {
        get: async (name: string) => ({ [name]: session.get(name) }),
        set: async (values: object) => {
          for (const [name, it] of Object.entries(values)) session.set(name, it);
        },
      },
    },
  },
}));
beforeEach(() => session.clear());

async function opened() {
  return value(await openSyncedLibrary());
}
let count = 0;
const newId = () => `id${String(++count).padStart(18, '0')}`;

test('a start of the browser gives its writes a new name, once; damaged notes and a full disk keep nobody out', async () => {
  const library = await opened();
  const store = libraryStore(library);
  const actor = () => store.transaction(async (tx) => (await readSelf(tx)).actor);
  await beginSession(store, { newId, name: 'here' });
  await takeLibrary(library, true, () => Date.now());
  const first = await actor();
  await opened();
  expect(await actor()).toBe(first);
  session.clear();
  await Promise.all([opened(), opened()]);
  const second = await actor();
  expect(second).not.toBe(first);

  session.clear();
  const { put } = IDBObjectStore.prototype;
  const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  const reading = await opened();
  full.mockRestore();
  expect(IDBObjectStore.prototype.put).toBe(put);
  expect(value(await reading.posts())).toEqual([]);
  // It was not done, so the next to open does it.
  await opened();
  expect(await actor()).not.toBe(second);

  session.clear();
  await library.replica.transaction((all) => all.put('self', 'self', 'damaged'));
  const editing = await opened();
  value(await editing.recordVisit(visit('lw:a'), [passage('a1', 'Nobody pays for a negative result.')]));
  value(await editing.setNote({ passage: 'a1' }, 'kept'));
  expect(value(await editing.postView('lw:a'))?.items[0]?.note?.note).toBe('kept');
});
