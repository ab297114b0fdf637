import { newId } from '../base/clock';
import { gone, isPassageNote, live, withChoice } from './annotations';
import { commit, editing } from './changes';
import type { Core } from './database';
import { passageOf, postOf } from './find';
import { Refusal } from './problem';
import type { Annotation } from './records';
import type { HighlightPatch, NewHighlight } from './types';

/** Keeps words that the reader chose, with or without a type. */
export function addHighlight(core: Core, given: NewHighlight): Promise<Annotation> {
  return editing(core, async () => {
    const post = await postOf(core, given.post);
    const passage = given.passage === null ? null : (await passageOf(core, given.passage)).id;
    const now = core.clock();
    const after = withChoice<Annotation>(
      {
        id: `h:${newId(core.random)}`,
        kind: 'highlight',
        post: post.key,
        passage,
        selectors: given.selectors,
        type: given.type,
        verdict: null,
        note: given.note,
        createdAt: now,
        updatedAt: now,
        deletedAt: null,
      },
      given,
    );
    await commit(core, 'Highlight', [{ table: 'annotations', before: null, after }]);
    return after;
  });
}

export function updateHighlight(core: Core, id: string, patch: HighlightPatch): Promise<Annotation> {
  return editing(core, async () => {
    const before = live(await core.annotations.get(id));
    if (before?.kind !== 'highlight') throw new Refusal('missing', 'That highlight is not in your library any more.');
    const passage = patch.passage ? (await passageOf(core, patch.passage)).id : patch.passage;
    const next = withChoice<Annotation>(
      {
        ...before,
        passage: passage === undefined ? before.passage : passage,
        selectors: patch.selectors ?? before.selectors,
        type: patch.type === undefined ? before.type : patch.type,
        note: patch.note ?? before.note,
      },
      {
        position: 'position' in patch ? patch.position : before.position,
        topics: 'topics' in patch ? patch.topics : before.topics,
      },
    );
    const changed = JSON.stringify(next) !== JSON.stringify(before);
    const after = changed ? { ...next, updatedAt: core.clock() } : before;
    await commit(core, 'Edit highlight', [{ table: 'annotations', before, after }]);
    return after;
  });
}

/** Removes a highlight, a note or a decision. It can be undone. */
export function removeAnnotation(core: Core, id: string): Promise<null> {
  return editing(core, async () => {
    const before = live(await core.annotations.get(id));
    if (!before) return null;
    const label =
      before.kind === 'decision' ? 'Clear decision' : isPassageNote(before) ? 'Remove note' : 'Remove highlight';
    await commit(core, label, [gone(core, before)]);
    return null;
  });
}
