import { describe, expect, it } from 'vitest';
import { findPassages, indexOf } from '../../../lib/passages/find';
import { passageSchema } from '../../../lib/passages/passage';
import { fixtures, openPage, outline, readFixture } from './pages';

describe.each(fixtures().map((page) => [page.name, page] as const))('page %s', (_name, page) => {
  it('is read as expected', () => {
    expect(page.expect, 'every page has an expectation beside it').toBeDefined();
    expect(outline(readFixture(page))).toEqual(page.expect);
  });

  it('is not changed by being read', () => {
    const document = openPage(page);
    const before = document.documentElement.outerHTML;
    outline(readFixture(page, document));
    expect(document.documentElement.outerHTML).toBe(before);
  });

  it('gives no chrome, no code and nothing hidden, and its selectors quote its index', () => {
    const read = readFixture(page);
    if (read.site === null) return;
    const index = indexOf(read);
    const passages = findPassages(read, index);
    for (const { element, start, end, publishedAt, url, ...stored } of passages) {
      expect(stored.text).not.toMatch(/CHROME|LEAK|CODE/);
      expect(index.text.slice(start, end)).toBe(stored.selectors.quote.exact);
      expect(passageSchema.safeParse(stored).success).toBe(true);
      expect(
        read.bodies.concat(read.comments.map((comment) => comment.body)).some((root) => root.contains(element)),
      ).toBe(true);
    }
    expect(index.text).not.toMatch(/LEAK/);
    expect(new Set(passages.map((passage) => passage.id)).size).toBe(passages.length);
  });
});
