import { expect, expectTypeOf, test } from 'vitest';
import type { LibraryLine } from '../../../lib/library/library';
import { type ClaimLine, claimLineSchema } from '../../../lib/synthesis/synthesis';
import { freshLibrary, passage, tagged, value, visit } from './make';

async function filled() {
  const { library } = await freshLibrary();
  const comment = passage('c1', 'I doubt it.', {
    kind: 'comment',
    commentId: 'x',
    author: 'Ben Reed',
    publishedAt: '2024-06-02T00:00:00Z',
    url: 'https://www.lesswrong.com/posts/a#x',
  });
  value(
    await library.recordVisit(visit('lw:a', { authors: ['Ada Stone', 'Cy Vale'] }), [
      passage('p1', 'Loops are short.', { author: null }),
      passage('p2', 'Nobody pays for it.', { author: null }),
      passage('p3', 'Nothing of note.', { author: null }),
      comment,
    ]),
  );
  value(
    await library.recordVisit(visit('s:b', { site: 'substack', publishedAt: '2025-01-01T00:00:00Z' }), [
      passage('q1', 'Three of five.'),
    ]),
  );
  value(
    await library.putTags([
      tagged('lw:a', 'p1', [
        { type: 'FQ', position: 0.5, confidence: 0.8, positionConfidence: 0.7 },
        { type: 'VV', position: 0.2, confidence: 0.6 },
      ]),
      tagged('lw:a', 'p2', [{ type: 'IN', position: -0.5, confidence: 0.7 }]),
      tagged('lw:a', 'p3', []),
      tagged('lw:a', 'c1', [{ type: 'FQ', position: -1, confidence: 0.9 }], { voice: 'o' }),
      tagged('s:b', 'q1', [], { rating: { value: 3, max: 5 } }),
    ]),
  );
  return library;
}
type Library = Awaited<ReturnType<typeof filled>>;
const lines = async (library: Library, filter?: Parameters<Library['synthesisLines']>[0]) =>
  value(await library.synthesisLines(filter));
const idsOf = async (library: Library, filter?: Parameters<Library['synthesisLines']>[0]) =>
  (await lines(library, filter)).map((it) => it.id).sort();

test('a line is what the synthesis takes', async () => {
  expectTypeOf<LibraryLine>().toExtend<ClaimLine>();
  for (const line of await lines(await filled())) expect(claimLineSchema.parse(line)).toEqual(line);
});

test('passages with a claim or a rating are lines, with their own speaker, date and address', async () => {
  const library = await filled();
  expect(await idsOf(library)).toEqual(['c1', 'p1', 'p2', 'q1']);
  const all = new Map((await lines(library)).map((line) => [line.id, line]));
  expect(all.get('p1')).toMatchObject({
    author: 'Ada Stone & Cy Vale',
    publishedAt: '2024-05-01T00:00:00.000Z',
    order: 0,
  });
  expect(all.get('p1')?.claims[0]).toEqual({
    type: 'FQ',
    position: 0.5,
    confidence: 0.8,
    confirmed: false,
    positionConfidence: 0.7,
  });
  expect(all.get('c1')).toMatchObject({
    author: 'Ben Reed',
    publishedAt: '2024-06-02T00:00:00Z',
    voice: 'o',
    kind: 'comment',
    url: 'https://www.lesswrong.com/posts/a#x',
  });
  expect(all.get('q1')).toMatchObject({ claims: [], rating: { value: 3, max: 5 }, site: 'substack' });
});

test('rejected claims are left out, corrections applied, added ones there', async () => {
  const library = await filled();
  value(await library.decide({ passage: 'p1', type: 'FQ', verdict: 'rejected' }));
  value(await library.decide({ passage: 'p1', type: 'VV', verdict: 'accepted', position: -1, topics: ['control'] }));
  value(await library.decide({ passage: 'p2', type: 'IN', verdict: 'rejected' }));
  value(await library.decide({ passage: 'p3', type: 'CB', verdict: 'added', position: 1, topics: ['theory'] }));
  const all = new Map((await lines(library)).map((line) => [line.id, line]));
  expect([...all.keys()].sort()).toEqual(['c1', 'p1', 'p3', 'q1']);
  expect(all.get('p1')?.claims).toEqual([{ type: 'VV', position: -1, confidence: 1, confirmed: true }]);
  expect(all.get('p1')?.topics).toEqual(['control']);
  expect(all.get('p3')).toMatchObject({ claims: [{ type: 'CB', position: 1, confirmed: true }], topics: ['theory'] });
});

test("a reader's typed highlight is a line of its own, and the same claim of its passage counts once", async () => {
  const library = await filled();
  const selectors = { quote: { exact: 'Loops', prefix: '', suffix: '' } };
  const mark = value(
    await library.addHighlight({ post: 'lw:a', passage: 'p1', selectors, type: 'FQ', position: 1, note: '' }),
  );
  value(await library.addHighlight({ post: 'lw:a', passage: null, selectors, type: 'CB', note: '' }));
  value(await library.addHighlight({ post: 'lw:a', passage: 'p1', selectors, type: null, note: '' }));
  value(await library.setNote({ passage: 'p2' }, 'a note is no claim'));
  const all = await lines(library);
  expect(all.filter((line) => line.id === 'p1').flatMap((line) => line.claims.map((claim) => claim.type))).toEqual([
    'VV',
  ]);
  expect(all.find((line) => line.id === mark.id)).toMatchObject({
    text: 'Loops',
    author: 'Ada Stone & Cy Vale',
    claims: [{ type: 'FQ', position: 1, confidence: 1, confirmed: true }],
    topics: ['interp'],
  });
  expect(all).toHaveLength(6);
});

test('filters by author, site, date, post and what the reader confirmed', async () => {
  const library = await filled();
  expect(await idsOf(library, { authors: ['Ada Stone'] })).toEqual(['p1', 'p2', 'q1']);
  expect(await idsOf(library, { authors: ['Ben Reed'] })).toEqual(['c1']);
  expect(await idsOf(library, { sites: ['substack'] })).toEqual(['q1']);
  expect(await idsOf(library, { since: '2024-06-01' })).toEqual(['c1', 'q1']);
  expect(await idsOf(library, { until: '2024-05' })).toEqual(['p1', 'p2']);
  expect(await idsOf(library, { posts: ['lw:a'] })).toEqual(['c1', 'p1', 'p2']);
  value(await library.decide({ passage: 'p2', type: 'IN', verdict: 'accepted' }));
  expect(await idsOf(library, { confirmedOnly: true })).toEqual(['p2', 'q1']);
  value(await library.deletePosts(['lw:a']));
  expect(await idsOf(library)).toEqual(['q1']);
});

test("of two engines' tags the later one counts, wherever the library is looked at", async () => {
  const library = await filled();
  value(await library.putTags([{ ...tagged('lw:a', 'p2', []), engine: 'other-1' }]));
  expect(await idsOf(library)).toEqual(['c1', 'p1', 'q1']);
  expect(value(await library.counts()).claimed).toBe(3);
  expect(value(await library.search('incentive')).hits).toEqual([]);
  value(await library.putTags([tagged('lw:a', 'p2', [{ type: 'IN', position: -0.5, confidence: 0.7 }])]));
  expect(await idsOf(library)).toEqual(['c1', 'p1', 'p2', 'q1']);
});
