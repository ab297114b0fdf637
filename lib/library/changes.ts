import { Dexie } from 'dexie';
import { newId } from '../base/clock';
import type { Core } from './database';
import { findPost } from './find';
import type { Annotation, Change, Curation, PostRecord } from './records';
import type { Stepped } from './types';

/** Groups kept for undo. */
const UNDO_LIMIT = 1_000;

/** One record before and after; null where it does not exist. */
export type Edit =
  | { table: 'posts'; before: PostRecord; after: PostRecord }
  | { table: 'annotations'; before: Annotation | null; after: Annotation | null }
  | { table: 'curations'; before: Curation | null; after: Curation | null };

/** The tables that an edit and its history touch: the scope of every transaction that edits. */
export const editTables = (core: Core) => [
  core.posts.table,
  core.passages.table,
  core.tags.table,
  core.words.table,
  core.annotations.table,
  core.curations.table,
  core.changes.table,
  core.replica,
];

/** Runs one action of the reader as one transaction. */
export function editing<T>(core: Core, work: () => Promise<T>): Promise<T> {
  return Promise.resolve(core.db.transaction('rw', editTables(core), work));
}

/** The same for equal records, whatever the order of their fields. */
function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_, it: unknown) =>
    it && typeof it === 'object' && !Array.isArray(it)
      ? Object.fromEntries(Object.entries(it).sort(([a], [b]) => (a < b ? -1 : 1)))
      : it,
  );
}

const idOf = (edit: Edit): string =>
  edit.table === 'posts' ? edit.before.key : ((edit.after ?? edit.before)?.id ?? '');

function postOfEdit(edit: Edit): string | null {
  if (edit.table === 'posts') return edit.before.key;
  return edit.table === 'annotations' ? ((edit.after ?? edit.before)?.post ?? null) : null;
}

async function store(core: Core, table: Change['table'], record: string, value: unknown): Promise<void> {
  const target = core[table];
  if (value === null) await target.remove([record]);
  // The schema belongs to the table: the union of them is more than the compiler can follow. `put` checks the value.
  else await (target as { put: (record: unknown) => Promise<void> }).put(value);
}

/**
 * Stores an action's edits together with the rows that can undo them. Called inside `editing`; this is the one place
 * through which everything that the reader does passes. Edits that change nothing are left out; returns whether any was
 * left.
 */
export async function commit(core: Core, label: string, edits: readonly Edit[]): Promise<boolean> {
  const real = edits.filter((edit) => canonical(edit.before) !== canonical(edit.after));
  if (real.length === 0) return false;
  real.push(...(await postsToBringBack(core, real)));
  const step = await nextNumber(core, 'step');
  const group = newId(core.random);
  const rows: Change[] = [];
  for (const edit of real) {
    const record = idOf(edit);
    await store(core, edit.table, record, edit.after);
    rows.push({
      at: core.clock(),
      group,
      label,
      post: postOfEdit(edit),
      table: edit.table,
      record,
      before: edit.before,
      after: edit.after,
      undone: false,
      step,
      doneStep: step,
    });
  }
  await forgetRedo(core, new Set(rows.map((row) => row.post)));
  await core.changes.table.bulkAdd(rows.map((row) => core.changes.check(row)));
  await forgetOld(core, step - UNDO_LIMIT);
  return true;
}

/** A page may stay open after its post was deleted: what the reader leaves on it there brings the post back. */
async function postsToBringBack(core: Core, edits: readonly Edit[]): Promise<Edit[]> {
  const left = edits.flatMap((it) => (it.table === 'annotations' && it.after?.deletedAt === null ? it.after.post : []));
  const posts = await core.posts.getAll([...new Set(left)]);
  return posts
    .filter((post) => post.deletedAt !== null)
    .map((before) => ({ table: 'posts', before, after: { ...before, deletedAt: null } }));
}

/** What was undone on the same posts can't be redone after a new action on them. */
async function forgetRedo(core: Core, posts: ReadonlySet<string | null>): Promise<void> {
  const undone = core.changes.parse(await core.changes.table.orderBy('undoneStep').toArray());
  const groups = new Set(undone.filter((row) => posts.has(row.post)).map((row) => row.group));
  if (groups.size > 0)
    await core.changes.table
      .where('group')
      .anyOf([...groups])
      .delete();
}

/** Rows too old to be undone go, and with them the passages of posts whose deletion can no longer be taken back. */
async function forgetOld(core: Core, step: number): Promise<void> {
  if (step < 1) return;
  const old = core.changes.table.where('step').belowOrEqual(step);
  const rows = core.changes.parse(await old.toArray());
  if (rows.length === 0) return;
  for (const key of new Set(rows.filter((row) => row.table === 'posts').map((row) => row.record))) {
    const post = await core.posts.get(key);
    if (!post || post.deletedAt === null) continue;
    for (const { table } of [core.passages, core.tags]) await table.where('post').equals(key).delete();
    await core.words.remove([key]);
  }
  await core.changes.table.where('step').belowOrEqual(step).delete();
}

/** The rows of the group that undo (or redo) would take, in the order in which they were made. */
async function nextGroup(core: Core, way: 'undo' | 'redo', post?: string): Promise<Change[]> {
  const { table } = core.changes;
  const done =
    post === undefined
      ? table.orderBy('doneStep')
      : table.where('[post+doneStep]').between([post, Dexie.minKey], [post, Dexie.maxKey]);
  const row = await (way === 'undo' ? done : table.orderBy('undoneStep'))
    .reverse()
    // A damaged row is set apart and passed over.
    .filter((raw) => core.changes.parse([raw]).some((it) => post === undefined || it.post === post))
    .first();
  const first = core.changes.parse([row])[0];
  if (!first) return [];
  const rows = await core.changes.where('group', first.group);
  return rows.sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
}

/** The number after the greatest in use. Read from the index, so that a damaged row cannot hide it. */
async function nextNumber(core: Core, index: 'step' | 'undoneStep'): Promise<number> {
  const last = await core.changes.table.orderBy(index).lastKey();
  return typeof last === 'number' ? last + 1 : 1;
}

/**
 * Takes a row back (or makes it again) where the record is still as the row left it. A record that something later
 * changed (another action, an import, another device) is left alone: the later words win. Of a post only the deletion is
 * an action; visits go on changing its other fields.
 */
async function apply(core: Core, row: Change, to: unknown, from: unknown): Promise<boolean> {
  if (row.table === 'posts') {
    const now = await core.posts.get(row.record);
    const target = core.posts.schema.safeParse(to);
    if (!now || !target.success) return false;
    const { deletedAt, firstSeenAt, readTo } = target.data;
    await core.posts.put({
      ...now,
      deletedAt,
      firstSeenAt: Math.min(firstSeenAt, now.firstSeenAt),
      readTo: Math.max(readTo, now.readTo),
    });
    return true;
  }
  const now: unknown = (await core[row.table].get(row.record)) ?? null;
  if (canonical(now) !== canonical(from)) return false;
  await store(core, row.table, row.record, to);
  return true;
}

/** Undoes or redoes the last group, of all posts or of one. Null where there is none. Runs its own transaction. */
export function step(core: Core, way: 'undo' | 'redo', post?: string): Promise<Stepped | null> {
  return editing(core, async () => {
    const key = post === undefined ? undefined : ((await findPost(core, post, true))?.key ?? post);
    const rows = await nextGroup(core, way, key);
    const first = rows[0];
    if (!first) return null;
    const number = await nextNumber(core, way === 'undo' ? 'undoneStep' : 'step');
    let kept = 0;
    for (const row of way === 'undo' ? rows.toReversed() : rows) {
      const done =
        way === 'undo' ? await apply(core, row, row.before, row.after) : await apply(core, row, row.after, row.before);
      if (!done) kept++;
    }
    await core.changes.putAll(
      rows.map(({ undoneStep: _, doneStep: __, ...row }) =>
        way === 'undo'
          ? { ...row, undone: true, undoneStep: number }
          : { ...row, undone: false, step: number, doneStep: number },
      ),
    );
    const posts = [...new Set(rows.map((row) => row.post))].filter((it) => it !== null);
    return { label: first.label, posts, kept };
  });
}

/** The labels of what undo and redo would do; null where there is nothing. */
export async function undoable(core: Core, post?: string): Promise<{ undo: string | null; redo: string | null }> {
  const key = post === undefined ? undefined : ((await findPost(core, post, true))?.key ?? post);
  const [undo, redo] = [await nextGroup(core, 'undo', key), await nextGroup(core, 'redo', key)];
  return { undo: undo[0]?.label ?? null, redo: redo[0]?.label ?? null };
}
