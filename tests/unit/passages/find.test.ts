import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { findPassages, findPassagesInSteps, indexInSteps, indexOf } from '../../../lib/passages/find';
import type { Post, PostComment } from '../../../lib/sites/post';

function postOf(html: string, more: Partial<Post> = {}): Post {
  const { document } = new JSDOM(`<body><div id="body">${html}</div></body>`).window;
  const body = document.getElementById('body');
  if (!body) throw new Error('No body');
  return {
    site: 'generic',
    kind: 'post',
    key: 'lw:abc',
    aliases: [],
    url: 'https://example.org/',
    title: 'A title',
    authors: [
      { name: 'Ida', profile: null },
      { name: 'Oz', profile: null },
    ],
    publishedAt: null,
    bodies: [body],
    turns: [],
    extent: 'whole',
    comments: [],
    isNoise: (element) => element.classList.contains('noise'),
    ...more,
  };
}

const found = (html: string) => {
  const post = postOf(html);
  return findPassages(post, indexOf(post));
};
/** `[block] outer > inner (lead-in) text`, one line a passage. */
const lines = (html: string) =>
  found(`<p>First.</p><h1>Top</h1>${html}`)
    .slice(1)
    .map(({ block, heading, leadIn, text }) => `[${block}] ${heading.join(' > ')} (${leadIn ?? ''}) ${text}`);

describe('blocks', () => {
  it.each<[string, string, string[]]>([
    ['a paragraph', '<p>Some text.</p>', ['[paragraph] Top () Some text.']],
    [
      'text without a paragraph',
      'Loose text<p>and a paragraph.</p>more',
      ['[paragraph] Top () Loose text', '[paragraph] Top () and a paragraph.', '[paragraph] Top () more'],
    ],
    ['a line break', '<p>One<br>two</p>', ['[paragraph] Top () One two']],
    [
      'an item without the list in it',
      '<ul><li>Outer item.<ol><li>Inner item.</li></ol>The rest.</li></ul>',
      ['[item] Top () Outer item.', '[item] Top (Outer item.) Inner item.', '[item] Top () The rest.'],
    ],
    [
      'a quote in an item',
      '<ul><li><blockquote>Said by another.</blockquote></li></ul>',
      ['[quote] Top () Said by another.'],
    ],
    [
      'a list in a quote',
      '<blockquote><ul><li>Said by another.</li></ul></blockquote>',
      ['[quote] Top () Said by another.'],
    ],
    [
      'cells with running text',
      '<table><tr><th>Name</th><td>0.4</td><td>A cell with words enough in it.</td></tr></table>',
      ['[cell] Top () A cell with words enough in it.'],
    ],
    [
      'a footnote',
      '<section class="footnotes"><ol><li class="footnote-item"><p>A note.</p></li></ol></section>',
      ['[footnote]  () A note.'],
    ],
    ['no code', '<pre>let x = 1</pre><p>Text.</p>', ['[paragraph] Top () Text.']],
    ['no rule of stars', '<p>* * *</p><p>———</p><p>12</p>', []],
    [
      'no noise',
      '<p class="noise">Chrome.</p><p>Text with <span class="noise">chrome</span> in it.</p>',
      ['[paragraph] Top () Text with in it.'],
    ],
    [
      'blocks inside inline elements',
      '<a><div>One.</div><div>Two.</div></a>',
      ['[paragraph] Top () One.', '[paragraph] Top () Two.'],
    ],
    [
      'a definition list',
      '<dl><dt>Term</dt><dd>What it means.</dd></dl>',
      ['[paragraph] Top () Term', '[paragraph] Top () What it means.'],
    ],
  ])('%s', (_name, html, wanted) => expect(lines(html)).toEqual(wanted));
});

describe('headings', () => {
  it.each<[string, string, string[]]>([
    [
      'nest and end each other',
      '<h2>A</h2><p>a.</p><h3>B</h3><p>b.</p><h2>C</h2><p>c.</p>',
      ['[paragraph] Top > A () a.', '[paragraph] Top > A > B () b.', '[paragraph] Top > C () c.'],
    ],
    [
      'may be a bold paragraph, which is a passage as well',
      '<p><b>Bold <i>all</i> through</b></p><p>text.</p><h2>Next</h2><p>more.</p>',
      [
        '[paragraph] Top () Bold all through',
        '[paragraph] Top > Bold all through () text.',
        '[paragraph] Top > Next () more.',
      ],
    ],
    [
      'are no bold sentence and no half-bold paragraph',
      '<p><b>A bold sentence.</b></p><p><b>Half</b> bold</p><p>text.</p>',
      ['[paragraph] Top () A bold sentence.', '[paragraph] Top () Half bold', '[paragraph] Top () text.'],
    ],
    [
      'may be a short item',
      '<p>Here:</p><ul><li>Interp<ul><li>Feedback (3/5): fine.</li></ul></li><li>Evals<ul><li>Feedback (1/5): bad.</li></ul></li></ul>',
      [
        '[paragraph] Top () Here:',
        '[item] Top (Here:) Interp',
        '[item] Top > Interp (Here:) Feedback (3/5): fine.',
        '[item] Top (Here:) Evals',
        '[item] Top > Evals (Here:) Feedback (1/5): bad.',
      ],
    ],
    [
      'nest in items',
      '<ul><li>One<ul><li>Two<ul><li>Deep.</li></ul></li></ul></li></ul>',
      ['[item] Top () One', '[item] Top > One () Two', '[item] Top > One > Two () Deep.'],
    ],
    [
      'may be a bold label in an item',
      '<ul><li><p><strong>Label</strong></p><p>Its text.</p></li><li><p>Other.</p></li></ul>',
      ['[item] Top () Label', '[item] Top > Label () Its text.', '[item] Top () Other.'],
    ],
    [
      'do not leave a quote or a fold',
      '<blockquote><h2>In</h2><p>a.</p></blockquote><details><summary>Fold</summary><h1>Big</h1><p>b.</p></details><p>c.</p>',
      ['[quote] Top > In () a.', '[paragraph] Top > Fold > Big () b.', '[paragraph] Top () c.'],
    ],
  ])('%s', (_name, html, wanted) => expect(lines(html)).toEqual(wanted));
});

describe('the paragraph that introduces a list', () => {
  it.each<[string, string, string[]]>([
    [
      'is the one just before it',
      '<p>Far.</p><p>Two claims:</p><ul><li>One.</li><li>Two.</li></ul><p>After.</p>',
      [
        '[paragraph] Top () Far.',
        '[paragraph] Top () Two claims:',
        '[item] Top (Two claims:) One.',
        '[item] Top (Two claims:) Two.',
        '[paragraph] Top () After.',
      ],
    ],
    [
      'is none after a heading or another list',
      '<p>Text.</p><h2>H</h2><ul><li>One.</li></ul><ul><li>Two.</li></ul>',
      ['[paragraph] Top () Text.', '[item] Top > H () One.', '[item] Top > H () Two.'],
    ],
  ])('%s', (_name, html, wanted) => expect(lines(html)).toEqual(wanted));
});

describe('a list after a quote', () => {
  it('is not introduced by it', () => {
    expect(lines('<blockquote>Said.</blockquote><ul><li>One.</li></ul>')).toEqual([
      '[quote] Top () Said.',
      '[item] Top () One.',
    ]);
  });
});

describe('speakers', () => {
  it('are the co-authors together, the turn, or the comment', () => {
    const base = postOf(
      '<p>Intro.</p><div id="turn"><p>Said.</p></div><div class="noise"><div id="c1"><p>A reply.</p></div></div>',
    );
    const [body] = base.bodies;
    const turn = body?.querySelector('#turn');
    const comment = body?.querySelector('#c1');
    if (!turn || !comment) throw new Error('No parts');
    const comments: PostComment[] = [
      {
        id: 'c1',
        author: { name: 'Ann', profile: null },
        publishedAt: '2026-01-01',
        url: 'https://example.org/#c1',
        parentId: null,
        body: comment,
      },
    ];
    const post = {
      ...base,
      turns: [{ author: { name: 'Oz', profile: null }, body: turn }],
      comments,
    };
    const passages = findPassages(post, indexOf(post));
    expect(
      passages.map(({ author, kind, commentId, url, publishedAt }) => [author, kind, commentId, url, publishedAt]),
    ).toEqual([
      ['Ida & Oz', 'post', null, null, null],
      ['Oz', 'post', null, null, null],
      ['Ann', 'comment', 'c1', 'https://example.org/#c1', '2026-01-01'],
    ]);
  });

  it('are nobody where the page does not say', () => {
    const post = postOf('<p>Words.</p>', { authors: [] });
    expect(findPassages(post, indexOf(post))[0]?.author).toBeNull();
  });
});

describe('ids', () => {
  const idsOf = (html: string) => found(html).map((passage) => passage.id);

  it('stay when other text comes and goes, and tell equal passages apart', () => {
    const [a, b, again] = idsOf('<p>Same.</p><p>Other.</p><p>Same.</p>');
    expect(new Set([a, b, again]).size).toBe(3);
    expect(idsOf('<h2>New</h2><p>Inserted.</p><ul><li>Same.</li></ul>')[1]).toBe(a);
  });

  it('differ between posts and comments', () => {
    const one = postOf('<p>Same.</p>');
    const two = postOf('<p>Same.</p>', { key: 'lw:xyz' });
    expect(findPassages(one, indexOf(one))[0]?.id).not.toBe(findPassages(two, indexOf(two))[0]?.id);
  });
});

const word = fc.stringMatching(/^[a-z]{2,8}$/);
const words = fc.array(word, { minLength: 1, maxLength: 8 }).map((all) => all.join(' '));
const { tree } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    words,
    words.map((text) => `<p>${text}</p>`),
    fc
      .tuple(
        fc.constantFrom(
          'p',
          'div',
          'ul',
          'ol',
          'li',
          'blockquote',
          'b',
          'em',
          'span',
          'a',
          'table',
          'td',
          'h2',
          'details',
          'summary',
          'section',
          'pre',
          'figure',
        ),
        fc.array(tie('tree'), { maxLength: 4 }),
      )
      .map(([tag, inner]) => `<${tag}>${inner.join('')}</${tag}>`),
  ),
}));

describe('for every page', () => {
  it('passages stand in order, apart, and are the words of their index', () => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 6 }), (parts) => {
        const post = postOf(parts.join(' '));
        const index = indexOf(post);
        let end = 0;
        for (const passage of findPassages(post, index)) {
          expect(passage.start).toBeGreaterThanOrEqual(end);
          expect(passage.end).toBeGreaterThan(passage.start);
          end = passage.end;
          expect(passage.text).toBe(index.text.slice(passage.start, passage.end).replace(/\s+/g, ' '));
          expect(passage.text).toBe(passage.text.trim());
          expect(passage.selectors.position).toEqual({ start: passage.start, end: passage.end });
          expect(passage.element.textContent).toContain(passage.text.split(' ')[0]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('every word is in a passage, a heading, a short cell or code', () => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 5 }), (parts) => {
        const post = postOf(parts.join(' '));
        for (const element of post.bodies[0]?.querySelectorAll('h2, summary, pre, td') ?? []) element.remove();
        const index = indexOf(post);
        const count = (text: string) => text.split(/\s+/).filter((part) => part !== '').length;
        const passages = findPassages(post, index);
        expect(passages.reduce((sum, passage) => sum + count(passage.text), 0)).toBe(count(index.text));
      }),
      { numRuns: 300 },
    );
  });
});

describe('a post of 60,000 words with 1,000 comments', () => {
  const long = (paragraphs: number, comments: number) => {
    const paragraph = `<p>${'claims about feedback loops in research '.repeat(10)}</p>`;
    const base = postOf(
      paragraph.repeat(paragraphs) + `<div class="noise"><div class="c">${paragraph}</div></div>`.repeat(comments),
    );
    const bodies = [...(base.bodies[0]?.querySelectorAll('.c') ?? [])];
    return {
      ...base,
      comments: bodies.map((body, at) => ({
        id: `c${at}`,
        author: null,
        publishedAt: null,
        url: null,
        parentId: null,
        body,
      })),
    };
  };
  const stepsOf = (post: Post) => {
    const index = indexOf(post);
    const steps = findPassagesInSteps(post, index);
    let count = 0;
    for (;;) {
      const step = steps.next();
      if (step.done) return { count, passages: step.value };
      count += 1;
    }
  };

  it('is walked in steps, each of a bounded piece of work', () => {
    const post = long(1_000, 1_000);
    const { count, passages } = stepsOf(post);
    expect(passages).toHaveLength(2_000);
    expect(count).toBeGreaterThanOrEqual(2_000);
    const index = indexInSteps(post);
    let work = 0;
    for (let step = index.next(); !step.done; step = index.next()) work += 1;
    expect(work).toBeGreaterThan(100);
  });

  it('asks about each element a bounded number of times (linear work)', () => {
    const asked = (paragraphs: number) => {
      let count = 0;
      const post = long(paragraphs, paragraphs);
      const isNoise = post.isNoise;
      const counted = {
        ...post,
        isNoise: (element: Element) => {
          count += 1;
          return isNoise(element);
        },
      };
      findPassages(counted, indexOf(counted));
      return count;
    };
    expect(asked(400) / asked(100)).toBeLessThan(4.2);
  });
});
