import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { postToMarkdown } from '../../../lib/export';
import { toMarkdownLink, toMarkdownQuote, toMarkdownText } from '../../../lib/export/markdown-text';
import { toFrontMatter } from '../../../lib/export/yaml';
import { exportPosts, nasty, sample } from './view';

describe('postToMarkdown', () => {
  const text = postToMarkdown(sample);

  it('has front matter, and a block with type, position, field, quote, note and link', () => {
    expect(text.startsWith('---\ntitle: "On signals"\nauthors:\n  - "Ada Example"\n  - "Bo Example"\n')).toBe(true);
    expect(text).toContain('**Feedback quality: good feedback** · Interpretability · *accepted by you*');
    expect(text).toContain('> Probes tell you within minutes');
    expect(text).toContain('Note: Compare with the comment.');
    expect(text).toContain('](https://www.lesswrong.com/posts/abc/on-signals#:~:text=');
  });

  it('says of a proposal that the machine made it, and how sure it is', () => {
    expect(text).toContain(
      '**Feedback quality: poor feedback** · Evaluations, Interpretability · *proposed by the machine (likely)*',
    );
  });

  it("names a comment's author and leads to the comment", () => {
    expect(text).toContain('Comment by Cy Example:');
    expect(text).toContain('on-signals?commentId=c1#:~:text=');
  });

  it('can leave the data out', () => {
    expect(postToMarkdown(sample, { data: false })).not.toContain('<!--');
    expect(text).toContain('<!-- cruxlight:data');
  });

  it('lets no text of the page open HTML or end the data comment', () => {
    fc.assert(
      fc.property(exportPosts, (view) => {
        const visible = postToMarkdown(view, { data: false }).split('\n---\n').slice(1).join('\n---\n');
        expect(visible).not.toMatch(/(?<!\\)<[a-z!/?]/i);
        const data = postToMarkdown(view).split('\n<!-- cruxlight:data\n')[1] ?? '-->\n';
        expect(data.indexOf('-->')).toBe(data.length - '-->\n'.length);
      }),
    );
  });
});

describe('toMarkdownText', () => {
  it.each([
    ['# head', '\\# head'],
    ['- item', '\\- item'],
    ['1. item', '1\\. item'],
    ['<img src=x onerror=y>', '\\<img src=x onerror=y\\>'],
    ['[a](http://b.example)', '\\[a\\](http\\://b.example)'],
    ['a\n\n# b', 'a \\# b'],
    ['&lt; R&D', '\\&lt; R&D'],
    ['a (really!) b', 'a (really!) b'],
    ['see www.b.example', 'see www\\.b.example'],
  ])('%j becomes %j', (text, expected) => expect(toMarkdownText(text)).toBe(expected));

  it('is one line, and without the backslashes it is the text', () => {
    fc.assert(
      fc.property(nasty(200), (text) => {
        const line = toMarkdownText(text);
        expect(line).not.toMatch(/[\n\r]/);
        expect(line.replace(/\\(\W|_)/g, '$1')).toBe(text.replace(/\s+/gu, ' ').trim());
      }),
    );
  });

  it('keeps every line of a quote in the quote', () => {
    fc.assert(
      fc.property(nasty(200), (text) => {
        for (const line of toMarkdownQuote(text).split('\n')) expect(line.startsWith('>')).toBe(true);
      }),
    );
  });

  it('links only to web pages', () => {
    expect(toMarkdownLink('a', 'javascript:alert(1)')).toBe('a');
    expect(toMarkdownLink('a', 'https://b.example/x_(y) z')).toBe('[a](https://b.example/x%5F%28y%29%20z)');
  });
});

describe('toFrontMatter', () => {
  it('keeps any string on its line, inside quotes', () => {
    fc.assert(
      fc.property(nasty(200), (text) => {
        const lines = toFrontMatter({ title: text, list: [text] }).split('\n');
        expect(lines).toHaveLength(6);
        expect(JSON.parse(lines[1]!.slice('title: '.length))).toBe(text);
        expect(JSON.parse(lines[3]!.slice('  - '.length))).toBe(text);
      }),
    );
  });
});
