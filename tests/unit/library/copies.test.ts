import { expect, test } from 'vitest';
import { copiesOf } from '../../../lib/library/copies';
import type { PostRecord } from '../../../lib/library/records';
import { fingerprint } from '../../../lib/passages/fingerprint';
import { seeded as randomOf } from '../../tools/mutate/random';
import { freshLibrary, passage, value, visit } from './make';

/** So many words that nobody else has, every `every`-th of them replaced. */
const text = (seed: string, every = 0, count = 400) =>
  Array.from({ length: count }, (_, at) => (every && at % every === 0 ? `edit${at}${every}` : `${seed}${at}`)).join(
    ' ',
  );

const ORIGINAL = 'https://pub.substack.com/p/slow?utm_source=x';

async function crossPosted(edited: number, original?: string) {
  const { library } = await freshLibrary();
  value(await library.recordVisit(visit('lw:a', original ? { original } : {}), [passage('p1', text('same'))]));
  value(
    await library.recordVisit(
      visit('substack:1', {
        site: 'substack',
        url: 'https://www.own.example/p/slow',
        aliases: ['substack:pub.substack.com/slow'],
      }),
      [passage('p2', text('same', edited))],
    ),
  );
  value(await library.recordVisit(visit('lw:other'), [passage('p3', text('else'))]));
  const posts = value(await library.posts());
  return Object.fromEntries(posts.map((post) => [post.key, post.copies.map((copy) => copy.key)]));
}

test('the same text on two sites is linked both ways, and no other', async () => {
  expect(await crossPosted(40)).toEqual({ 'lw:a': ['substack:1'], 'substack:1': ['lw:a'], 'lw:other': [] });
});

test('a copy that was edited more is linked where its page names the original, and only then', async () => {
  expect((await crossPosted(6))['lw:a']).toEqual([]);
  expect((await crossPosted(6, ORIGINAL))['lw:a']).toEqual(['substack:1']);
});

test('a page that names another text as its original is not linked to it', async () => {
  expect((await crossPosted(1, ORIGINAL))['lw:a']).toEqual([]);
});

test('what names the original is kept when the post is next seen by a mirror that does not', async () => {
  const { library } = await freshLibrary();
  value(await library.recordVisit(visit('lw:a', { original: ORIGINAL }), []));
  value(await library.recordVisit(visit('lw:a', { site: 'greaterwrong' }), []));
  expect(value(await library.posts())[0]?.original).toBe(ORIGINAL);
});

test('a thousand posts are compared without being felt', () => {
  const random = randomOf(1);
  const posts = Array.from({ length: 1_000 }, (_, at) => ({
    ...visit(`lw:${at}`),
    fingerprint: fingerprint([text(`w${at % 997}x${Math.floor(random() * 1e6)}`, 0, 200)]),
  })) as unknown as PostRecord[];
  const began = performance.now();
  const copies = copiesOf(posts);
  expect(performance.now() - began).toBeLessThan(1_000);
  expect(copies.size).toBe(0);
});
