import { describe, expect, it } from 'vitest';
import type { Curation } from '../../../lib/library/records';
import { synthesize } from '../../../lib/synthesis';
import type { ClaimLine } from '../../../lib/synthesis/synthesis';
import { cellOf, says } from './lines';

const essay = [
  'Whoever works on this learns within an hour whether the last change was any good, since the test suite says so.',
  'That is not how most of science goes, where a reviewer answers after half a year and mostly about the title.',
  'We therefore expect this corner to move first, and the corners without a test suite to wait for somebody to build one.',
];
const post = (key: string, author: string | null, more: Partial<ClaimLine> = {}): ClaimLine[] =>
  essay.map((text, i) =>
    says(author, text, 1, { id: `${key}-${i}`, post: key, title: 'Tests first', order: i, ...more }),
  );

describe('cross-posts', () => {
  it('the same text at two places is one post, with its copy, and counts once', () => {
    const one = synthesize(post('lw:1', 'Ada Example', { publishedAt: '2026-01-01' }));
    const two = synthesize([
      ...post('substack:x', 'Ada Example', { publishedAt: '2026-01-02' }),
      ...post('lw:1', 'Ada Example', { publishedAt: '2026-01-01' }),
    ]);
    expect(two.posts).toHaveLength(1);
    expect(two.posts[0]).toMatchObject({ key: 'lw:1', copies: ['substack:x'], speaker: 'Ada Example' });
    expect(two.speakers).toEqual(one.speakers);
    expect(cellOf(two).positions[0]!.evidence.every((evidence) => evidence.repeats === undefined)).toBe(true);
    expect(cellOf(two).sureness).toBe(cellOf(one).sureness);
    expect(cellOf(two).positions[0]!.weight).toBe(cellOf(one).positions[0]!.weight);
  });

  it('small changes of punctuation and one more paragraph do not hide a copy', () => {
    const changed = post('substack:x', 'Ada Example').map((line) => ({
      ...line,
      text: line.text.replaceAll(',', ' –'),
    }));
    const extra = says('Ada Example', 'Thanks for reading, and do subscribe.', null, {
      post: 'substack:x',
      claims: [],
    });
    expect(synthesize([...post('lw:1', 'Ada Example'), ...changed, extra]).posts).toHaveLength(1);
  });

  it('links the names under which it stands', () => {
    const synthesis = synthesize([
      ...post('lw:1', 'ada_writes'),
      ...post('substack:x', 'Ada Example'),
      says('ada_writes', 'And elsewhere I hold the same.', 1, { post: 'lw:2', title: 'Other' }),
    ]);
    expect(cellOf(synthesis).verdict).toBe('single voice');
    expect(synthesis.speakers).toHaveLength(1);
  });

  it('a text quoted within another post stays with its author', () => {
    const quoting = [
      ...post('lw:2', 'Bo', { title: 'An answer', voice: 'q' }).slice(0, 2),
      ...Array.from({ length: 6 }, (_, i) =>
        says(
          'Bo',
          `Against that, point ${i}: word${i} and thing${i * 3} speak of case${i * 5} with reason${i * 7} here`,
          -1,
          {
            post: 'lw:2',
            title: 'An answer',
          },
        ),
      ),
    ];
    const synthesis = synthesize([...post('lw:1', 'Ada Example'), ...quoting]);
    expect(synthesis.posts).toHaveLength(2);
    expect(cellOf(synthesis).verdict).toBe('disagree');
  });

  it('posts made of the same phrases, under other names, are not copies of one another', () => {
    const series = (author: string, sign: number) =>
      Array.from({ length: 40 }, (_, i) =>
        says(
          author,
          `${author} on part ${i}: the feedback for task number ${i} is what we found it to be last year`,
          sign,
        ),
      );
    const synthesis = synthesize([...series('Ada', 1), ...series('Bo', -1)]);
    expect(synthesis.posts).toHaveLength(2);
    expect(cellOf(synthesis).verdict).toBe('disagree');
    expect(cellOf(synthesis).positions[0]!.evidence).toHaveLength(40);
  });

  it('one sentence in common makes no copy', () => {
    const a = says('Ada', 'There is no good signal here at all.', -1);
    const b = says('Bo', 'There is no good signal here at all.', -1);
    expect(synthesize([a, b]).posts).toHaveLength(2);
    expect(cellOf(synthesize([a, b])).verdict).toBe('agree');
  });
});

describe('speakers', () => {
  const a = says('Ada Example', 'The probe answers at once, every time.', 1);
  const b = says('ADA_EXAMPLE', 'The other method answers at once too.', 1, { post: 'elsewhere' });
  const c = says('Bo', 'Neither of them answers anything.', -1);

  it('one name in other spellings is one speaker', () =>
    expect(synthesize([a, b]).speakers).toEqual([{ name: 'Ada Example', posts: 2, passages: 2 }]));

  it('co-authors speak together, in whichever order they are named', () => {
    const together = says('Bo & Ada Example', 'We find it slow.', -1, { post: 'x' });
    const turned = says('Ada Example & Bo', 'We find it noisy.', -1, { post: 'y' });
    expect(synthesize([together, turned]).speakers).toHaveLength(1);
    expect(synthesize([a, together]).speakers).toHaveLength(2);
  });

  it('unnamed authors of two posts are two, and a post keeps its own', () => {
    const lines = [
      says(null, 'It is quick.', 1, { post: 'x', title: 'X' }),
      says(null, 'It is slow.', -1, { post: 'y', title: 'Y' }),
    ];
    expect(synthesize(lines).speakers.map((s) => s.name)).toEqual(['Unknown author (X)', 'Unknown author (Y)']);
    expect(cellOf(synthesize(lines)).verdict).toBe('disagree');
  });

  const merge = (more: Partial<Curation> = {}): Curation =>
    ({ id: '1', kind: 'merge-speakers', from: 'Bo', into: 'Ada Example', at: 1, deletedAt: null, ...more }) as Curation;

  it("the reader's merge makes one speaker, and its undoing two", () => {
    expect(synthesize([a, c], { curations: [merge()] }).speakers).toEqual([
      { name: 'Ada Example', posts: 2, passages: 2 },
    ]);
    expect(synthesize([a, c], { curations: [merge({ deletedAt: 2 })] }).speakers).toHaveLength(2);
  });

  it("the reader's name for a speaker is shown everywhere", () => {
    const rename: Curation = { id: '2', kind: 'rename-speaker', speaker: 'bo', name: 'Bodil', at: 2, deletedAt: null };
    const synthesis = synthesize([a, c], { curations: [rename] });
    expect(synthesis.speakers.map((s) => s.name)).toEqual(['Ada Example', 'Bodil']);
    expect(synthesis.cruxes[0]!.no).toEqual(['Bodil']);
    expect(synthesis.posts.map((p) => p.speaker)).toContain('Bodil');
  });

  it('pinned cells come first, and an overruled verdict keeps what it replaced', () => {
    const other = says('Bo', 'The lab is paid to do this.', 1, { type: 'IN', topics: ['alignment'] });
    const pin: Curation = { id: '3', kind: 'pin-cell', type: 'FQ', topic: 'interp', at: 1, deletedAt: null };
    const overrule: Curation = { ...pin, id: '4', kind: 'overrule-cell', verdict: 'different things' };
    expect(synthesize([a, c, other]).cells[0]).toMatchObject({ type: 'IN' });
    const synthesis = synthesize([a, c, other], { curations: [pin, overrule] });
    expect(synthesis.cells[0]).toMatchObject({
      type: 'FQ',
      pinned: true,
      verdict: 'different things',
      overruled: { verdict: 'disagree' },
    });
    expect(synthesis.cruxes).toEqual([]);
  });
});
