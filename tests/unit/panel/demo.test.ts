import { existsSync, readFileSync } from 'node:fs';
import { JSDOM, VirtualConsole } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { NO_FILTER } from '../../../components/panel/model';
import { DEMO_POSTS, demoVisit } from '../../../entrypoints/sidepanel/demo';
import { makeSynthesis } from '../../../entrypoints/sidepanel/synthesis';
import type { LibraryLine, PostSummary } from '../../../lib/library/library';
import { passageRecordSchema, tagRecordSchema } from '../../../lib/library/records';
import { findPassages, indexOf } from '../../../lib/passages/find';
import { readPage } from '../../../lib/sites';
import { demoAddress, demoPage } from '../../fixtures/panel/demo-pages';
import { post } from '../../fixtures/panel/made-up';

const VISITS = DEMO_POSTS.map((demo) => ({ demo, ...demoVisit(demo, `https://sample.example/${demo.slug}`) }));

function lines(): LibraryLine[] {
  return VISITS.flatMap(({ visit, passages, tags }) =>
    passages.map((passage, order): LibraryLine => {
      const tag = tags[order]!.tag;
      return {
        id: passage.id,
        post: visit.key,
        title: visit.title,
        author: passage.author,
        publishedAt: visit.publishedAt,
        text: passage.text,
        claims: tag.claims.map(({ type, position, confidence }) => ({ type, position, confidence, confirmed: false })),
        topics: tag.topics,
        voice: tag.voice,
        rating: tag.rating,
        url: visit.url,
        site: visit.site,
        kind: passage.kind,
        order,
      };
    }),
  );
}

const summaries = VISITS.map(
  ({ visit }): PostSummary => ({
    ...post({ key: visit.key, readTo: 0 }),
    claimed: 1,
    confirmed: 0,
    rejected: 0,
    highlights: 0,
    notes: 0,
    copies: [],
  }),
);

describe('the demonstration posts', () => {
  it('are what the library takes', () => {
    for (const { visit, passages, tags } of VISITS) {
      expect(visit.demo).toBe(true);
      expect(new Set(passages.map((it) => it.id)).size).toBe(passages.length);
      passages.forEach((it, order) => {
        expect(
          passageRecordSchema.safeParse({ ...it, post: visit.key, order, publishedAt: null, url: null }).error,
        ).toBeUndefined();
      });
      expect(tags).toHaveLength(passages.length);
      for (const tag of tags) expect(tagRecordSchema.safeParse(tag).error).toBeUndefined();
    }
  });

  it('disagree where a reader should see it, and nowhere without two sides', () => {
    const made = makeSynthesis({ lines: lines(), curations: [], posts: summaries }, NO_FILTER);
    if (made.state !== 'ready') throw new Error(made.reason);
    const disputed = made.synthesis.cells
      .filter((cell) => cell.verdict === 'disagree')
      .map((it) => `${it.type} ${it.topic}`);
    expect(disputed.toSorted()).toEqual(['CB theory', 'FQ interp', 'IN control', 'VV oversight']);
    expect(made.synthesis.ratings).toHaveLength(4);
  });

  for (const { demo, passages } of VISITS) {
    it(`have a page with the same words: ${demo.slug}`, () => {
      const file = new URL(`../../../assets/demo/pages/${demo.slug}.html`, import.meta.url);
      expect(existsSync(file)).toBe(true);
      const html = readFileSync(file, 'utf8');
      // Written by tests/fixtures/panel/demo-pages.ts; a post that changed needs its page written again.
      expect(html).toBe(demoPage(demo));
      const url = demoAddress(demo);
      const { window } = new JSDOM(html, { url, virtualConsole: new VirtualConsole() });
      const read = readPage(window.document, new URL(url));
      if (read.site === null) throw new Error(read.reason);
      expect([read.title, read.authors.map((it) => it.name), read.publishedAt?.slice(0, 10)]).toEqual([
        demo.title,
        demo.authors,
        demo.publishedAt.slice(0, 10),
      ]);
      const found = findPassages(read, indexOf(read));
      // White space is the passages' own affair, and tested there.
      const plain = (text: string) => text.replace(/\[\d+\]|\s+/g, '');
      const words = (list: { text: string }[]) => list.map((it) => plain(it.text)).toSorted();
      expect(words(found)).toEqual(words(passages));
      const who = (list: { kind: string; author: string | null }[]) =>
        list.filter((it) => it.kind === 'comment').map((it) => it.author);
      expect(who(found)).toEqual(who(passages));
    });
  }
});

describe('the synthesis of the panel', () => {
  const input = { lines: lines(), curations: [], posts: summaries };
  const ready = (
    filter: Partial<typeof NO_FILTER>,
    curations: Parameters<typeof makeSynthesis>[0]['curations'] = [],
  ) => {
    const made = makeSynthesis({ ...input, curations }, { ...NO_FILTER, ...filter });
    if (made.state !== 'ready') throw new Error(made.reason);
    return made;
  };

  it('leaves out whom the reader did not choose, under the name that the reader gave', () => {
    const rename = {
      id: 'r',
      kind: 'rename-speaker',
      speaker: 'Tobias Krane',
      name: 'T. K.',
      at: 1,
      deletedAt: null,
    } as const;
    const made = ready({ speakers: ['T. K.'] }, [rename]);
    expect(made.synthesis.speakers.map((it) => it.name)).toEqual(['T. K.']);
    expect(made.facets.speakers.map((it) => it.name)).toContain('Ines Marlowe');
  });

  it('counts only the posts that are left, by day', () => {
    expect(ready({ from: '2025-03-19', to: '2025-03-19' }).coverage.posts).toBe(1);
    expect(ready({}).coverage.posts).toBe(4);
  });

  it('rests on nothing but ratings where only what is confirmed counts and nothing is', () => {
    const made = ready({ confirmedOnly: true });
    expect([made.coverage.claims, made.coverage.confirmed]).toEqual([0, 0]);
    expect(made.synthesis.ratings).toHaveLength(4);
  });
});
