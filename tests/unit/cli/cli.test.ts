import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { importAnnotations } from '../../../lib/export';
import { passageSchema } from '../../../lib/passages/passage';
import { cruxlight, file, fixture, lines } from './run';

// Every call starts a process, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

const LW = { page: fixture('lw-settled.html'), url: addressOf('lw-settled') };

function addressOf(name: string): string {
  return (JSON.parse(readFileSync(fixture(`${name}.json`), 'utf8')) as { url: string }).url;
}

const passagesOf = (page: string, url: string) =>
  JSON.parse(cruxlight(['passages', page, '--url', url]).out) as {
    site: string | null;
    reason?: string;
    key: string;
    authors: string[];
    passages: { id: string; text: string; selectors: unknown }[];
  };

describe('the command line', () => {
  it('says how it is used, with status 2, when asked for what it does not have', () => {
    for (const args of [[], ['nothing'], ['toString'], ['tag', '--nope'], ['passages'], ['export', LW.page]]) {
      const { status, out, err } = cruxlight(args);
      expect([args, status]).toEqual([args, 2]);
      expect(out).toBe('');
      expect(err).toContain('Usage');
    }
  });

  it('names the file that cannot be read, with status 3', () => {
    const { status, err } = cruxlight(['passages', '/no/such/page.html', '--url', LW.url]);
    expect(status).toBe(3);
    expect(err).toContain('/no/such/page.html');
  });

  it('passages: one object, each passage by the contract', () => {
    const post = passagesOf(LW.page, LW.url);
    expect(post.site).toBe('lesswrong');
    expect(post.passages.length).toBeGreaterThan(3);
    for (const passage of post.passages) expect(passageSchema.safeParse(passage).error).toBeUndefined();
  });

  it('passages: no post is an answer, not an error', () => {
    const { status, out } = cruxlight(['passages', fixture('substack-note.html'), '--url', addressOf('substack-note')]);
    expect(status).toBe(0);
    expect(JSON.parse(out)).toEqual({ site: null, reason: expect.any(String) });
  });

  it('anchor: what passages described is found exactly; foreign words and bad lines are said to be so', () => {
    const { passages } = passagesOf(LW.page, LW.url);
    const foreign = {
      id: 'foreign',
      selectors: {
        quote: {
          exact: 'Nine lighthouse keepers disagreed about the colour of the third lamp.',
          prefix: '',
          suffix: '',
        },
      },
    };
    const input = [...passages, foreign].map((item) => JSON.stringify(item)).join('\n');
    const { status, out, err } = cruxlight(['anchor', LW.page, '--url', LW.url], `${input}\nnot json\n`);
    expect(status).toBe(3);
    expect(err).toContain(`standard input:${passages.length + 2}:`);
    const found = lines(out) as { id: string; found: boolean; text: string; how: string; reason?: string }[];
    expect(found).toHaveLength(passages.length + 1);
    for (const [i, passage] of passages.entries()) {
      expect(found[i]).toMatchObject({ id: passage.id, found: true, how: 'exact' });
    }
    expect(found.at(-1)).toMatchObject({ id: 'foreign', found: false, reason: expect.any(String) });
  });

  it('tag: a line each, in order, the good part of a batch kept', () => {
    const input = [
      {
        id: 'a',
        text: 'The feedback loop is slow and noisy: we never learn whether the work was any good.',
        post: 'p',
      },
      { id: 'b', text: 'Thanks to everyone who commented on a draft.', post: 'p' },
    ];
    const { status, out, err } = cruxlight(
      ['tag', '--all'],
      `${JSON.stringify(input[0])}\n{"text": 1}\n${JSON.stringify(input[1])}\n`,
    );
    expect(status).toBe(3);
    expect(err).toContain('standard input:2:');
    const [a, b] = lines(out) as { id: string; claims: { type: string }[]; scores: Record<string, number> }[];
    expect([a?.id, b?.id]).toEqual(['a', 'b']);
    expect(Object.keys(a!.scores).toSorted()).toEqual(['CB', 'FQ', 'IN', 'VV']);
    expect(a!.scores['FQ']).toBeGreaterThan(b!.scores['FQ']!);
  });

  it('tag: the scores and positions of every type are printed only when asked for', () => {
    const one = `${JSON.stringify({ id: 'a', text: 'Interp: feedback 2/5' })}\n`;
    const [plain] = lines(cruxlight(['tag'], one).out);
    expect(Object.keys(plain as object)).toEqual(expect.arrayContaining(['claims', 'topics', 'voice', 'rating']));
    expect(plain).not.toHaveProperty('scores');
    expect(plain).not.toHaveProperty('positions');
    const [all] = lines(cruxlight(['tag', '--all'], one).out);
    expect(all).toHaveProperty('scores.FQ');
    expect(all).toHaveProperty('positions.FQ.position', -0.5);
  });

  it('synthesize --claims: two who say opposite things with certainty disagree; a bad line is named', () => {
    const line = (id: string, post: string, author: string, position: number, text: string) =>
      JSON.stringify({
        id,
        post,
        title: post,
        author,
        text,
        claims: [{ type: 'FQ', position, confidence: 1 }],
        topics: ['interp'],
        voice: 'a',
      });
    const claims = file(
      'claims.jsonl',
      [
        line('1', 'one', 'Ada', 1, 'Steering tells us within the hour whether a probe found the feature.'),
        line('2', 'one', 'Ada', 1, 'Sweeps over probes have a clean score.'),
        line('3', 'two', 'Bo', -1, 'Nobody can tell a right explanation of a circuit from a pretty one.'),
        line('4', 'two', 'Bo', -1, 'The metrics of this field reward stories.'),
        '{"id": 5}',
      ].join('\n'),
    );
    const { status, out, err } = cruxlight(['synthesize', '--claims', claims]);
    expect(status).toBe(3);
    expect(err).toContain(`${claims}:5:`);
    const { cells } = JSON.parse(out) as { cells: { type: string; topic: string; verdict: string }[] };
    expect(cells).toContainEqual(expect.objectContaining({ type: 'FQ', topic: 'interp', verdict: 'disagree' }));
    expect(cruxlight(['synthesize', '--claims', claims, '--format', 'md']).out).toContain(
      'Is there good feedback for interpretability research?',
    );
  });

  it('synthesize: pages that are no posts are named, the rest is done', () => {
    const { status, out, err } = cruxlight(['synthesize', LW.page, fixture('substack-archive.html')]);
    expect(status).toBe(3);
    expect(err).toContain('substack-archive.html');
    expect((JSON.parse(out) as { posts: unknown[] }).posts).toHaveLength(1);
  });

  it('export: what goes out as JSON-LD or CSV comes back by the importer', () => {
    for (const format of ['jsonld', 'csv'] as const) {
      const { status, out } = cruxlight(['export', LW.page, '--url', LW.url, '--format', format]);
      expect(status).toBe(0);
      const back = importAnnotations(out, format);
      expect(back.ok && back.value.problems).toEqual([]);
    }
    const { out } = cruxlight(['export', LW.page, '--url', LW.url, '--format', 'md']);
    expect(out.startsWith('---\n')).toBe(true);
  });
});
