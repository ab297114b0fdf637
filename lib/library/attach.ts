import { decisionId, gone, isPassageNote, live, passageNoteId } from './annotations';
import { commit, type Edit, editing } from './changes';
import type { Core } from './database';
import { passageOf } from './find';
import { Refusal } from './problem';
import type { Annotation } from './records';
import type { Place } from './types';

const joined = (...notes: string[]) => [...new Set(notes.filter((note) => note !== ''))].join('\n\n');

/**
 * Hangs an annotation on other words of its post: the reader found for it what no program was sure of. A highlight takes
 * the words as they are; a decision, or a note on a passage, is about a whole passage and goes to the one that holds them.
 */
export function attach(core: Core, id: string, { passage: at, selectors }: Place): Promise<Annotation> {
  return editing(core, async () => {
    const before = live(await core.annotations.get(id));
    if (!before) throw new Refusal('missing', 'That annotation is not in your library any more.');
    const passage = at === null ? null : await passageOf(core, at);
    if (passage !== null && passage.post !== before.post)
      throw new Refusal('invalid', 'Those words stand in another post.');
    const now = core.clock();
    if (before.kind === 'highlight' && !isPassageNote(before)) {
      const after = { ...before, passage: passage?.id ?? null, selectors, updatedAt: now };
      await commit(core, 'Attach highlight', [{ table: 'annotations', before, after }]);
      return after;
    }
    const what = before.kind === 'decision' ? 'decision' : 'note';
    if (passage === null)
      throw new Refusal('invalid', `A ${what} belongs to one passage. Select words within a single paragraph.`);
    const type = before.kind === 'decision' ? before.type : null;
    const newId = type === null ? passageNoteId(passage.id) : decisionId(passage.id, type);
    const stored = newId === id ? before : await core.annotations.get(newId);
    const after: Annotation = {
      ...before,
      id: newId,
      passage: passage.id,
      selectors: passage.selectors,
      note: joined(live(stored)?.note ?? '', before.note),
      updatedAt: now,
    };
    const edits: Edit[] = [{ table: 'annotations', before: stored ?? null, after }];
    if (newId !== id) edits.unshift(gone(core, before));
    await commit(core, `Attach ${what}`, edits);
    return after;
  });
}
