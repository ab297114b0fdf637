import { describe, expect, it } from 'vitest';
import { createRuns, type KeptRuns, type RunPorts } from '../../../entrypoints/background/engine/runs';
import { createTagging } from '../../../entrypoints/background/tagging';
import { err, ok } from '../../../lib/base/result';
import type { Ask } from '../../../lib/claims/engines';
import { answered, askingOf, embedded, embeddedEngine, newLibrary, passages, passagesOf, post, until } from './fakes';

const LONG = 'So many words that a request holds only a few of them. '.repeat(100);
const claim = { type: 'VV', position: '-', evidence: 'cannot be shown' };

async function start(texts: string[], ask: Ask, given: Partial<RunPorts> = {}) {
  const library = await newLibrary();
  await library.recordVisit(post, passages(texts));
  await createTagging(library, async () => ok(embeddedEngine))(post.key);
  let kept: KeptRuns = { posts: [], last: null };
  let awake = 0;
  const ports: RunPorts = {
    library,
    embedded,
    asking: async () => ok(askingOf(ask)),
    kept: {
      get: async () => kept,
      set: async (next) => {
        kept = structuredClone(next);
      },
    },
    stayAwake: () => {
      awake++;
      return () => void awake--;
    },
    changed: () => undefined,
    ...given,
  };
  const runs = createRuns(ports);
  const shown = async () => {
    const view = await library.postView(post.key);
    if (!view.ok || !view.value) throw new Error('no view');
    return view.value.items.map(({ engine, tag }) => ({ engine, claims: tag?.claims ?? [] }));
  };
  return { library, ports, runs, shown, pending: () => kept.posts, awake: () => awake };
}

const over = (state: string) => !['idle', 'running', 'waiting'].includes(state);

describe('a run of a stronger engine', () => {
  it('follows the embedded tags, shows what it used, and where the two differ', async () => {
    const { runs, shown, awake } = await start(
      ['We get good feedback on this.', 'That it is safe cannot be shown.', 'Tea.'],
      async (_, user) => answered(user, (text) => (text.includes('safe') ? claim : null)),
    );
    expect((await shown()).map((it) => it.engine)).toEqual(['embedded-test', 'embedded-test', 'embedded-test']);
    await runs.add(post.key);
    await until(() => over(runs.status().state));
    expect(runs.status()).toMatchObject({
      state: 'done',
      done: 3,
      of: 3,
      inputTokens: 10,
      outputTokens: 5,
      differs: 2,
    });
    const [feedback, safe, tea] = await shown();
    // What only the embedded model was sure of is a doubt now, and says why; what only the other finds says so too.
    expect(feedback?.claims).toMatchObject([{ type: 'FQ', sure: false, confidence: 0.4 }]);
    expect(feedback?.claims[0]?.reasons?.[0]?.label).toBe('engines differ: test model finds none');
    expect(safe?.claims).toMatchObject([{ type: 'VV', position: -0.8, sure: true }]);
    expect(safe?.claims[0]?.reasons?.[0]?.label).toBe('engines differ: the embedded model finds none');
    expect(tea?.claims).toEqual([]);
    expect(awake()).toBe(0);
  });

  it('asks once about a passage, and again about one that had no usable answer', async () => {
    const asked: string[][] = [];
    let bad = true;
    const { runs } = await start([`${LONG}one`, `${LONG}two`, `${LONG}three`], async (_, user) => {
      asked.push(passagesOf(user).map(({ text }) => text.slice(-5)));
      const answer =
        bad && asked.length === 2 ? ok({ text: 'no', inputTokens: null, outputTokens: null }) : answered(user);
      return answer;
    });
    await runs.add(post.key);
    await until(() => over(runs.status().state));
    expect(runs.status()).toMatchObject({ state: 'done', kept: asked[1]?.length });
    expect(runs.status().problem).toMatch(/^words: the answer is not JSON/u);
    const before = asked.length;
    bad = false;
    await runs.add(post.key);
    await until(() => asked.length > before && over(runs.status().state));
    expect(asked.slice(before)).toEqual([asked[1]]);
    await runs.add(post.key);
    await until(() => over(runs.status().state));
    expect(asked).toHaveLength(before + 1);
  });

  it('that is cancelled keeps what was read, forgets the queue, and can be started anew', async () => {
    let requests = 0;
    let hang = true;
    const { runs, shown, pending } = await start([`${LONG}one`, `${LONG}two`, `${LONG}three`], (_, user, signal) => {
      if (++requests < 2 || !hang) return Promise.resolve(answered(user));
      return new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
    });
    await runs.add(post.key);
    await until(() => requests === 2);
    await runs.cancel();
    hang = false;
    await until(() => over(runs.status().state));
    expect(runs.status().state).toBe('stopped');
    expect(pending()).toEqual([]);
    const half = (await shown()).filter((it) => it.engine?.startsWith('model:')).length;
    expect(half).toBeGreaterThan(0);
    expect(half).toBeLessThan(3);
    await runs.add(post.key);
    await until(() => runs.status().state === 'done');
    expect((await shown()).every((it) => it.engine?.startsWith('model:'))).toBe(true);
  });

  it('that a killed worker left behind goes on in its successor', async () => {
    const first = await start([`${LONG}one`], () => new Promise(() => undefined));
    await first.runs.add(post.key);
    await until(() => first.runs.status().of > 0);
    // The worker is gone: nothing of `first.runs` is used any more, only what was stored.
    const next = createRuns({ ...first.ports, asking: async () => ok(askingOf(async (_, user) => answered(user))) });
    await next.recover();
    await until(() => over(next.status().state));
    expect(next.status().state).toBe('done');
    expect(first.pending()).toEqual([]);
  });

  it('that fails says why and leaves every tag; nothing more is sent by itself', async () => {
    let requests = 0;
    const { runs, shown, ports } = await start(['We get good feedback.'], async () => {
      requests++;
      return err({ reason: 'the endpoint refused (status 401)', kind: 'stop' as const });
    });
    await runs.add(post.key);
    await until(() => over(runs.status().state));
    expect(runs.status()).toMatchObject({
      state: 'failed',
      problem: 'words: the endpoint refused (status 401)',
      kept: 1,
    });
    expect((await shown())[0]).toMatchObject({ engine: 'embedded-test', claims: [{ type: 'FQ' }] });
    await runs.offer(post.key);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(requests).toBe(1);
    // Nor by the worker's successor, which also knows what went wrong.
    const next = createRuns(ports);
    await next.recover();
    await next.offer(post.key);
    expect(next.status()).toMatchObject({ state: 'failed', problem: expect.stringMatching(/401/u) });
    expect(requests).toBe(1);
    await runs.reset();
    await runs.offer(post.key);
    await until(() => requests === 2);
  });

  it('stays on top when the embedded tags are made again', async () => {
    const { library, runs, shown } = await start(['We get good feedback.', 'Tea.'], async (_, user) => answered(user));
    await runs.add(post.key);
    await until(() => over(runs.status().state));
    // A new version of the embedded model, and one passage that the author changed.
    await library.recordVisit(
      post,
      [...passages(['We get good feedback.', 'Tea.'])].map((it, i) =>
        i === 1 ? { ...it, text: 'Coffee and feedback.' } : it,
      ),
    );
    await createTagging(library, async () => ok({ ...embeddedEngine, id: 'embedded-next' }))(post.key);
    expect((await shown()).map((it) => it.engine)).toEqual([expect.stringMatching(/^model:test/u), 'embedded-next']);
  });
});
