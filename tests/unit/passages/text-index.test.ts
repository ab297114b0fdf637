import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { buildTextIndex, indexing, rangesOf, spanOfRange, type TextIndex } from '../../../lib/passages/text-index';

function bodyOf(html: string): Element {
  return new JSDOM(`<body>${html}</body>`).window.document.body;
}

function indexOf(html: string, isNoise: (element: Element) => boolean = () => false): TextIndex {
  return buildTextIndex([bodyOf(html)], isNoise);
}

describe('the text of an index', () => {
  const cases: [string, string, string][] = [
    ['white space is one space', '<p>  a \n\t b&nbsp;&#8201;c </p>', 'a b c'],
    ['space across elements is one', '<p>a <b> b </b> c</p>', 'a b c'],
    ['soft hyphens and zero-width characters are dropped', '<p>in&shy;ter&#8203;pret&#xFEFF;able</p>', 'interpretable'],
    [
      'joiners, which carry meaning, stay',
      '<p>\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645</p>',
      '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645',
    ],
    ['blocks and breaks are one line end', '<p>a</p>\n\n<div><p></p><p>b<br><br>c</p></div>', 'a\nb\nc'],
    ['no space stands beside a line end', '<p>a <br> b </p><p> c</p>', 'a\nb\nc'],
    ['cells are apart', '<table><tr><td>1</td><td>2</td></tr></table>', '1\n2'],
    ['nested lists', '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>', 'a\nb\nc'],
    [
      'code, controls and editors are left out',
      '<p>a<style>x{}</style><script>y</script><button>z</button></p><div contenteditable="true">w</div>',
      'a',
    ],
    [
      'footnote markers are left out',
      '<p>word<span class="footnote-reference"><sup>[1]</sup></span>, more<a class="footnote-anchor">2</a></p>',
      'word, more',
    ],
    ['links back from notes are left out', '<li><span class="footnote-back-link">^</span><div>note</div></li>', 'note'],
    ['MathJax 3', '<p>so <mjx-container aria-label="x^2"></mjx-container>.</p>', 'so x^2.'],
    [
      'MathJax 2, with its style sheet',
      '<p>so <span class="math-tex"><style>.m{}</style><span class="mjpage"><span class="mjx-chtml"><span class="mjx-math" aria-label="y_1"><span aria-hidden="true">y1y</span></span></span></span></span>.</p>',
      'so y_1.',
    ],
    ['unrendered TeX', '<p>so \\(z\\).</p>', 'so \\(z\\).'],
    [
      'KaTeX',
      '<p><span class="katex"><math><semantics><mi>q</mi><annotation encoding="application/x-tex">q^2</annotation></semantics></math><span>qq</span></span></p>',
      'q^2',
    ],
    [
      'a displayed equation is a line',
      '<p>so<mjx-container display="true" aria-label="x"></mjx-container>then</p>',
      'so\nx\nthen',
    ],
    ['nothing', '<p> </p>', ''],
  ];
  it.each(cases)('%s', (_, html, text) => {
    expect(indexOf(html).text).toBe(text);
  });

  it('leaves out what the caller calls noise', () => {
    const index = indexOf('<p>a<span class="n">noise</span>b</p>', (element) => element.className === 'n');
    expect(index.text).toBe('ab');
  });

  it('reads a root within another once, and parts roots', () => {
    const body = bodyOf('<div><p>a</p></div><p>b</p>');
    const [div, p] = [body.children[0] as Element, body.children[1] as Element];
    expect(buildTextIndex([div, div.children[0] as Element, p], () => false).text).toBe('a\nb');
  });

  it('changes nothing of the page', () => {
    const body = bodyOf('<p>a <b>b</b>&shy;c</p>');
    const before = body.innerHTML;
    buildTextIndex([body], () => false).rangeOf(0, 3);
    expect(body.innerHTML).toBe(before);
  });

  it('is read in small steps', () => {
    const steps = indexing([bodyOf('<p>word word word</p>'.repeat(2_000))], () => false);
    let count = 0;
    let step = steps.next();
    for (; !step.done; step = steps.next()) count += 1;
    expect(count).toBeGreaterThan(10);
    expect(step.value.text.length).toBe(2_000 * 15 - 1);
  });
});

describe('places', () => {
  it('knows the characters of an element', () => {
    const body = bodyOf('<p>one</p><p>two <b>three</b></p><p></p>');
    const index = buildTextIndex([body], () => false);
    expect(index.spanOf(body.children[1] as Element)).toEqual({ start: 4, end: 13 });
    expect(index.spanOf(body.querySelector('b') as Element)).toEqual({ start: 8, end: 13 });
    expect(index.spanOf(body.children[2] as Element)).toBeNull();
  });

  it('gives no element a space that belongs before it', () => {
    const body = bodyOf('<p>foo <b> bar</b> <i> </i></p><p>x</p>');
    const index = buildTextIndex([body], () => false);
    const span = index.spanOf(body.querySelector('b') as Element);
    expect(index.text.slice(span?.start, span?.end)).toBe('bar');
    expect(index.spanOf(body.querySelector('i') as Element)).toBeNull();
  });

  it('reads a selection that starts or ends in elements, noise and equations', () => {
    const body = bodyOf(
      '<p>ab <mjx-container aria-label="x"><i>glyph</i></mjx-container> cd<button>no</button></p><p>ef</p>',
    );
    const index = buildTextIndex([body], () => false);
    const range = body.ownerDocument.createRange();
    const glyph = body.querySelector('i')?.firstChild as Node;
    range.setStart(glyph, 2);
    range.setEnd(body.querySelector('button')?.firstChild as Node, 1);
    const span = spanOfRange(index, range);
    expect(index.text.slice(span?.start, span?.end)).toBe('x cd');
    range.selectNodeContents(body);
    expect(spanOfRange(index, range)).toEqual({ start: 0, end: index.text.length });
  });

  it('has no place for what is outside the roots', () => {
    const body = bodyOf('<p>a</p><p>b</p>');
    const index = buildTextIndex([body.children[0] as Element], () => false);
    expect(index.positionOf(body.children[1]?.firstChild as Node, 0)).toBeNull();
  });

  it('gives no range once the page has changed under it', () => {
    const body = bodyOf('<p>some words</p><p>more</p>');
    const index = buildTextIndex([body], () => false);
    (body.querySelector('p')?.firstChild as Text).data = 'so';
    expect(index.rangeOf(5, 10)).toBeNull();
    body.children[1]?.remove();
    expect(index.rangeOf(11, 15)).toBeNull();
    expect(rangesOf(index, 11, 15)).toEqual([]);
  });

  it('paints words and nothing that was left out', () => {
    const index = indexOf(
      '<p>one <b>two</b> three<sup class="footnote-ref">[1]</sup> four<br>five</p><ul><li>six</li></ul>',
    );
    const painted = rangesOf(index, 4, index.text.length - 1).map(String);
    expect(painted).toEqual(['two three', ' four', 'five', 'si']);
  });
});
