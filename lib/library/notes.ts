import { gone, live, passageNoteId } from './annotations';
import { commit, editing } from './changes';
import type { Core } from './database';
import { passageOf } from './find';
import { Refusal } from './problem';
import type { Annotation } from './records';

/** Sets the note of an annotation, or of a passage as a whole. An empty note on a passage takes it away. */
export function setNote(
  core: Core,
  target: { annotation: string } | { passage: string },
  note: string,
): Promise<Annotation | null> {
  return editing(core, async () => {
    const now = core.clock();
    if ('annotation' in target && !target.annotation.startsWith('n:')) {
      const before = live(await core.annotations.get(target.annotation));
      if (!before) throw new Refusal('missing', 'That annotation is not in your library any more.');
      if (before.note === note) return before;
      const after = { ...before, note, updatedAt: now };
      await commit(core, 'Edit note', [{ table: 'annotations', before, after }]);
      return after;
    }
    const id = 'passage' in target ? target.passage : target.annotation.slice(2);
    const passage = await passageOf(core, id);
    const stored = await core.annotations.get(passageNoteId(passage.id));
    const before = live(stored);
    if ((before?.note ?? '') === note) return before;
    if (note === '' && before) {
      await commit(core, 'Remove note', [gone(core, before)]);
      return null;
    }
    const after: Annotation = {
      id: passageNoteId(passage.id),
      kind: 'highlight',
      post: passage.post,
      passage: passage.id,
      selectors: passage.selectors,
      type: null,
      verdict: null,
      createdAt: now,
      ...before,
      note,
      updatedAt: now,
      deletedAt: null,
    };
    await commit(core, before ? 'Edit note' : 'Add note', [{ table: 'annotations', before: stored ?? null, after }]);
    return after;
  });
}
