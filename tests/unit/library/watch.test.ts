import { expect, test, vi } from 'vitest';
import { freshLibrary, passage, tagged, value, visit } from './make';

test('a watched query is told of changes made here and through another connection, until it stops', async () => {
  const { library, again } = await freshLibrary();
  value(await library.recordVisit(visit('lw:a'), [passage('p1', 'One.')]));
  const seen: (string | undefined)[] = [];
  const errors: unknown[] = [];
  const stop = library.watch(
    // Not async itself, as a caller may well write it.
    () => library.postView('lw:a'),
    (view) => seen.push(value(view)?.items[0]?.note?.note),
    (reason) => errors.push(reason),
  );
  await vi.waitFor(() => expect(seen).toEqual([undefined]));
  value(await library.setNote({ passage: 'p1' }, 'here'));
  await vi.waitFor(() => expect(seen.at(-1)).toBe('here'));
  const other = await again();
  value(await other.setNote({ passage: 'p1' }, 'there'));
  await vi.waitFor(() => expect(seen.at(-1)).toBe('there'));
  stop();
  value(await library.setNote({ passage: 'p1' }, 'unseen'));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(seen.at(-1)).toBe('there');
  expect(errors).toEqual([]);
});

test('a watched query that meets a damaged record answers without it, and the record is set apart', async () => {
  const { library, factory } = await freshLibrary();
  value(await library.recordVisit(visit('lw:a'), [passage('p1', 'One.')]));
  await new Promise<void>((resolve) => {
    const request = factory.open('cruxlight');
    request.onsuccess = () => {
      const writing = request.result.transaction('posts', 'readwrite');
      writing.objectStore('posts').put({ key: 'lw:bad', aliases: [], lastSeenAt: 1 });
      writing.oncomplete = () => {
        request.result.close();
        resolve();
      };
    };
  });
  const seen: string[][] = [];
  const stop = library.watch(
    async () => value(await library.posts()).map((post) => post.key),
    (keys) => seen.push(keys),
    (reason) => {
      throw reason;
    },
  );
  await vi.waitFor(() => expect(seen.length).toBeGreaterThan(0));
  expect(seen[0]).toEqual(['lw:a']);
  expect(value(await library.quarantined())).toHaveLength(1);
  stop();
});

test('every view can be watched', async () => {
  const { library } = await freshLibrary();
  value(await library.recordVisit(visit('lw:a'), [passage('p1', 'One.')]));
  value(await library.putTags([tagged('lw:a', 'p1', [{ type: 'FQ', position: 1, confidence: 0.9 }])]));
  const queries = [
    () => library.posts(),
    () => library.counts(),
    () => library.search('one'),
    () => library.synthesisLines(),
    () => library.undoable(),
    () => library.settings(),
    () => library.curations(),
    () => library.tagsOf('lw:a'),
  ];
  for (const query of queries) {
    const answer = await new Promise<{ ok: boolean }>((resolve, reject) => {
      const stop = library.watch(
        async () => ({ ok: (await query()).ok }),
        (it) => {
          resolve(it);
          queueMicrotask(() => stop());
        },
        reject,
      );
    });
    expect(answer).toEqual({ ok: true });
  }
});
