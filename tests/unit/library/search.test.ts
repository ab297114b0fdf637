import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold, foldedWords } from '../../../lib/library/fold';
import { freshLibrary, passage, tagged, value, visit } from './make';

const quote = (exact: string) => ({ quote: { exact, prefix: '', suffix: '' } });

async function filled() {
  const { library } = await freshLibrary();
  value(
    await library.recordVisit(visit('lw:a', { title: 'Lamps at night', authors: ['Zoë Marsh'] }), [
      passage('a1', 'A lantern is a lamp with a door. The door keeps the wind out of the lantern.'),
      passage('a2', 'Nobody has measured the wind.'),
    ]),
  );
  value(
    await library.recordVisit(visit('lw:b', { title: 'Doors' }), [passage('b1', 'A door with no lantern behind it.')]),
  );
  value(await library.putTags([tagged('lw:a', 'a2', [{ type: 'VV', position: -1, confidence: 0.9 }])]));
  value(await library.setNote({ passage: 'a2' }, 'Ask about anemometers'));
  value(
    await library.addHighlight({
      post: 'lw:a',
      passage: 'a1',
      selectors: quote('keeps the wind out'),
      type: 'IN',
      note: '',
    }),
  );
  return library;
}
const found = async (
  library: Awaited<ReturnType<typeof filled>>,
  query: string,
  page?: { limit?: number; offset?: number },
) => value(await library.search(query, page)).hits.map((hit) => `${hit.kind} ${hit.passage ?? hit.post}`);

test('every word must begin a word; titles and authors, then notes and highlights, then passages of the post seen last', async () => {
  const library = await filled();
  expect(await found(library, 'lant door')).toEqual(['passage b1', 'passage a1']);
  expect(await found(library, 'wind')).toEqual(['highlight a1', 'passage a1', 'passage a2']);
  expect(await found(library, 'antern')).toEqual([]);
  expect(await found(library, 'anemom')).toEqual(['note a2']);
  expect(await found(library, 'zoe')).toEqual(['post lw:a']);
  expect(await found(library, 'DOORS')).toEqual(['post lw:b']);
  expect(await found(library, 'door nowhere')).toEqual([]);
  expect(await found(library, ' .,! ')).toEqual([]);
});

test('the names of a claim find it, alone or with words; a rejected claim is not found by them', async () => {
  const library = await filled();
  expect(await found(library, 'verification')).toEqual(['passage a2']);
  expect(await found(library, 'verif wind')).toEqual(['passage a2']);
  value(await library.decide({ passage: 'a2', type: 'VV', verdict: 'rejected' }));
  expect(await found(library, 'verification')).toEqual([]);
});

test('pages join to the whole without gap or repetition', async () => {
  const library = await filled();
  const all = await found(library, 'wind');
  const parts: string[] = [];
  for (let offset = 0; ; offset++) {
    const page = value(await library.search('wind', { limit: 1, offset }));
    parts.push(...page.hits.map((hit) => `${hit.kind} ${hit.passage}`));
    if (!page.more) break;
  }
  expect(parts).toEqual(all);
});

test('a search made again finds what a visit since then brought', async () => {
  const library = await filled();
  expect(await found(library, 'balloon')).toEqual([]);
  value(
    await library.recordVisit(visit('lw:b', { title: 'Doors' }), [passage('b2', 'A balloon with no lantern in it.')]),
  );
  expect(await found(library, 'balloon')).toEqual(['passage b2']);
  expect(await found(library, 'behind')).toEqual([]);
});

test('a text in a script without spaces is found from the middle', async () => {
  const { library } = await freshLibrary();
  value(await library.recordVisit(visit('lw:j'), [passage('j1', '明るいランプは夜を照らす。')]));
  expect(await found(library, '夜')).toEqual(['passage j1']);
});

test('words put together from special characters of patterns do not break the search', async () => {
  const library = await filled();
  for (const query of ['(', '[a-', 'door(', '\\', '*.?', 'door|wind']) value(await library.search(query));
});

test('ranges of a snippet are exactly the searched words, within the snippet', async () => {
  const { library } = await freshLibrary();
  const filler = Array.from({ length: 80 }, (_, i) => `filler${i}`).join(' ');
  value(await library.recordVisit(visit('lw:a'), [passage('p1', `${filler} the Éclair 🍰 eclairs ${filler}`)]));
  const hit = value(await library.search('eclair')).hits[0];
  expect(hit?.ranges.map(([start, end]) => hit.snippet.slice(start, end))).toEqual(['Éclair', 'eclair']);
  expect(hit?.cut).toEqual({ start: true, end: true });
  expect(hit?.snippet.length).toBeLessThan(300);
});

test('a snippet never begins or ends in the middle of a character', async () => {
  const { library } = await freshLibrary();
  const cakes = '🍰'.repeat(200);
  for (const pad of ['', '.']) {
    value(await library.recordVisit(visit('lw:a'), [passage('p1', `${cakes}${pad}cake${pad}${cakes}`)]));
    const hit = value(await library.search('cake')).hits[0];
    expect(hit?.snippet.isWellFormed()).toBe(true);
    expect(hit?.ranges.map(([start, end]) => hit.snippet.slice(start, end))).toEqual(['cake']);
  }
});

test('any word of any passage finds the passage, and the range shows that word', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }), { minLength: 1, maxLength: 6 }),
      async (texts) => {
        const { library } = await freshLibrary();
        value(
          await library.recordVisit(
            visit('lw:a', { title: '' }),
            texts.map((text, i) => passage(`p${i}`, text)),
          ),
        );
        for (const [i, text] of texts.entries())
          for (const word of foldedWords(text).slice(0, 3)) {
            const hits = value(await library.search(word, { limit: 50 })).hits;
            const hit = hits.find((it) => it.passage === `p${i}`);
            expect(hit).toBeDefined();
            for (const [start, end] of hit?.ranges ?? []) expect(fold(hit?.snippet.slice(start, end) ?? '')).toBe(word);
          }
        library.close();
      },
    ),
    { numRuns: 100 },
  );
});

test('folding keeps every offset', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(fold(text)).toHaveLength(text.length);
    }),
  );
});
