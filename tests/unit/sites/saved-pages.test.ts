import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type FoundPassage, findPassages, indexOf } from '../../../lib/passages/find';
import { readPage } from '../../../lib/sites/index';
import type { NoPost, Post } from '../../../lib/sites/post';
import { openPage } from './pages';

const SHARED = fileURLToPath(new URL('../../../../shared/', import.meta.url));
const PAGES = `${SHARED}pages/`;
const SEEDS = `${SHARED}seeds/`;

interface Expected {
  url: string;
  title: string;
  isPost: boolean;
  passages: string[];
}

/**
 * Passages that the independent extractor leaves out, and we don't, each looked at: a paragraph that a side comment's icon
 * broke open (2023 LessWrong), and long quotations that Substack keeps as preformatted text.
 */
const EXTRAS: Record<string, number> = { 'lesswrong-3.html': 1, 'substack-45.html': 41 };

/**
 * Words as they are compared. The extractor keeps footnote numbers, and glues words at `<br>` and at the line breaks that it
 * drops: so white space is not compared here (the pages of our own have their exact spaces in their expectations).
 */
function folded(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\[\d+\]/g, '')
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .replace(/\s+/g, '');
}

function open(file: string, url: string): { read: Post | NoPost; passages: FoundPassage[] } {
  const address = url || 'https://mail.example/message';
  const read = readPage(openPage({ html: readFileSync(file, 'utf8'), url: address }), new URL(address));
  return { read, passages: read.site === null ? [] : findPassages(read, indexOf(read)) };
}

/** Takes each expected text out of the found ones once; gives back what is missing and what is left. */
function compare(expected: string[], found: string[]): { missing: string[]; extra: string[] } {
  const left = new Map<string, number>();
  for (const text of found) left.set(folded(text), (left.get(folded(text)) ?? 0) + 1);
  const missing = expected.filter((text) => {
    const count = left.get(folded(text)) ?? 0;
    if (count > 0) left.set(folded(text), count - 1);
    return count === 0;
  });
  const extra = [...left].flatMap(([text, count]) => (text.length >= 40 ? Array<string>(count).fill(text) : []));
  return { missing, extra };
}

const present = existsSync(`${PAGES}expected.json`);
if (!present) console.warn('The saved pages are not here (../shared/pages): the tests over them are skipped.');

describe.skipIf(!present)('saved pages (skipped where ../shared/pages is absent)', () => {
  const expected: Record<string, Expected> = present ? JSON.parse(readFileSync(`${PAGES}expected.json`, 'utf8')) : {};
  const totals = { expected: 0, missing: 0 };

  it.each(Object.entries(expected).filter(([, page]) => !page.isPost))('%s is no post', (file, page) => {
    expect(open(PAGES + file, page.url).read.site).toBeNull();
  });

  it.each(Object.entries(expected).filter(([, page]) => page.isPost))('%s', (file, page) => {
    const { read, passages } = open(PAGES + file, page.url);
    if (read.site === null) throw new Error(read.reason);
    const own = passages.filter((passage) => passage.kind === 'post').map((passage) => passage.text);
    const { missing, extra } = compare(page.passages, own);
    totals.expected += page.passages.length;
    totals.missing += missing.length;
    expect(missing.length / page.passages.length, missing[0]).toBeLessThanOrEqual(0.01);
    expect(extra.length, extra[0]).toBe(EXTRAS[file] ?? 0);
    // The saved title has the site's or the author's name behind it, or is cut off.
    const short = (title: string) => title.replace(/\s+/g, ' ').slice(0, 40);
    expect(short(page.title).startsWith(short(read.title)) || short(read.title).startsWith(short(page.title))).toBe(
      true,
    );
    expect(read.title).not.toMatch(/ — LessWrong$| - by /);
    expect(read.authors.length).toBeGreaterThan(0);
    expect(read.publishedAt).toMatch(/^20\d\d-\d\d-\d\d/);
    for (const comment of read.comments) expect(comment.author?.name, comment.id).toBeTruthy();
  });

  it('finds at least 99% over all', () => {
    expect(totals.expected).toBeGreaterThan(1000);
    expect(1 - totals.missing / totals.expected).toBeGreaterThanOrEqual(0.99);
  });

  it('reads the streamed page as it was served like the assembled one', () => {
    const [served, assembled] = ['lesswrong-1.html', 'lesswrong-1-assembled.html'].map((file) =>
      open(PAGES + file, expected[file]?.url ?? '').passages.map((passage) => passage.id),
    );
    expect(served).toEqual(assembled);
  });
});

describe.skipIf(!existsSync(SEEDS))('seed posts (skipped where ../shared/seeds is absent)', () => {
  const seed = (file: string) => {
    const html = readFileSync(SEEDS + file, 'utf8');
    const url = /rel="canonical" href="([^"]+)"/.exec(html)?.[1] ?? '';
    return open(SEEDS + file, url);
  };
  const files = existsSync(SEEDS) ? readdirSync(SEEDS).filter((file) => file.endsWith('.html')) : [];

  it.each(files)('%s is a post with an author, a date and text', (file) => {
    const { read, passages } = seed(file);
    expect(read).toMatchObject({ authors: [{ name: expect.stringMatching(/^Author [A-Z]$/) }] });
    expect(read.site !== null && read.publishedAt).toMatch(/^20/);
    expect(passages.length).toBeGreaterThan(20);
  });

  it('finds every rating under the field that it rates', () => {
    const ratings = seed('lesswrong-fields.html').passages.filter((passage) => /\(\d(\.\d)?\/5\)/.test(passage.text));
    expect(new Set(ratings.map((passage) => passage.heading.at(-1))).size).toBe(10);
    for (const rating of ratings) expect(rating.heading.at(-1), rating.text).toBeTruthy();
  });
});
