import { describe, expect, it } from 'vitest';
import { importAnnotations } from '../../../lib/export';

const selector = [
  { type: 'RangeSelector', startContainer: '/p[1]' },
  { type: 'TextPositionSelector', start: 10, end: 32 },
  { type: 'TextQuoteSelector', exact: 'a signal worth having', prefix: 'this is ', suffix: '.' },
];
const row = {
  id: 'abcDEF',
  created: '2026-01-02T03:04:05.678901+00:00',
  updated: '2026-01-03T03:04:05.678901+00:00',
  user: 'acct:someone@hypothes.is',
  uri: 'https://blog.example/p/one#part',
  text: 'my *note*',
  tags: ['feedback', 'reread'],
  group: '__world__',
  target: [{ source: 'https://blog.example/p/one', selector }],
  document: { title: ['One'] },
};

describe('Hypothesis', () => {
  const file = (annotations: unknown[]): string =>
    JSON.stringify({ export_date: 'x', client_version: '1', annotations });

  it('takes quote, note, tags, times and address', () => {
    const back = importAnnotations(file([row]), 'hypothesis');
    const entry = back.ok ? back.value.entries[0] : undefined;
    expect(entry?.post).toMatchObject({
      url: 'https://blog.example/p/one',
      title: 'One',
      key: 'url:https://blog.example/p/one',
    });
    expect(entry?.annotation).toMatchObject({
      kind: 'highlight',
      type: 'FQ',
      note: 'my *note*\n\nTags: reread',
      createdAt: Date.parse('2026-01-02T03:04:05.678Z'),
      updatedAt: Date.parse('2026-01-03T03:04:05.678Z'),
      selectors: {
        quote: { exact: 'a signal worth having', prefix: 'this is ', suffix: '.' },
        position: { start: 10, end: 32 },
      },
    });
  });

  it('gives the same ids when it is imported again', () => {
    const ids = [1, 2].map(() => {
      const back = importAnnotations(file([row]), 'hypothesis');
      return back.ok && back.value.entries[0]?.annotation?.id;
    });
    expect(ids[0]).toBe(ids[1]);
  });

  it('reports page notes, replies and nonsense one by one, and keeps the rest', () => {
    const items = [
      { ...row, target: [{ source: row.uri }] },
      { ...row, references: ['x'] },
      7,
      { ...row, uri: 'file:///x' },
      row,
    ];
    const back = importAnnotations(file(items), 'hypothesis');
    expect(back.ok && back.value.entries).toHaveLength(1);
    expect(back.ok && back.value.problems.map((problem) => problem.item)).toEqual([1, 2, 3, 4]);
  });
});

describe('other Web Annotations', () => {
  const one = {
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: 'http://example.org/anno1',
    type: 'Annotation',
    body: [
      { type: 'TextualBody', value: 'a comment', purpose: 'commenting' },
      { type: 'TextualBody', value: 'VV', purpose: 'tagging' },
    ],
    target: { source: 'https://blog.example/p/two', selector: { type: 'TextQuoteSelector', exact: 'proved it' } },
  };

  it.each([
    ['one alone', one],
    ['a list', [one]],
    ['a page', { type: 'AnnotationPage', items: [one] }],
    ['a collection', { type: ['AnnotationCollection'], first: { type: 'AnnotationPage', items: [one] } }],
  ])('are read from %s', (_, document) => {
    const back = importAnnotations(JSON.stringify(document), 'jsonld');
    expect(back.ok && back.value.entries[0]?.annotation).toMatchObject({
      type: 'VV',
      note: 'a comment',
      kind: 'highlight',
    });
  });

  it('without words are reported', () => {
    const back = importAnnotations(JSON.stringify([one, { ...one, target: 'https://blog.example' }]), 'jsonld');
    expect(back.ok && back.value.problems).toEqual([{ item: 2, reason: expect.any(String) }]);
  });
});
