import { expect, test } from 'vitest';
import type { TagInput } from '../../../lib/claims/claim';
import { type Library, tagRecords } from '../../../lib/library/library';
import { similarity } from '../../../lib/passages/fingerprint';
import { freshLibrary, passage, tag, tagged, value, visit } from './make';

const view = async (library: Library, key: string) => {
  const it = value(await library.postView(key));
  if (!it) throw new Error(`no post ${key}`);
  return it;
};
const ids = (items: { passage: { id: string } }[]) => items.map((item) => item.passage.id);

test('a second visit keeps what is known and updates what the page says', async () => {
  const { library } = await freshLibrary();
  expect(value(await library.recordVisit(visit('lw:a'), [passage('p1', 'One.')]))).toEqual({
    key: 'lw:a',
    renamed: {},
    isNew: true,
  });
  const first = (await view(library, 'lw:a')).post;
  value(await library.setReadTo('lw:a', 0.7));
  value(await library.setReadTo('lw:a', 0.3));
  expect(
    value(
      await library.recordVisit(visit('lw:a', { title: 'New title' }), [passage('p0', 'Zero.'), passage('p1', 'One.')]),
    ).isNew,
  ).toBe(false);
  const second = await view(library, 'lw:a');
  expect(second.post).toMatchObject({
    title: 'New title',
    readTo: 0.7,
    firstSeenAt: first.firstSeenAt,
    words: 2,
    passageCount: 2,
  });
  expect(second.post.lastSeenAt).toBeGreaterThan(first.lastSeenAt);
  expect(ids(second.items)).toEqual(['p0', 'p1']);
});

test('a preview never takes the place of the whole post', async () => {
  const { library } = await freshLibrary();
  value(await library.recordVisit(visit('s:1', { extent: 'preview' }), [passage('p1', 'One.')]));
  value(await library.recordVisit(visit('s:1'), [passage('p1', 'One.'), passage('p2', 'Two.')]));
  const whole = await view(library, 's:1');
  value(await library.recordVisit(visit('s:1', { extent: 'preview' }), [passage('p1', 'One.')]));
  const after = await view(library, 's:1');
  expect(ids(after.items)).toEqual(['p1', 'p2']);
  expect(after.post).toMatchObject({ extent: 'whole', words: 2, passageCount: 2, fingerprint: whole.post.fingerprint });
});

test('a passage that vanished is an orphan where the reader left something, comes back with the words, and is dropped otherwise', async () => {
  const { library } = await freshLibrary();
  const [one, two, three] = [passage('p1', 'One.'), passage('p2', 'Two.'), passage('p3', 'Three.')];
  value(await library.recordVisit(visit('lw:a'), [one, two, three]));
  value(await library.putTags([tagged('lw:a', 'p3', [{ type: 'FQ', position: 1, confidence: 0.9 }])]));
  value(await library.setNote({ passage: 'p2' }, 'mine'));
  value(await library.recordVisit(visit('lw:a'), [one]));
  const without = await view(library, 'lw:a');
  expect(ids(without.items)).toEqual(['p1']);
  expect(without.orphans.map((item) => [item.passage.id, item.passage.missing, item.note?.note])).toEqual([
    ['p2', true, 'mine'],
  ]);
  expect(value(await library.tagsOf('lw:a'))).toEqual([]);
  value(await library.recordVisit(visit('lw:a'), [one, two]));
  const back = await view(library, 'lw:a');
  expect(ids(back.items)).toEqual(['p1', 'p2']);
  expect(back.items[1]?.passage.missing).toBeUndefined();
  expect(back.items[1]?.note?.note).toBe('mine');
  expect(back.orphans).toEqual([]);
});

test('comments that are not loaded this time stay; a comment whose words changed does not', async () => {
  const { library } = await freshLibrary();
  const comment = (id: string, commentId: string, text: string) =>
    passage(id, text, { kind: 'comment', commentId, author: 'Ben' });
  value(
    await library.recordVisit(visit('lw:a'), [
      passage('p1', 'One.'),
      comment('c1', 'x', 'Old words.'),
      comment('c2', 'y', 'Other.'),
    ]),
  );
  value(await library.recordVisit(visit('lw:a'), [passage('p1', 'One.'), comment('c3', 'x', 'New words.')]));
  expect(new Set(ids((await view(library, 'lw:a')).items))).toEqual(new Set(['p1', 'c3', 'c2']));
});

test('a post that is known by an older key moves to the new one with everything on it, its history included', async () => {
  const { library } = await freshLibrary();
  value(
    await library.recordVisit(visit('s:host/slug'), [
      passage('old1', 'One.'),
      passage('old2', 'Two.'),
      passage('old3', 'Two.'),
    ]),
  );
  value(await library.putTags([tagged('s:host/slug', 'old1', [{ type: 'FQ', position: 1, confidence: 0.9 }])]));
  value(await library.decide({ passage: 'old1', type: 'FQ', verdict: 'rejected' }));
  value(await library.setNote({ passage: 'old3' }, 'the second of two'));
  const quote = { quote: { exact: 'One', prefix: '', suffix: '' } };
  value(await library.addHighlight({ post: 's:host/slug', passage: 'old1', selectors: quote, type: 'IN', note: '' }));
  const visited = value(
    await library.recordVisit(visit('s:42', { aliases: ['s:host/slug'] }), [
      passage('new1', 'One.'),
      passage('new2', 'Two.'),
      passage('new3', 'Two.'),
    ]),
  );
  expect(visited).toEqual({ key: 's:42', renamed: {}, isNew: false });
  const moved = await view(library, 's:host/slug');
  expect(moved.post).toMatchObject({ key: 's:42', aliases: ['s:host/slug'] });
  expect(ids(moved.items)).toEqual(['new1', 'new2', 'new3']);
  expect(moved.items[0]?.decisions[0]).toMatchObject({ id: 'd:new1:FQ', verdict: 'rejected', post: 's:42' });
  expect(moved.items[0]?.highlights).toHaveLength(1);
  expect(moved.items[0]?.tag?.id).toBe('new1');
  expect(moved.items[2]?.note).toMatchObject({ id: 'n:new3', note: 'the second of two' });
  expect(value(await library.posts()).map((post) => post.key)).toEqual(['s:42']);
  // The former id still finds the passage, and what was done before the move can be undone after it.
  value(await library.decide({ passage: 'old2', type: 'CB', verdict: 'added' }));
  for (let i = 0; i < 4; i++) expect(value(await library.undo({ post: 's:host/slug' }))?.kept).toBe(0);
  const undone = await view(library, 's:42');
  expect(undone.items.flatMap((item) => [...item.decisions, ...item.highlights, item.note]).filter(Boolean)).toEqual(
    [],
  );
});

test('a page that came by an older address is told the stored ids, and nothing moves back', async () => {
  const { library } = await freshLibrary();
  value(await library.recordVisit(visit('s:42', { aliases: ['s:host/slug'] }), [passage('new1', 'One.')]));
  value(await library.setNote({ passage: 'new1' }, 'mine'));
  const visited = value(await library.recordVisit(visit('s:host/slug'), [passage('old1', 'One.')]));
  expect(visited).toEqual({ key: 's:42', renamed: { old1: 'new1' }, isNew: false });
  expect((await view(library, 's:42')).items[0]?.note?.note).toBe('mine');
  // From now on the id that the page uses is understood.
  value(await library.decide({ passage: 'old1', type: 'FQ', verdict: 'added' }));
  expect((await view(library, 's:42')).items[0]?.decisions[0]?.id).toBe('d:new1:FQ');
});

test('two stored posts that turn out to be one become one, and no note is lost', async () => {
  const { library } = await freshLibrary();
  value(await library.recordVisit(visit('s:host/slug'), [passage('old1', 'One.')]));
  value(await library.recordVisit(visit('s:42'), [passage('new1', 'One.')]));
  value(await library.setNote({ passage: 'old1' }, 'first thought'));
  value(await library.setNote({ passage: 'new1' }, 'second thought'));
  value(await library.recordVisit(visit('s:42', { aliases: ['s:host/slug'] }), [passage('new1', 'One.')]));
  const joined = await view(library, 's:42');
  expect(ids(joined.items)).toEqual(['new1']);
  expect(joined.items[0]?.note?.note).toBe('second thought\n\nfirst thought');
  expect(value(await library.posts())).toHaveLength(1);
});

test('a deleted post comes back only by a new visit, as new; undo then brings back what was on it', async () => {
  const { library } = await freshLibrary();
  value(await library.recordVisit(visit('lw:a'), [passage('p1', 'One.')]));
  value(await library.setNote({ passage: 'p1' }, 'mine'));
  value(await library.setReadTo('lw:a', 1));
  expect(value(await library.deletePosts(['lw:a', 'lw:none']))).toEqual({ deleted: 1 });
  expect(value(await library.postView('lw:a'))).toBeNull();
  expect(value(await library.search('mine')).hits).toEqual([]);
  expect(value(await library.recordVisit(visit('lw:a'), [passage('p1', 'One.')])).isNew).toBe(true);
  const anew = await view(library, 'lw:a');
  expect(anew.post.readTo).toBe(0);
  expect(anew.items[0]?.note).toBeNull();
  expect(value(await library.undo())).toMatchObject({ label: 'Delete post', kept: 0 });
  expect((await view(library, 'lw:a')).items[0]?.note?.note).toBe('mine');
});

test('five thousand passages are stored in one visit and read back in order', async () => {
  const { library } = await freshLibrary();
  const many = Array.from({ length: 5_000 }, (_, i) => passage(`p${i}`, `Sentence number ${i} of a long page.`));
  value(await library.recordVisit(visit('lw:long'), many));
  expect(ids((await view(library, 'lw:long')).items)).toEqual(many.map((it) => it.id));
});

test('two passages with one id are one, and the visit goes on', async () => {
  const { library } = await freshLibrary();
  value(
    await library.recordVisit(visit('lw:a'), [
      passage('p1', 'One.'),
      passage('p1', 'One again.'),
      passage('p2', 'Two.'),
    ]),
  );
  expect(ids((await view(library, 'lw:a')).items)).toEqual(['p1', 'p2']);
});

test('the same text cross-posted has nearly the same fingerprint, another text has not', async () => {
  const { library } = await freshLibrary();
  const text = (seed: number) => Array.from({ length: 400 }, (_, i) => `w${(i * seed) % 397}`).join(' ');
  value(await library.recordVisit(visit('lw:a'), [passage('p1', text(7))]));
  value(await library.recordVisit(visit('s:b'), [passage('q0', 'A word before the copy.'), passage('q1', text(7))]));
  value(await library.recordVisit(visit('lw:c'), [passage('r1', text(11))]));
  const [a, b, c] = await Promise.all(
    ['lw:a', 's:b', 'lw:c'].map(async (key) => (await view(library, key)).post.fingerprint),
  );
  expect(similarity(a ?? [], b ?? [])).toBeGreaterThan(0.85);
  expect(similarity(a ?? [], c ?? [])).toBeLessThan(0.2);
});

test('tags are missing where none is stored, where the words or context changed, and for another engine', async () => {
  const { library } = await freshLibrary();
  value(await library.recordVisit(visit('lw:a'), [passage('p1', 'One.'), passage('p2', 'Two.')]));
  const inputs: TagInput[] = [
    { id: 'p1', text: 'One.', heading: [] },
    { id: 'p2', text: 'Two.', heading: [] },
  ];
  const names = async (engine: string, asked = inputs) =>
    value(await library.missingTags('lw:a', engine, asked)).map((it) => it.id);
  expect(await names('e1')).toEqual(['p1', 'p2']);
  value(await library.putTags(tagRecords('lw:a', 'e1', inputs, [tag('p1', []), tag('p2', []), tag('p9', [])])));
  expect(await names('e1')).toEqual([]);
  expect(await names('e2')).toEqual(['p1', 'p2']);
  expect(await names('e1', [{ id: 'p1', text: 'One.', heading: ['H'] }, ...inputs.slice(1)])).toEqual(['p1']);
});
