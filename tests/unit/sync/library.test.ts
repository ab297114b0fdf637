import { IDBObjectStore } from 'fake-indexeddb';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { Library } from '../../../lib/library/library';
import { recordChanges } from '../../../lib/sync/edit';
import { hurried, stopTaking, takeLibrary } from '../../../lib/sync/library-store';
import { noteConflicts } from '../../../lib/sync/note-conflicts';
import { NO_RECORD, shownRecord } from '../../../lib/sync/record';
import { statusOf } from '../../../lib/sync/status';
import { memoryTransport } from '../../../lib/sync/transports/memory';
import { LibraryDevice, settle } from '../../fixtures/sync/library-device';
import { passage, tagged, value, visit } from '../library/make';

const TEXT = 'We never learn whether an audit was any good.';
const readPost = async (library: Library, key = 'lw:a') => {
  value(
    await library.recordVisit(visit(key), [
      passage(`${key.slice(3)}1`, TEXT),
      passage(`${key.slice(3)}2`, 'Nobody pays for a negative result, and so nobody publishes one.'),
    ]),
  );
};

const two = async () => {
  const transport = memoryTransport();
  return [await LibraryDevice.start(transport, 1), await LibraryDevice.start(transport, 2)] as const;
};

test('what the reader left on a post is shown where its page was never opened', async () => {
  const [a, b] = await two();
  await readPost(a.library);
  value(await a.library.putTags([tagged('lw:a', 'a1', [])]));
  value(await a.library.decide({ passage: 'a1', type: 'FQ', verdict: 'added', position: -1, topics: ['evals'] }));
  value(await a.library.setNote({ passage: 'a2' }, 'ask about this'));
  value(
    await a.library.curate({ id: 'rename:x', kind: 'rename-speaker', speaker: 'x', name: 'X', at: 1, deletedAt: null }),
  );
  await settle(a, b);
  const view = value(await b.library.postView('lw:a'));
  expect(view?.post).toMatchObject({ title: 'Title of lw:a', authors: ['Ada Stone'], extent: 'preview' });
  expect(view?.items.map((item) => [item.passage.text, item.claims.map((claim) => claim.position)])).toEqual([
    [TEXT, [-1]],
    ['Nobody pays for a negative result, and so nobody publishes one.', []],
  ]);
  expect(view?.items[1]?.note?.note).toBe('ask about this');
  expect(value(await b.library.curations())).toMatchObject([{ name: 'X' }]);
  const lines = value(await b.library.synthesisLines());
  expect(lines).toMatchObject([{ text: TEXT, author: 'Ada Stone', topics: ['evals'], claims: [{ position: -1 }] }]);
  expect(value(await b.library.search('audit')).hits).toHaveLength(1);
});

test('a page that is opened later takes the place of what came along', async () => {
  const [a, b] = await two();
  await readPost(a.library);
  value(await a.library.decide({ passage: 'a1', type: 'FQ', verdict: 'added' }));
  await settle(a, b);
  await readPost(b.library);
  const view = value(await b.library.postView('lw:a'));
  expect(view?.post).toMatchObject({ extent: 'whole', passageCount: 2 });
  expect(view?.items.map((item) => item.claims.length)).toEqual([1, 0]);
});

test('what this device alone found in its page outlives what others say of the post', async () => {
  const [a, b] = await two();
  const original = 'https://ada.example/p/audits';
  value(await a.library.recordVisit(visit('lw:a', { original }), [passage('a1', TEXT)]));
  await settle(a, b);
  value(await b.library.setReadTo('lw:a', 0.5));
  await settle(a, b);
  expect(value(await a.library.postView('lw:a'))?.post).toMatchObject({ readTo: 0.5, original });
});

test('what was there before sync was set up goes along, on both sides', async () => {
  const transport = memoryTransport();
  const a = await LibraryDevice.start(transport, 1, async (library) => {
    await readPost(library, 'lw:a');
    value(await library.setNote({ passage: 'a1' }, 'from a'));
  });
  const b = await LibraryDevice.start(transport, 2, async (library) => {
    await readPost(library, 'lw:b');
    value(await library.setNote({ passage: 'b1' }, 'from b'));
  });
  await settle(a, b);
  for (const { library } of [a, b]) {
    expect(value(await library.postView('lw:a'))?.items[0]?.note?.note).toBe('from a');
    expect(value(await library.postView('lw:b'))?.items[0]?.note?.note).toBe('from b');
  }
});

test('two notes written without sight of each other are both kept until the reader settles them', async () => {
  const [a, b] = await two();
  await readPost(a.library);
  value(await a.library.setNote({ passage: 'a1' }, 'first'));
  await settle(a, b);
  value(await a.library.setNote({ passage: 'a1' }, 'by a'));
  value(await b.library.setNote({ passage: 'a1' }, 'by b'));
  await settle(a, b);
  for (const device of [a, b]) {
    const [conflict, ...others] = await noteConflicts(device.store);
    expect(conflict).toMatchObject({ annotation: 'n:a1', post: 'lw:a', postTitle: 'Title of lw:a', quote: TEXT });
    expect(conflict?.texts.toSorted()).toEqual(['by a', 'by b']);
    expect(others).toEqual([]);
  }
  const shown = async (device: LibraryDevice) => value(await device.library.postView('lw:a'))?.items[0]?.note?.note;
  expect(await shown(a)).toBe(await shown(b));
  await b.store.transaction((tx) =>
    recordChanges(tx, [{ record: 'annotations/n:a1', set: { note: 'by a and b' } }], b.env.clock()),
  );
  await settle(a, b);
  expect(await shown(a)).toBe('by a and b');
  expect(await noteConflicts(a.store)).toEqual([]);
});

test('an edit beats a deletion that had not seen it, and brings its deleted post back', async () => {
  const [a, b] = await two();
  await readPost(a.library);
  value(await a.library.setNote({ passage: 'a1' }, 'old'));
  value(await a.library.setNote({ passage: 'a2' }, 'other'));
  await settle(a, b);
  value(await a.library.deletePosts(['lw:a']));
  value(await b.library.setNote({ passage: 'a1' }, 'new'));
  await settle(a, b);
  for (const { library } of [a, b]) {
    const view = value(await library.postView('lw:a'));
    expect(view?.items.map((item) => item.note?.note ?? null)).toEqual(['new', null]);
  }
  // The post lives by that note alone: with it, it goes.
  value(await b.library.setNote({ passage: 'a1' }, ''));
  await settle(a, b);
  expect(value(await a.library.postView('lw:a'))).toBeNull();
});

test('a deletion can be undone after it was synced, and what it dropped elsewhere comes back', async () => {
  const [a, b] = await two();
  await readPost(a.library);
  value(await a.library.decide({ passage: 'a1', type: 'VV', verdict: 'added', position: 1 }));
  await settle(a, b);
  value(await a.library.deletePosts(['lw:a']));
  await settle(a, b);
  expect(value(await b.library.posts())).toEqual([]);
  expect(value(await a.library.undo())).toMatchObject({ kept: 0 });
  await settle(a, b);
  const view = value(await b.library.postView('lw:a'));
  expect(view?.items[0]?.claims).toMatchObject([{ type: 'VV', position: 1, status: 'added' }]);
});

test('a field that was taken away is taken away everywhere', async () => {
  const [a, b] = await two();
  await readPost(a.library);
  value(await a.library.decide({ passage: 'a1', type: 'VV', verdict: 'added', position: 1 }));
  await settle(a, b);
  value(await a.library.undo());
  value(await a.library.decide({ passage: 'a1', type: 'VV', verdict: 'added' }));
  await settle(a, b);
  expect(value(await b.library.postView('lw:a'))?.items[0]?.claims).toMatchObject([{ type: 'VV', position: null }]);
});

test('a post that one device finds under a better key moves on the others with all that is on it', async () => {
  const [a, b] = await two();
  await readPost(a.library);
  value(await a.library.setNote({ passage: 'a1' }, 'kept'));
  await settle(a, b);
  await readPost(b.library);
  value(
    await a.library.recordVisit(visit('lw:better', { aliases: ['lw:a'] }), [
      passage('x1', TEXT),
      passage('x2', 'More.'),
    ]),
  );
  await settle(a, b);
  for (const { library } of [a, b]) {
    expect(value(await library.posts()).map((post) => post.key)).toEqual(['lw:better']);
    expect(value(await library.postView('lw:a'))?.items.some((item) => item.note?.note === 'kept')).toBe(true);
  }
});

test('the product’s own sample posts stay here', async () => {
  const [a, b] = await two();
  value(await a.library.recordVisit(visit('demo:x', { demo: true }), [passage('d1', TEXT)]));
  value(await a.library.setNote({ passage: 'd1' }, 'trying it out'));
  await settle(a, b);
  expect(value(await b.library.posts())).toEqual([]);
  expect((await statusOf(a.store)).waiting).toBe(0);
});

test('how far a post was read only grows, and hurries nobody', async () => {
  const [a, b] = await two();
  await readPost(a.library);
  await settle(a, b);
  value(await a.library.setReadTo('lw:a', 0.8));
  value(await b.library.setReadTo('lw:a', 0.4));
  expect(await hurried(a.library)).toBe(0);
  await settle(a, b);
  for (const { library } of [a, b]) expect(value(await library.postView('lw:a'))?.post.readTo).toBeCloseTo(0.8);
  value(await a.library.setNote({ passage: 'a1' }, 'soon'));
  expect(await hurried(a.library)).toBeGreaterThan(0);
});

test('edits made while sync was off are made up for', async () => {
  const [a, b] = await two();
  await readPost(a.library);
  value(await a.library.setNote({ passage: 'a1' }, 'one'));
  value(await a.library.setNote({ passage: 'a2' }, 'two'));
  await settle(a, b);
  await stopTaking(a.library);
  value(await a.library.setNote({ passage: 'a1' }, 'one, changed'));
  value(await a.library.setNote({ passage: 'a2' }, ''));
  expect((await statusOf(a.store)).waiting).toBe(0);
  await takeLibrary(a.library, true, a.env.clock);
  await settle(a, b);
  expect(value(await b.library.postView('lw:a'))?.items.map((item) => item.note?.note ?? null)).toEqual([
    'one, changed',
    null,
  ]);
});

test('what a later version wrote is kept as it is when the library is taken in again', async () => {
  const [a, b] = await two();
  await readPost(a.library);
  value(await a.library.decide({ passage: 'a1', type: 'VV', verdict: 'added', position: 1 }));
  await settle(a, b);
  const id = 'annotations/d:a1:VV';
  const later = [
    { record: 'themes/dark', set: { name: 'a table that this version does not have' } },
    { record: 'curations/x', set: { kind: 'a kind that it does not know', at: 1 } },
    // A decision that both have, with a value that this version can't show.
    { record: id, set: { verdict: 'doubted', shade: 'green' } },
  ];
  await b.store.transaction((tx) => recordChanges(tx, later, b.env.clock()));
  await settle(a, b);
  value(await a.library.setNote({ passage: 'a2' }, 'still works'));
  await takeLibrary(a.library, true, a.env.clock);
  await stopTaking(a.library);
  await takeLibrary(a.library, true, a.env.clock);
  await settle(a, b);
  for (const device of [a, b]) {
    const states = await device.store.transaction(async (tx) => new Map(await tx.records.all()));
    for (const { record, set } of later) expect(shownRecord(states.get(record) ?? NO_RECORD)).toMatchObject(set);
  }
});

test('a record that is damaged here is deleted nowhere', async () => {
  for (const apart of [false, true]) {
    const [a, b] = await two();
    await readPost(a.library);
    value(await a.library.setNote({ passage: 'a1' }, 'worth keeping'));
    await settle(a, b);
    await a.damage('annotations', { id: 'n:a1', post: 'lw:a' });
    await a.damage('posts', { key: 'lw:a' });
    if (apart) {
      await a.library.posts();
      await a.library.counts();
      expect(value(await a.library.quarantined())).toHaveLength(2);
    }
    await takeLibrary(a.library, true, a.env.clock);
    await settle(a, b);
    expect(value(await b.library.postView('lw:a'))?.items[0]?.note?.note).toBe('worth keeping');
  }
});

test('an edit for whose journal there is no room fails whole, with the library’s words', async () => {
  const [a] = await two();
  await readPost(a.library);
  value(await a.library.setNote({ passage: 'a1' }, 'before'));
  const waiting = (await statusOf(a.store)).waiting;
  const { put } = IDBObjectStore.prototype;
  const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...given) {
    if (this.name === 'replica') throw new DOMException('full', 'QuotaExceededError');
    return Reflect.apply(put, this, given);
  });
  const refused = await a.library.setNote({ passage: 'a1' }, 'after');
  full.mockRestore();
  expect(refused).toMatchObject({ ok: false, error: { kind: 'quota' } });
  expect(value(await a.library.postView('lw:a'))?.items[0]?.note?.note).toBe('before');
  expect((await statusOf(a.store)).waiting).toBe(waiting);
});

test('deleting everything on one device leaves it to the others', async () => {
  const [a, b] = await two();
  await readPost(a.library);
  value(await a.library.setNote({ passage: 'a1' }, 'mine'));
  await settle(a, b);
  value(await a.library.deleteEverything());
  await b.sync();
  expect(value(await b.library.postView('lw:a'))?.items[0]?.note?.note).toBe('mine');
});

type Act =
  | { on: number; do: 'note'; passage: string; note: string }
  | { on: number; do: 'decide'; passage: string; type: 'FQ' | 'VV'; verdict: 'added' | 'rejected'; position: number }
  | { on: number; do: 'delete' | 'read'; post: string }
  | { on: number; do: 'undo' | 'redo' | 'sync' };

const on = fc.nat(2);
const post = fc.constantFrom('lw:a', 'lw:b');
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      on,
      do: fc.constant('note' as const),
      passage: fc.constantFrom('a1', 'b1'),
      note: fc.constantFrom('', 'x', 'y'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      on,
      do: fc.constant('decide' as const),
      passage: fc.constantFrom('a1', 'a2'),
      type: fc.constantFrom('FQ' as const, 'VV' as const),
      verdict: fc.constantFrom('added' as const, 'rejected' as const),
      position: fc.constantFrom(1, -1),
    }),
  },
  { weight: 2, arbitrary: fc.record({ on, do: fc.constantFrom('delete' as const, 'read' as const), post }) },
  { weight: 4, arbitrary: fc.record({ on, do: fc.constantFrom('undo' as const, 'redo' as const, 'sync' as const) }) },
);

/** What a reader sees of a library that is the same on every device. */
async function seen(library: Library) {
  const shown: Record<string, unknown> = {};
  for (const { key, title, readTo } of value(await library.posts({ sort: 'title' }))) {
    const view = value(await library.postView(key));
    const left = [...(view?.items ?? []), ...(view?.orphans ?? [])].flatMap((item) => {
      const notes = item.note ? [`${item.passage.id}: ${item.note.note}`] : [];
      return [...notes, ...item.decisions.map((it) => `${it.id} ${it.verdict} ${it.position} ${it.note}`)];
    });
    shown[key] = { title, readTo, left: left.sort() };
  }
  return shown;
}

test('whatever readers do on three devices, in whatever order they sync: all end up with the same library', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (acts) => {
      const transport = memoryTransport();
      const devices = [
        await LibraryDevice.start(transport, 1),
        await LibraryDevice.start(transport, 2),
        await LibraryDevice.start(transport, 3),
      ];
      for (const it of acts) {
        const device = devices[it.on] as LibraryDevice;
        const { library } = device;
        if (it.do === 'note') await library.setNote({ passage: it.passage }, it.note);
        else if (it.do === 'decide') await library.decide(it);
        else if (it.do === 'delete') value(await library.deletePosts([it.post]));
        else if (it.do === 'read') await readPost(library, it.post);
        else if (it.do === 'sync') await device.sync();
        else value(await library[it.do]());
      }
      await settle(...devices);
      const [first, ...others] = await Promise.all(devices.map((device) => seen(device.library)));
      for (const other of others) expect(other).toEqual(first);
      for (const device of devices) {
        // Sync and library say the same: taking the library in again finds nothing to say.
        await takeLibrary(device.library, true, device.env.clock);
        expect((await statusOf(device.store)).waiting).toBe(0);
      }
    }),
    { numRuns: 120 },
  );
}, 120_000);
