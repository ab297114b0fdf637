import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entriesOf, importAnnotations, postToMarkdown, toCsv, toJsonLd } from '../../../lib/export';
import { exportPosts, sample } from './view';

const formats = [
  ['markdown', postToMarkdown],
  ['jsonld', toJsonLd],
  ['csv', toCsv],
] as const;

describe.each(formats)('%s', (kind, write) => {
  it('gives back every annotation and proposal as it was', () => {
    fc.assert(
      fc.property(exportPosts, (view) => {
        const entries = entriesOf(view);
        const back = importAnnotations(write(view), kind);
        if (entries.length === 0) return;
        expect(back).toEqual({ ok: true, value: { entries, problems: [] } });
      }),
      { numRuns: 150 },
    );
  });

  it('gives back the sample, and has something to give', () => {
    const back = importAnnotations(write(sample), kind);
    expect(back.ok && back.value.entries).toEqual(entriesOf(sample));
    expect(entriesOf(sample)).toHaveLength(3);
  });

  it('leaves deleted annotations out', () => {
    const items = sample.items.map((item) => ({
      ...item,
      annotation: item.annotation === null ? null : { ...item.annotation, deletedAt: 5 },
    }));
    const back = importAnnotations(write({ ...sample, items }), kind);
    expect(back.ok && back.value.entries.map((entry) => entry.annotation)).toEqual([null]);
  });
});

describe('bad items', () => {
  it('CSV: a bad row is reported with its line, the others are kept', () => {
    const text = toCsv(sample).replace('decision', 'nonsense');
    const back = importAnnotations(text, 'csv');
    expect(back.ok && back.value.entries).toHaveLength(2);
    expect(back.ok && back.value.problems).toEqual([{ item: 2, reason: expect.stringContaining('annotation.kind') }]);
  });

  it('Markdown: a damaged line is reported, the others are kept', () => {
    const text = postToMarkdown(sample).replace('{"post"', '{"post');
    const back = importAnnotations(text, 'markdown');
    expect(back.ok && back.value.entries).toHaveLength(2);
    expect(back.ok && back.value.problems).toEqual([{ item: 1, reason: expect.stringContaining('not JSON') }]);
  });

  it('JSON-LD: an item without words is reported, the others are kept', () => {
    const document = JSON.parse(toJsonLd(sample));
    document.first.items[1].target.selector = [];
    const back = importAnnotations(JSON.stringify(document), 'jsonld');
    expect(back.ok && back.value.entries).toHaveLength(2);
    expect(back.ok && back.value.problems).toEqual([{ item: 2, reason: 'it quotes no words' }]);
  });

  it.each([
    ['markdown', '# Just notes\n'],
    ['jsonld', '"a string"'],
    ['jsonld', '{'],
    ['csv', 'a,b\r\n1,2\r\n'],
    ['csv', '"never closed'],
    ['hypothesis', '{"annotations": 3}'],
  ] as const)('%s: a file of another kind is refused with a reason: %s', (kind, text) => {
    const back = importAnnotations(text, kind);
    expect(back.ok).toBe(false);
    expect(!back.ok && back.error).not.toBe('');
  });
});
