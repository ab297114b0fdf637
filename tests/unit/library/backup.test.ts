import { expect, test } from 'vitest';
import { freshLibrary, passage, tagged, value, visit } from './make';

async function filled() {
  const { library } = await freshLibrary();
  value(await library.recordVisit(visit('lw:a'), [passage('p1', 'One.'), passage('p2', 'Two.')]));
  value(await library.putTags([tagged('lw:a', 'p1', [{ type: 'FQ', position: 1, confidence: 0.9 }])]));
  value(await library.setNote({ passage: 'p1' }, 'mine'));
  value(await library.decide({ passage: 'p1', type: 'FQ', verdict: 'accepted' }));
  value(await library.curate({ id: 'c1', kind: 'pin-cell', type: 'FQ', topic: 'interp', at: 1, deletedAt: null }));
  value(await library.saveSettings({ density: 'all' }));
  return library;
}
const without = (json: string) => ({ ...JSON.parse(json), at: 0 });

test('a backup read into an empty library gives the same library, undo included', async () => {
  const library = await filled();
  const file = value(await library.exportAll());
  const { library: other } = await freshLibrary();
  expect(value(await other.importAll(file))).toMatchObject({ merged: 0, setApart: 0 });
  expect(without(value(await other.exportAll()))).toEqual(without(file));
  expect(value(await other.undo())?.label).toBe('Pin cell');
  expect(value(await library.undo())?.label).toBe('Pin cell');
});

test('the same backup a second time changes nothing', async () => {
  const library = await filled();
  const file = value(await library.exportAll());
  const done = value(await library.importAll(file));
  expect(done).toMatchObject({ added: 0, merged: 0, setApart: 0 });
  expect(without(value(await library.exportAll()))).toEqual(without(file));
});

test('two libraries merged, either way, have everything of both', async () => {
  const make = async (note: string, extra: string) => {
    const library = await filled();
    value(await library.setNote({ passage: 'p1' }, note));
    value(await library.recordVisit(visit(extra), [passage(`${extra}-1`, 'More.')]));
    return library;
  };
  const [a, b] = [await make('note of a', 'lw:x'), await make('note of b', 'lw:y')];
  const [fileA, fileB] = [value(await a.exportAll()), value(await b.exportAll())];
  value(await a.importAll(fileB));
  value(await b.importAll(fileA));
  for (const library of [a, b]) {
    expect(
      value(await library.posts())
        .map((post) => post.key)
        .sort(),
    ).toEqual(['lw:a', 'lw:x', 'lw:y']);
    const note = value(await library.postView('lw:a'))?.items[0]?.note?.note ?? '';
    expect(note).toContain('note of a');
    expect(note).toContain('note of b');
  }
});

test('a backup brings back what was deleted since', async () => {
  const library = await filled();
  const file = value(await library.exportAll());
  value(await library.deletePosts(['lw:a']));
  value(await library.importAll(file));
  expect(value(await library.postView('lw:a'))?.items[0]).toMatchObject({
    note: { note: 'mine' },
    decisions: [{ verdict: 'accepted' }],
  });
});

test('a damaged record in a backup costs only itself', async () => {
  const file = JSON.parse(value(await (await filled()).exportAll()));
  file.annotations.push({ id: 'h:bad', kind: 'scribble' });
  const { library } = await freshLibrary();
  expect(value(await library.importAll(JSON.stringify(file)))).toMatchObject({ setApart: 1 });
  expect(value(await library.quarantined())).toMatchObject([
    { table: 'annotations', raw: { id: 'h:bad', kind: 'scribble' } },
  ]);
  // The quarantine travels with the next backup, once.
  const again = value(await library.exportAll());
  const { library: other } = await freshLibrary();
  value(await other.importAll(again));
  value(await other.importAll(again));
  expect(value(await other.quarantined())).toHaveLength(1);
});

test('what is no backup, or a later one, is refused in words and changes nothing', async () => {
  const library = await filled();
  const before = without(value(await library.exportAll()));
  for (const [text, kind] of [
    ['', 'invalid'],
    ['{"format":"other"}', 'invalid'],
    ['[]', 'invalid'],
    ['{"format":"cruxlight-backup","version":99}', 'newer'],
  ])
    expect(await library.importAll(text ?? '')).toMatchObject({
      ok: false,
      error: { kind, message: expect.any(String) },
    });
  expect(without(value(await library.exportAll()))).toEqual(before);
});

test('deleting everything leaves a library as new', async () => {
  const library = await filled();
  value(await library.deleteEverything());
  const { library: fresh } = await freshLibrary();
  expect(without(value(await library.exportAll()))).toEqual(without(value(await fresh.exportAll())));
  expect(value(await library.counts())).toEqual(value(await fresh.counts()));
});
