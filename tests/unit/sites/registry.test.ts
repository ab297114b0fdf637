import { describe, expect, it } from 'vitest';
import { readPage } from '../../../lib/sites/index';
import { SITE_IDS } from '../../../lib/sites/post';
import { ADAPTERS } from '../../../lib/sites/registry';
import { fixtures, openPage, readFixture } from './pages';

describe('the registry', () => {
  it('has one adapter for every site', () => {
    expect(ADAPTERS.map((adapter) => adapter.id).sort()).toEqual([...SITE_IDS].sort());
  });

  it.each(ADAPTERS.map((adapter) => [adapter.id, adapter] as const))('has a page for %s, with a post', (id) => {
    const own = fixtures().filter((page) => page.adapter === id);
    expect(own.some((page) => readFixture(page).site === id)).toBe(true);
  });

  it('asks the adapter that each page is for, and only that one', () => {
    for (const page of fixtures()) {
      const matching = ADAPTERS.filter((adapter) => adapter.id !== 'generic').filter((adapter) =>
        adapter.matches(new URL(page.url), openPage(page)),
      );
      const wanted = page.adapter && page.adapter !== 'generic' ? [page.adapter] : [];
      expect(
        matching.map((adapter) => adapter.id),
        page.name,
      ).toEqual(wanted);
    }
  });

  it.each([
    'https://www.lesswrong.com.evil.example/posts/Ab1AAAAAAAAAAAAAA/x',
    'https://evil.example/www.lesswrong.com/posts/Ab1AAAAAAAAAAAAAA/x',
    'https://notlesswrong.com/posts/Ab1AAAAAAAAAAAAAA/x',
    'https://forum.effectivealtruism.org.evil.example/posts/Ab1AAAAAAAAAAAAAA/x',
    'https://substack.com.evil.example/p/x',
    'https://evilsubstack.com/p/x',
  ])('takes no lookalike host: %s', (url) => {
    const page = fixtures().find((candidate) => candidate.name === 'lw-settled');
    const document = openPage({ html: page?.html ?? '', url });
    expect(readPage(document, new URL(url)).site).toBeNull();
  });
});
