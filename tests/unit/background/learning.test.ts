import { describe, expect, it } from 'vitest';
import { createLearning } from '../../../entrypoints/background/engine/learning';
import { tagInputs } from '../../../lib/claims/input';
import { embedded, memoryStore, newLibrary, passages, post } from './fakes';

const TEXTS = Array.from({ length: 12 }, (_, i) => `Passage ${i} speaks of gardens and feedback.`);

async function start() {
  const library = await newLibrary();
  await library.recordVisit(post, passages(TEXTS));
  let now = 1;
  const learning = createLearning(library, memoryStore(), embedded, () => now);
  const probability = async () => {
    const base = await embedded();
    const engine = await learning.engine(base.value);
    const [tag] = await engine.tag(tagInputs(post, passages(['More gardens and feedback.'])));
    return tag?.scores.FQ ?? 0;
  };
  return {
    library,
    learning,
    probability,
    later: () => {
      now = Number.MAX_SAFE_INTEGER;
    },
  };
}

describe('learning from decisions', () => {
  it('moves the embedded tagger towards what the reader rejected, and back when it is undone', async () => {
    const { library, learning, probability } = await start();
    const before = await probability();
    for (let i = 0; i < 10; i++) await library.decide({ passage: `p${i}`, type: 'FQ', verdict: 'rejected' });
    expect((await learning.fromPost(post.key)).ok).toBe(true);
    expect(await learning.count()).toBe(10);
    const after = await probability();
    expect(after).toBeLessThan(before);
    await library.undo();
    await learning.fromPost(post.key);
    expect(await learning.count()).toBe(9);
    for (let i = 0; i < 9; i++) await library.undo();
    await learning.fromPost(post.key);
    expect(await probability()).toBe(before);
  });

  it('takes a change of mind instead of the first word', async () => {
    const { library, learning, probability } = await start();
    const before = await probability();
    for (let i = 0; i < 10; i++) await library.decide({ passage: `p${i}`, type: 'FQ', verdict: 'rejected' });
    await learning.fromPost(post.key);
    expect(await probability()).toBeLessThan(before);
    for (let i = 0; i < 10; i++) await library.decide({ passage: `p${i}`, type: 'FQ', verdict: 'accepted' });
    await learning.fromPost(post.key);
    expect(await learning.count()).toBe(10);
    expect(await probability()).toBeGreaterThanOrEqual(before);
  });

  it('forgets, and does not learn the same decisions again', async () => {
    const { library, learning, probability, later } = await start();
    const before = await probability();
    for (let i = 0; i < 10; i++) await library.decide({ passage: `p${i}`, type: 'FQ', verdict: 'rejected' });
    await learning.fromPost(post.key);
    expect(await probability()).toBeLessThan(before);
    later();
    await learning.forget();
    await learning.fromPost(post.key);
    expect(await learning.count()).toBe(0);
    expect(await probability()).toBe(before);
  });
});
