import { isPassageNote } from './annotations';
import { commit, type Edit, editing } from './changes';
import { copiesOf } from './copies';
import type { Core } from './database';
import { findPost } from './find';
import type { PostRecord } from './records';
import type { Counts, PostQuery, PostSummary } from './types';

/** Calendar order of ISO dates of unlike lengths: `2024-03` is within `2024`. Null is in no range. */
export function withinDates(date: string | null, since?: string, until?: string): boolean {
  if (since === undefined && until === undefined) return true;
  if (date === null) return false;
  return (since === undefined || date >= since) && (until === undefined || date.slice(0, until.length) <= until);
}

type Order = (a: PostRecord, b: PostRecord) => number;
const text = (a: string, b: string) => a.localeCompare(b, 'en', { sensitivity: 'base' });
const ORDERS: Record<NonNullable<PostQuery['sort']>, Order> = {
  seen: (a, b) => b.lastSeenAt - a.lastSeenAt,
  'first-seen': (a, b) => b.firstSeenAt - a.firstSeenAt,
  published: (a, b) => text(b.publishedAt ?? '', a.publishedAt ?? ''),
  title: (a, b) => text(a.title, b.title),
  author: (a, b) => text(a.authors[0] ?? '', b.authors[0] ?? ''),
};

/** The posts that were not deleted. */
export async function livePosts(core: Core): Promise<PostRecord[]> {
  return (await core.posts.all()).filter((post) => post.deletedAt === null);
}

/** The posts of the library with what is in them, the last seen first unless asked otherwise. */
export async function posts(core: Core, query: PostQuery = {}): Promise<PostSummary[]> {
  const { sort = 'seen', sites, authors, since, until, annotated } = query;
  const all = await livePosts(core);
  const chosen = all.filter(
    (post) =>
      (!sites || sites.includes(post.site)) &&
      (!authors || post.authors.some((author) => authors.includes(author))) &&
      withinDates(post.publishedAt, since, until),
  );
  // Whichever posts are asked for, a copy may be any.
  const copies = copiesOf(all);
  const live = (await core.annotations.all()).filter((it) => it.deletedAt === null);
  const byPost = Map.groupBy(live, (it) => it.post);
  const claimed = await Promise.all(chosen.map((post) => claimedIn(core, post.key)));
  const summaries = chosen.map((post, i): PostSummary => {
    const own = byPost.get(post.key) ?? [];
    const decisions = own.filter((it) => it.kind === 'decision');
    const rejected = decisions.filter((it) => it.verdict === 'rejected').length;
    return {
      ...post,
      claimed: claimed[i] ?? 0,
      confirmed: decisions.length - rejected,
      rejected,
      highlights: own.filter((it) => it.kind === 'highlight' && !isPassageNote(it)).length,
      notes: own.filter((it) => it.note !== '').length,
      copies: (copies.get(post.key) ?? []).map(({ key, site, title, url }) => ({ key, site, title, url })),
    };
  });
  const some = (it: PostSummary) => it.confirmed + it.rejected + it.highlights + it.notes > 0;
  return summaries.filter((it) => !annotated || some(it)).sort((a, b) => ORDERS[sort](a, b) || text(a.key, b.key));
}

/** How many passages of a post have a claim. Counted in the index, which has one tag for each passage: none is read. */
const claimedIn = (core: Core, post: string): PromiseLike<number> =>
  core.tags.table.where('[shown+post]').equals([1, post]).count();

export async function counts(core: Core): Promise<Counts> {
  const list = await livePosts(core);
  const keys = new Set(list.map((post) => post.key));
  const live = (await core.annotations.all()).filter((it) => it.deletedAt === null && keys.has(it.post));
  const claimed = await Promise.all(list.map((post) => claimedIn(core, post.key)));
  return {
    posts: list.length,
    passages: list.reduce((sum, post) => sum + post.passageCount, 0),
    claimed: claimed.reduce((sum, count) => sum + count, 0),
    decisions: live.filter((it) => it.kind === 'decision').length,
    highlights: live.filter((it) => it.kind === 'highlight' && !isPassageNote(it)).length,
    notes: live.filter((it) => it.note !== '').length,
    quarantined: await core.quarantine.count(),
  };
}

/** Deletes posts and all that the reader left on them, as one action. Keys that are not in the library are passed over. */
export function deletePosts(core: Core, keys: readonly string[]): Promise<{ deleted: number }> {
  return editing(core, async () => {
    const now = core.clock();
    const found = new Map<string, PostRecord>();
    for (const key of keys) {
      const post = await findPost(core, key);
      if (post) found.set(post.key, post);
    }
    const edits: Edit[] = [];
    for (const post of found.values()) {
      edits.push({ table: 'posts', before: post, after: { ...post, deletedAt: now } });
      for (const before of await core.annotations.where('post', post.key))
        if (before.deletedAt === null)
          edits.push({ table: 'annotations', before, after: { ...before, deletedAt: now, updatedAt: now } });
    }
    await commit(core, found.size === 1 ? 'Delete post' : `Delete ${found.size} posts`, edits);
    return { deleted: found.size };
  });
}
