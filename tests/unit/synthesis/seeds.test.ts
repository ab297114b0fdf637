import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { synthesize } from '../../../lib/synthesis';
import type { Synthesis } from '../../../lib/synthesis/synthesis';
import { embeddedEngine } from '../../../scripts/cli/engine';
import { claimLines, tagPage } from '../../../scripts/cli/lines';
import { isNoPost, readSavedPage } from '../../../scripts/cli/page';

const SEEDS = fileURLToPath(new URL('../../../../shared/seeds/', import.meta.url));
const FILES = ['lesswrong-acceleration', 'lesswrong-fields', 'lesswrong-unique', 'substack-acceleration'];
const present = existsSync(SEEDS);
if (!present)
  console.warn('The seed posts are not here (../shared/seeds): the tests over their synthesis are skipped.');

async function synthesisOfSeeds(): Promise<Synthesis> {
  const engine = await embeddedEngine();
  const pages = await Promise.all(FILES.map((file) => readSavedPage(`${SEEDS}${file}.html`)));
  const tagged = await Promise.all(pages.map((page) => (isNoPost(page) ? null : tagPage(page, engine))));
  return synthesize(tagged.flatMap((page) => (page === null ? [] : claimLines(page))));
}

describe.skipIf(!present)('the synthesis of the seed posts (skipped where ../shared/seeds is absent)', () => {
  it('shows who finds feedback no worse than elsewhere, who rates it low, and on what evidence', async () => {
    const { leads = [], posts } = await synthesisOfSeeds();
    expect(posts).toHaveLength(3);
    const lead = leads.find((it) => it.kind === 'comparison' && it.type === 'FQ');
    expect(lead?.topic).toBe('alignment');
    expect(lead?.yes.map((voice) => voice.speaker)).toEqual(['Author U']);
    expect(lead?.yes[0]?.comparison).toMatch(/not any harder .* than in other fields/);
    const low = lead?.no.map(({ speaker, evidence }) => [speaker, evidence.rating?.item, evidence.rating?.value]);
    expect(low).toContainEqual(['Author F', 'Theoretical Alignment', 1]);
    expect(low).toContainEqual(['Author F', 'Agent Foundations', 1]);
    expect(low).toContainEqual(['Author F', 'Field Building', 1]);
    // It is the first thing worth settling, and nothing of it is called a disagreement.
    expect(leads[0]).toBe(lead);
  }, 60_000);
});
