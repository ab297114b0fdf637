import { IDBObjectStore as FakeObjectStore, IDBFactory } from 'fake-indexeddb';
import { afterEach, expect, test, vi } from 'vitest';
import { DATABASE_NAME } from '../../../lib/library/database';
import { dumpDatabase } from './load-database';
import { freshLibrary, passage, tagged, value, visit } from './make';

afterEach(() => {
  vi.restoreAllMocks();
});

/** Writes past the library, as a fault of the disk or another program would. */
function putRaw(factory: IDBFactory, table: string, record: unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = factory.open(DATABASE_NAME);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const writing = request.result.transaction(table, 'readwrite');
      writing.objectStore(table).put(record);
      writing.oncomplete = () => {
        request.result.close();
        resolve();
      };
    };
  });
}

async function stored() {
  const made = await freshLibrary();
  value(await made.library.recordVisit(visit('lw:a'), [passage('p1', 'One word.'), passage('p2', 'Two words.')]));
  value(await made.library.putTags([tagged('lw:a', 'p1', [{ type: 'FQ', position: 1, confidence: 0.9 }])]));
  value(await made.library.setNote({ passage: 'p1' }, 'kept'));
  return made;
}

test('a damaged record of any table is set apart with its reason, and everything else goes on', async () => {
  const { library, factory } = await stored();
  const damaged: [string, Record<string, unknown>][] = [
    ['posts', { key: 'lw:bad', aliases: [], lastSeenAt: 3, title: 5 }],
    ['passages', { id: 'bad', post: 'lw:a', order: 1, text: '' }],
    ['tags', { engine: 'embedded-1', passage: 'p2', post: 'lw:a', shown: 1, tag: { claims: 'none' } }],
    ['annotations', { id: 'h:bad', post: 'lw:a', passage: 'p1', kind: 'scribble' }],
    ['curations', { id: 'c:bad', kind: 'unknown' }],
    ['values', { value: 1, id: '' }],
    ['words', { post: 'lw:a', text: 9 }],
    ['changes', { seq: 900, step: 900, doneStep: 900, group: 'g', post: 'lw:a', table: 'nowhere' }],
  ];
  for (const [table, record] of damaged) await putRaw(factory, table, record);
  const view = value(await library.postView('lw:a'));
  expect(view?.items.map((item) => [item.passage.id, item.note?.note])).toEqual([
    ['p1', 'kept'],
    ['p2', undefined],
  ]);
  expect(value(await library.posts()).map((post) => post.key)).toEqual(['lw:a']);
  expect(value(await library.curations())).toEqual([]);
  expect(value(await library.search('word')).hits.map((hit) => hit.passage)).toEqual(['p1', 'p2']);
  expect(value(await library.synthesisLines())).toHaveLength(1);
  expect(value(await library.undoable()).undo).not.toBeNull();
  const apart = value(await library.quarantined());
  expect(apart.map((it) => it.table).sort()).toEqual(
    damaged
      .map(([table]) => table)
      .filter((table) => table !== 'values')
      .sort(),
  );
  for (const it of apart) {
    expect(damaged.find(([table]) => table === it.table)?.[1]).toEqual(it.raw);
    expect(it.reason).not.toBe('');
  }
  expect(value(await library.counts()).quarantined).toBe(7);
  // Moved, not copied: the next read finds nothing wrong.
  value(await library.postView('lw:a'));
  expect(value(await library.quarantined())).toHaveLength(7);
  expect(JSON.parse(value(await library.exportAll())).quarantine).toHaveLength(7);
});

test('an undo that meets a damaged step goes on with the one before', async () => {
  const { library, factory } = await stored();
  await putRaw(factory, 'changes', { seq: 901, step: 901, doneStep: 901, group: 'g', label: 3, undone: false });
  value(await library.undoable());
  value(await library.quarantined());
  expect(value(await library.undo())?.label).toBe('Add note');
});

test('damaged settings cost only the damaged choice', async () => {
  const { library, factory } = await stored();
  value(await library.saveSettings({ density: 'all' }));
  await putRaw(factory, 'values', { id: 'settings', value: { density: 'all', types: 'every' } });
  expect(value(await library.settings())).toMatchObject({ density: 'all', types: ['FQ', 'IN', 'CB', 'VV'] });
});

/** The n-th write from now on and all after it find the disk full. */
function fullAfter(writes: number) {
  let left = writes;
  const full = () => {
    if (left-- <= 0) throw new DOMException('The disk is full.', 'QuotaExceededError');
  };
  for (const name of ['put', 'add'] as const) {
    const real = FakeObjectStore.prototype[name];
    vi.spyOn(FakeObjectStore.prototype, name).mockImplementation(function (this: IDBObjectStore, ...args) {
      full();
      return Reflect.apply(real, this, args) as IDBRequest<IDBValidKey>;
    });
  }
}

test('a full disk, wherever it strikes in an action, leaves the old state whole and says what to do', async () => {
  const actions: [string, (library: Awaited<ReturnType<typeof stored>>['library']) => Promise<{ ok: boolean }>][] = [
    ['visit', (it) => it.recordVisit(visit('lw:b'), [passage('q1', 'New.'), passage('q2', 'Words.')])],
    [
      'rekey',
      (it) =>
        it.recordVisit(visit('lw:z', { aliases: ['lw:a'] }), [passage('z1', 'One word.'), passage('z2', 'Two words.')]),
    ],
    ['tags', (it) => it.putTags([tagged('lw:a', 'p1', []), tagged('lw:a', 'p2', [])])],
    ['decide', (it) => it.decide({ passage: 'p1', type: 'FQ', verdict: 'rejected' })],
    ['type', (it) => it.changeType('p1', 'FQ', 'VV')],
    ['note', (it) => it.setNote({ passage: 'p2' }, 'new')],
    ['delete', (it) => it.deletePosts(['lw:a'])],
    ['undo', (it) => it.undo()],
    ['settings', (it) => it.saveSettings({ off: true })],
  ];
  for (const [name, act] of actions) {
    let failures = 0;
    for (let writes = 0; writes < 40; writes++) {
      const { library, factory } = await stored();
      const before = await dumpDatabase(factory, DATABASE_NAME);
      fullAfter(writes);
      const result = await act(library);
      vi.restoreAllMocks();
      if (result.ok) break;
      failures++;
      expect(result, name).toMatchObject({
        error: { kind: 'quota', message: expect.stringContaining('Free some space') },
      });
      expect(await dumpDatabase(factory, DATABASE_NAME), name).toEqual(before);
      // And the library goes on once there is room.
      value(await library.setNote({ passage: 'p1' }, 'after'));
    }
    expect(failures, name).toBeGreaterThan(0);
  }
});

test('a full disk during an import leaves the old state whole', async () => {
  const { library } = await stored();
  const file = value(await library.exportAll());
  const { library: other, factory } = await freshLibrary(new IDBFactory());
  const before = await dumpDatabase(factory, DATABASE_NAME);
  fullAfter(3);
  expect(await other.importAll(file)).toMatchObject({ ok: false, error: { kind: 'quota' } });
  vi.restoreAllMocks();
  expect(await dumpDatabase(factory, DATABASE_NAME)).toEqual(before);
});

test('a damaged record that cannot be moved for want of room stays where it is and is found again', async () => {
  const { library, factory } = await stored();
  await putRaw(factory, 'posts', { key: 'lw:bad', aliases: [], lastSeenAt: 3 });
  fullAfter(0);
  expect(value(await library.posts())).toHaveLength(1);
  expect(value(await library.quarantined())).toEqual([]);
  vi.restoreAllMocks();
  expect(value(await library.posts())).toHaveLength(1);
  expect(value(await library.quarantined())).toHaveLength(1);
});
