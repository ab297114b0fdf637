import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { expect, it } from 'vitest';
import { anchor } from '../../../lib/passages/anchor';
import { describe as describeSpan } from '../../../lib/passages/describe';
import { selectorsSchema } from '../../../lib/passages/passage';
import { buildTextIndex, spanOfRange } from '../../../lib/passages/text-index';

const word = fc.constantFrom(
  'loop',
  'signal',
  'the',
  'of',
  'ver\u00adify',
  '  spaced ',
  '\n',
  '\u201cquoted\u201d',
  '\u2014',
  'X',
  'na\u0308ive',
  '漢字',
  '🙂',
  '\u0645\u06cc\u200c',
);
const text = fc.array(word, { maxLength: 4 }).map((words) => words.join(' '));
const inline = fc.oneof(
  text,
  text.map((inner) => `<b>${inner}</b>`),
  text.map((inner) => `<a href="#"><i>${inner}</i></a>${inner}`),
  fc.constantFrom(
    '<br>',
    '<mjx-container aria-label="x^2"></mjx-container>',
    '\\(y\\)',
    '<sup class="footnote-ref">[1]</sup>',
    '<style>p{}</style>',
    '<span class="mjpage"><span aria-label="a_b" class="mjx-chtml"><span>soup</span></span></span>',
    '<!-- note -->',
  ),
);
const line = fc.array(inline, { maxLength: 5 }).map((parts) => parts.join(''));
const block = fc.letrec<{ block: string; item: string }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3 },
    line.map((inner) => `<p>${inner}</p>`),
    line.map((inner) => `<h2>${inner}</h2>`),
    fc
      .array(line, { maxLength: 4 })
      .map((cells) => `<table><tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr></table>`),
    fc.array(tie('item'), { maxLength: 3 }).map((items) => `<ul>${items.join('\n')}</ul>`),
    fc.array(tie('block'), { maxLength: 3 }).map((blocks) => `<blockquote>${blocks.join('')}</blockquote>`),
  ),
  item: fc.tuple(line, fc.option(tie('block'))).map(([inner, nested]) => `<li>${inner}${nested ?? ''}</li>`),
})).block;
const page = fc.array(block, { minLength: 1, maxLength: 4 }).map((blocks) => blocks.join('\n'));

/** Every range of short texts; of longer ones those from every start with some lengths. */
function* rangesIn(length: number): Generator<[number, number]> {
  for (let start = 0; start < length; start++) {
    for (let end = start + 1; end <= length; end += length > 60 && end - start > 3 ? 7 : 1) yield [start, end];
  }
}

it('describing and anchoring gives back the same characters and the same range', () => {
  fc.assert(
    fc.property(page, (html) => {
      const body = new JSDOM(`<body>${html}</body>`).window.document.body;
      const index = buildTextIndex([body], () => false);
      for (const [start, end] of rangesIn(index.text.length)) {
        const selectors = describeSpan(index, start, end);
        expect(anchor(index, selectors)).toMatchObject({ found: true, state: 'exact', start, end });
        const range = index.rangeOf(start, end);
        if (range === null) throw new Error(`no range for ${start}..${end}`);
        const span = spanOfRange(index, range);
        // A part of an equation is the whole equation.
        expect(span?.start).toBeLessThanOrEqual(start);
        expect(span?.end).toBeGreaterThanOrEqual(end);
        if (!html.includes('aria-label')) expect(span).toEqual({ start, end });
        expect(index.rangeOf(span?.start ?? -1, span?.end ?? -1)?.toString()).toBe(range.toString());
      }
    }),
    { numRuns: 40, seed: 11 },
  );
});

it('selectors are valid, and survive being written as UTF-8', () => {
  fc.assert(
    fc.property(page, fc.nat(), fc.nat(), (html, a, b) => {
      const body = new JSDOM(`<body>${html}</body>`).window.document.body;
      const { text: all } = buildTextIndex([body], () => false);
      const index = buildTextIndex([body], () => false);
      if (all.length < 2) return;
      const start = a % (all.length - 1);
      const selectors = describeSpan(index, start, start + 1 + (b % (all.length - start)));
      expect(selectorsSchema.parse(selectors)).toEqual(selectors);
      const { prefix, suffix } = selectors.quote;
      for (const context of [prefix, suffix]) {
        // The far end is whole; the near end is the quote's own edge.
        const far = context === prefix ? context.slice(0, 1) : context.slice(-1);
        expect(context === prefix ? /[\udc00-\udfff]/u.test(far) : /[\ud800-\udbff]/u.test(far)).toBe(false);
      }
    }),
    { numRuns: 100, seed: 12 },
  );
});

it('an impossible span is a bug, and says so', () => {
  const body = new JSDOM('<p>abc</p>').window.document.body;
  const index = buildTextIndex([body], () => false);
  expect(() => describeSpan(index, 2, 2)).toThrow(RangeError);
  expect(() => describeSpan(index, 1, 9)).toThrow(RangeError);
});
