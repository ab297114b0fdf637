import { decisionId, passageNoteId } from './annotations';
import type { Core } from './database';
import type { Annotation } from './records';
import { indexedTag } from './tags';

/** Where a record moves: the post's new key and the new ids of its passages. Absent means unchanged. */
export interface Move {
  from: string;
  to: string;
  passages: ReadonlyMap<string, string>;
}

/** An annotation as it is after a move. Its id follows where it is made of the passage's. */
export function movedAnnotation(annotation: Annotation, move: Move): Annotation {
  const passage = annotation.passage === null ? null : (move.passages.get(annotation.passage) ?? annotation.passage);
  let { id } = annotation;
  if (passage !== null && annotation.kind === 'decision' && annotation.type) id = decisionId(passage, annotation.type);
  else if (passage !== null && id.startsWith('n:')) id = passageNoteId(passage);
  return { ...annotation, id, post: annotation.post === move.from ? move.to : annotation.post, passage };
}

/** Two annotations that turn out to be one: the later one, with the other's note kept if it says something else. */
export function joinAnnotations(a: Annotation, b: Annotation): Annotation {
  const [older, newer] = a.updatedAt <= b.updatedAt ? [a, b] : [b, a];
  // What is alive beats a deletion: nothing is lost that somebody may still want.
  const [kept, other] = newer.deletedAt !== null && older.deletedAt === null ? [older, newer] : [newer, older];
  const extra = other.deletedAt === null && other.note !== '' && !kept.note.includes(other.note) ? other.note : '';
  const note = [kept.note, extra].filter((text) => text !== '').join('\n\n');
  return { ...kept, note, createdAt: Math.min(a.createdAt, b.createdAt) };
}

/** Moves a post's annotations, their history and its tags to another key and other passage ids. Inside a transaction. */
export async function rekey(core: Core, move: Move): Promise<void> {
  if (move.from === move.to && move.passages.size === 0) return;
  for (const annotation of await core.annotations.where('post', move.from)) {
    const moved = movedAnnotation(annotation, move);
    if (moved.id === annotation.id && moved.post === annotation.post && moved.passage === annotation.passage) continue;
    const there = moved.id === annotation.id ? undefined : await core.annotations.get(moved.id);
    if (moved.id !== annotation.id) await core.annotations.remove([annotation.id]);
    await core.annotations.put(there ? joinAnnotations(there, moved) : moved);
  }
  const history = await core.changes.where('post', move.from);
  const snapshot = (value: unknown): unknown => {
    const parsed = core.annotations.schema.safeParse(value);
    return parsed.success ? movedAnnotation(parsed.data, move) : value;
  };
  await core.changes.putAll(
    history.map((row) => {
      if (row.table === 'posts')
        return {
          ...row,
          post: move.to,
          record: move.to,
          before: renamed(row.before, move),
          after: renamed(row.after, move),
        };
      const [before, after] = [snapshot(row.before), snapshot(row.after)];
      const named: unknown = after ?? before;
      const id: unknown = typeof named === 'object' && named !== null ? Reflect.get(named, 'id') : null;
      return { ...row, post: move.to, record: typeof id === 'string' ? id : row.record, before, after };
    }),
  );
  for (const record of await core.tags.where('post', move.from)) {
    const passage = move.passages.get(record.passage) ?? record.passage;
    if (passage === record.passage && move.from === move.to) continue;
    if (passage !== record.passage) await core.tags.remove([[record.engine, record.passage]]);
    const there = await core.tags.get([record.engine, passage]);
    // A tag under the new id was made from the page as it is now.
    if (there && passage !== record.passage) continue;
    const moved = indexedTag({ ...record, post: move.to, passage, tag: { ...record.tag, id: passage } });
    // One that a newer engine's tag hides stays hidden.
    await core.tags.put(record.shown === 0 ? { ...moved, shown: 0, kinds: [] } : moved);
  }
}

/** Brings everything of one post under another key. The passages keep their ids here. */
export async function absorb(core: Core, from: string, to: string): Promise<void> {
  const passages = await core.passages.where('post', from);
  await core.passages.putAll(passages.map((passage) => ({ ...passage, post: to })));
  await rekey(core, { from, to, passages: new Map() });
  await core.posts.remove([from]);
  await core.words.remove([from]);
}

const renamed = (value: unknown, move: Move): unknown =>
  typeof value === 'object' && value !== null && Reflect.get(value, 'key') === move.from
    ? { ...value, key: move.to }
    : value;
