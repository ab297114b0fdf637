import { expect, it } from 'vitest';
import { NO_FILTER } from '../../../components/panel/model';
import { DEMO_POSTS, demoVisit } from '../../../entrypoints/sidepanel/demo';
import { makeSynthesis } from '../../../entrypoints/sidepanel/synthesis';
import type { Library } from '../../../lib/library/library';
import type { Synthesis } from '../../../lib/synthesis/synthesis';
import { freshLibrary, value } from '../library/make';

async function synthesisOf(library: Library): Promise<Synthesis> {
  const [lines, curations, posts] = [
    value(await library.synthesisLines()),
    value(await library.curations()),
    value(await library.posts()),
  ];
  const made = makeSynthesis({ lines, curations, posts }, NO_FILTER);
  if (made.state !== 'ready') throw new Error(made.reason);
  return made.synthesis;
}

it('a lead of the sample posts becomes a crux by two decisions, and a lead again when they are undone', async () => {
  const { library } = await freshLibrary();
  for (const post of DEMO_POSTS) {
    const { visit, passages, tags } = demoVisit(post, `https://sample.example/${post.slug}`);
    value(await library.recordVisit(visit, passages));
    // The machine is unsure of every side, as it is of most in a lead.
    const unsure = tags.map(({ tag, ...rest }) => ({
      ...rest,
      tag: { ...tag, claims: tag.claims.map((claim) => ({ ...claim, positionConfidence: 0.59 })) },
    }));
    value(await library.putTags(unsure));
  }
  const before = await synthesisOf(library);
  const lead = before.leads?.find((it) => it.kind === 'same field');
  if (lead === undefined) throw new Error('the sample posts have no lead in one field');
  const { type, topic } = lead;
  expect(before.cruxes.filter((it) => it.type === type && it.topic === topic)).toEqual([]);

  for (const voice of [lead.yes[0]!, lead.no[0]!])
    value(
      await library.decide({
        passage: voice.evidence.passage,
        type,
        verdict: 'accepted',
        shown: voice.evidence.position,
      }),
    );
  const after = await synthesisOf(library);
  expect(after.cruxes.find((it) => it.type === type && it.topic === topic)).toMatchObject({
    yes: expect.arrayContaining([lead.yes[0]!.speaker]),
    no: expect.arrayContaining([lead.no[0]!.speaker]),
  });
  // What the reader settled stands where it is seen, among the first.
  expect(after.cruxes.findIndex((it) => it.type === type && it.topic === topic)).toBeLessThan(4);
  expect(after.leads?.some((it) => it.kind === 'same field' && it.type === type && it.topic === topic)).toBe(false);

  value(await library.undo());
  value(await library.undo());
  expect(await synthesisOf(library)).toEqual(before);
});
