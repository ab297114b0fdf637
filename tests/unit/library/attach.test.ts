import { expect, test } from 'vitest';
import { freshLibrary, passage, value, visit } from './make';

const words = (exact: string) => ({ quote: { exact, prefix: '', suffix: '' } });

/** A post whose passage `old` is gone from the page, with what the reader left on it. */
async function edited() {
  const { library } = await freshLibrary();
  value(await library.recordVisit(visit('lw:a'), [passage('old', 'As it was.'), passage('p2', 'Second.')]));
  value(await library.recordVisit(visit('lw:b'), [passage('elsewhere', 'Another post.')]));
  const decision = value(await library.decide({ passage: 'old', type: 'VV', verdict: 'accepted', position: -0.5 }));
  value(await library.setNote({ annotation: decision.id }, 'Mine.'));
  const note = value(await library.setNote({ passage: 'old' }, 'On the whole.'));
  const highlight = value(
    await library.addHighlight({ post: 'lw:a', passage: 'old', selectors: words('As it'), type: 'FQ', note: 'N' }),
  );
  value(await library.recordVisit(visit('lw:a'), [passage('new', 'As it is now.'), passage('p2', 'Second.')]));
  const shape = async () => {
    const view = value(await library.postView('lw:a'));
    const all = (view?.items ?? []).flatMap((item) => [
      ...item.decisions,
      ...item.highlights,
      ...(item.note ? [item.note] : []),
    ]);
    return {
      orphans: (view?.orphans ?? [])
        .flatMap((item) => [...item.decisions, ...item.highlights, ...(item.note ? [item.note] : [])])
        .map((it) => it.id)
        .sort(),
      there: all.map(({ id, selectors, note: said, position }) => ({
        id,
        exact: selectors.quote.exact,
        said,
        position,
      })),
    };
  };
  return { library, decision, note, highlight, shape };
}
const PLACE = { passage: 'new', selectors: words('As it is') };

test('a highlight is hung on the selected words, and comes back to the old ones by undo', async () => {
  const { library, highlight, shape } = await edited();
  const before = await shape();
  expect(before.orphans).toContain(highlight.id);
  value(await library.attach(highlight.id, PLACE));
  const after = await shape();
  expect(after.orphans).not.toContain(highlight.id);
  expect(after.there).toContainEqual({ id: highlight.id, exact: 'As it is', said: 'N', position: undefined });
  expect(value(await library.undo({ post: 'lw:a' }))).toMatchObject({ label: 'Attach highlight', kept: 0 });
  expect(await shape()).toEqual(before);
});

test('a decision, and a note on a passage, move to the passage that holds the words', async () => {
  const { library, decision, note, shape } = await edited();
  const before = await shape();
  value(await library.attach(decision.id, PLACE));
  value(await library.attach(note?.id ?? '', PLACE));
  expect((await shape()).there).toEqual(
    expect.arrayContaining([
      { id: 'd:new:VV', exact: 'As it is now.', said: 'Mine.', position: -0.5 },
      { id: 'n:new', exact: 'As it is now.', said: 'On the whole.', position: undefined },
    ]),
  );
  const { orphans } = await shape();
  expect(orphans.filter((id) => !id.startsWith('h:'))).toEqual([]);
  value(await library.undo({ post: 'lw:a' }));
  value(await library.undo({ post: 'lw:a' }));
  expect(await shape()).toEqual(before);
});

test('a decision that meets another on the same claim takes its place, and keeps both notes', async () => {
  const { library, decision, shape } = await edited();
  const there = value(await library.decide({ passage: 'new', type: 'VV', verdict: 'rejected' }));
  value(await library.setNote({ annotation: there.id }, 'Later.'));
  value(await library.attach(decision.id, PLACE));
  expect((await shape()).there).toContainEqual({
    id: 'd:new:VV',
    exact: 'As it is now.',
    said: 'Later.\n\nMine.',
    position: -0.5,
  });
});

test('what can be attached nowhere is refused with a reason, and nothing is changed', async () => {
  const { library, decision, highlight, shape } = await edited();
  const before = await shape();
  const refused = [
    await library.attach(decision.id, { ...PLACE, passage: null }),
    await library.attach(highlight.id, { ...PLACE, passage: 'elsewhere' }),
    await library.attach('h:nothing', PLACE),
  ];
  expect(refused.map((result) => (result.ok ? 'done' : result.error.kind))).toEqual(['invalid', 'invalid', 'missing']);
  expect(await shape()).toEqual(before);
});
