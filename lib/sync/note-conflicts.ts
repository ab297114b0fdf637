import { valuesOf } from './field';
import type { Store } from './ports';
import { readRecords } from './read-records';
import { isAlive, type RecordState, shownRecord } from './record';

/** A note that was written in two places without sight of each other. */
export interface NoteConflict {
  annotation: string;
  post: string;
  postTitle: string;
  /** The words that the note hangs on. */
  quote: string;
  /** The shown one first; at least two. */
  texts: string[];
}

const ANNOTATIONS = 'annotations/';

const textAt = (value: unknown, ...path: string[]): string => {
  const found = path.reduce<unknown>(
    (it, name) => (typeof it === 'object' && it !== null ? Reflect.get(it, name) : undefined),
    value,
  );
  return typeof found === 'string' ? found : '';
};

function textsOf(state: RecordState): string[] {
  const { note } = state.fields;
  const values = note && isAlive(state) ? valuesOf(note) : [];
  return values.map((value) => (typeof value === 'string' ? value : ''));
}

/** All of them, with what they are about. Reads all annotations. */
export async function noteConflicts(store: Store): Promise<NoteConflict[]> {
  const conflicts: NoteConflict[] = [];
  const ids = await store.transaction((tx) => tx.records.ids(ANNOTATIONS));
  for (const [record, state] of await readRecords(store, ids)) {
    const texts = textsOf(state);
    if (texts.length < 2) continue;
    const shown = shownRecord(state);
    const post = textAt(shown, 'post');
    const known = await store.transaction((tx) => tx.records.get(`posts/${post}`));
    conflicts.push({
      annotation: record.slice(ANNOTATIONS.length),
      post,
      postTitle: textAt(known ? shownRecord(known) : null, 'title'),
      quote: textAt(shown, 'selectors', 'quote', 'exact'),
      texts,
    });
  }
  return conflicts;
}
