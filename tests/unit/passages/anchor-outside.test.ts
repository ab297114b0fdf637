import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { anchorAll } from '../../../lib/passages/anchor';
import { foreignQuotes } from '../../tools/mutate/measure';
import { examine, openSubject, piecesOf, type Subject, type Verdict } from '../../tools/mutate/outside';
import { OUTSIDE_EDITS } from '../../tools/mutate/outside-edits';
import { makePost, makeVocabulary } from '../../tools/mutate/pages';
import { seeded } from '../../tools/mutate/random';

/*
 * What anchoring promises, put to the test as a stranger would: whole pages with their comments, edited as HTML, written
 * out, opened again. Pages of our own making always; saved real pages where a checkout has them.
 */

const vocabulary = makeVocabulary(seeded(31), 4_000);

/** A LessWrong page with made-up words: a post, and threads of comments below it. */
function made(seed: number): Subject {
  const random = seeded(seed);
  const comment = (id: number) =>
    `<div class="comments-node CommentFrame-node" id="Cm${id}${'A'.repeat(13)}"><div class="CommentsItem-root">
     <span class="CommentUserName-author"><a href="/users/r${id}">Reader ${id}</a></span><time datetime="2026-03-02T10:00:00.000Z">2mo</time>
     <div class="CommentBody-root"><div class="CommentBody-commentStyling">${makePost(random, vocabulary, 3)}</div></div></div></div>`;
  const path = '/posts/Ab1AAAAAAAAAAAAAA/made-up';
  return {
    name: `made ${seed}`,
    url: `https://www.lesswrong.com${path}`,
    html: `<html><head><meta property="og:url" content="https://www.lesswrong.com${path}"></head><body><div id="postBody">
      <h1 class="PostsPageTitle-root"><a class="PostsPageTitle-link" href="${path}">Made up</a></h1>
      <div class="PostsPage-postContent"><div id="postContent"><div>${makePost(random, vocabulary, 120)}</div></div></div></div>
      <div>${[100, 101, 102, 103, 104, 105, 106, 107].map(comment).join('')}</div></body></html>`,
  };
}

const PAGES = fileURLToPath(new URL('../../../../shared/pages/', import.meta.url));
const NAMES = ['lesswrong-1.html', 'substack-15.html', 'substack-42.html'];

function savedSubjects(): Subject[] {
  if (!existsSync(`${PAGES}expected.json`)) return [];
  const expected = JSON.parse(readFileSync(`${PAGES}expected.json`, 'utf8')) as Record<string, { url: string }>;
  return NAMES.filter((name) => existsSync(PAGES + name)).map((name) => ({
    name,
    html: readFileSync(PAGES + name, 'utf8'),
    url: expected[name]?.url ?? '',
  }));
}

/**
 * The least share of passages with nine tenths of their words left that must be found. Where blocks stand elsewhere, short
 * ones have nothing but their words, and are given up; where most is rewritten, only short ones have so many left.
 */
function leastFound(name: string): number {
  if (!/^(?:move|confuse|sort)/.test(name)) return /[23]0%$/.test(name) ? 0.95 : 0.98;
  return /[23]0%$/.test(name) ? 0.8 : 0.95;
}

function suite(subjects: readonly Subject[]): void {
  it.each(Object.entries(OUTSIDE_EDITS))('%s', (name, edit) => {
    const verdicts = subjects.flatMap((subject, i) => examine(subject, edit, i + 11));
    const count = (wanted: Verdict['verdict']) => verdicts.filter(({ verdict }) => verdict === wanted).length;
    expect(verdicts.length).toBeGreaterThan(100);
    if (name === 'unchanged') {
      expect(verdicts.every(({ outcome }) => outcome.found && outcome.state === 'exact')).toBe(true);
    }
    expect((count('wrong') + count('revived')) / verdicts.length).toBeLessThanOrEqual(0.005);
    const near = verdicts.filter(({ kept, same }) => kept && same >= 0.9);
    const found = near.filter(({ verdict }) => verdict === 'right').length;
    if (near.length > 20) expect(found / near.length).toBeGreaterThanOrEqual(leastFound(name));
  });

  it.each([8, 16, 30, 40, 80, 160, 320])(
    'quotes of %i characters of another page, with and without contexts',
    (length) => {
      const pages = subjects.map(openSubject);
      let asked = 0;
      let placed = 0;
      pages.forEach(({ index }, i) => {
        const other = pages[(i + 1) % pages.length];
        if (other === undefined) throw new Error('no other page');
        const quotes = foreignQuotes(other.index, length, 60, seeded(i + length));
        const bare = quotes.map(({ quote: { exact } }) => ({ quote: { exact, prefix: '', suffix: '' } }));
        for (const outcome of [...anchorAll(index, quotes), ...anchorAll(index, bare)]) {
          asked += 1;
          if (outcome.found) placed += 1;
        }
      });
      expect(asked).toBeGreaterThan(100);
      expect(placed / asked).toBeLessThanOrEqual(length < 40 ? 0.01 : 0);
    },
  );

  it('all passages of another page', () => {
    const pages = subjects.map(openSubject);
    pages.forEach(({ index }, i) => {
      const foreign = piecesOf(pages[(i + 1) % pages.length] as (typeof pages)[number]);
      const found = anchorAll(
        index,
        foreign.map(({ passage }) => passage.selectors),
      ).filter((outcome) => outcome.found);
      expect(found).toEqual([]);
    });
  });
}

describe('made-up pages, edited from outside', () => suite([made(1), made(2)]));

const saved = savedSubjects();
if (saved.length > 1) describe('saved pages, edited from outside', () => suite(saved));
else
  it.skip('saved pages, edited from outside: there are none beside this checkout (../shared/pages)', () => undefined);
