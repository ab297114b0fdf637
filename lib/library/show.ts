import type { Core } from './database';
import type { PassageRecord, PostRecord } from './records';
import { absorb } from './rekey';
import { searchable } from './searchable';
import { Store } from './store';
import { annotationFromFields, curationFromFields, type Fields, passageFromFields, postFromFields } from './synced';

/** The same tables with no journal behind them. */
function quiet(core: Core): Core {
  const plain = <T>({ table, schema }: Store<T>) => new Store(table, schema, core.apart);
  return { ...core, posts: plain(core.posts), annotations: plain(core.annotations), curations: plain(core.curations) };
}

const newest = (here: number, there: unknown): number => Math.max(here, typeof there === 'number' ? there : 0);

/** A post as merged. How it was found in its page here stays; times and progress only grow. */
async function showPost(core: Core, key: string, fields: Fields | null, deletedAt: number): Promise<void> {
  const here = await core.posts.get(key);
  if (fields === null) {
    // What somebody left on a post keeps it: the deletion did not know of that.
    if (!here || here.deletedAt !== null || (await isAnnotated(core, key))) return;
    return core.posts.put({ ...here, deletedAt });
  }
  const there = postFromFields(key, fields);
  if (!there) return;
  // It was found to be another post's former key, which whoever wrote this had not seen.
  if ((await core.posts.where('aliases', key)).some((it) => it.key !== key && it.deletedAt === null)) return;
  const { words, passageCount, fingerprint, extent, demo } = here ?? there;
  const merged: PostRecord = {
    ...here,
    ...there,
    words,
    passageCount,
    fingerprint,
    extent,
    demo,
    readTo: newest(here?.readTo ?? 0, there.readTo),
    lastSeenAt: newest(here?.lastSeenAt ?? 0, there.lastSeenAt),
    firstSeenAt: Math.min(here?.firstSeenAt ?? there.firstSeenAt, there.firstSeenAt),
  };
  await core.posts.put(merged);
  for (const alias of there.aliases) {
    const former = alias === key ? undefined : await core.posts.get(alias);
    // Another device found that two posts are one: what was found in the page goes to the key that stays.
    if (former) await absorbFormer(core, former, merged);
  }
}

async function absorbFormer(core: Core, from: PostRecord, to: PostRecord): Promise<void> {
  await absorb(core, from.key, to.key);
  const { words, passageCount, fingerprint, extent } = from.passageCount > to.passageCount ? from : to;
  await core.posts.put({ ...to, words, passageCount, fingerprint, extent });
  await searchable(core, to.key);
}

const isAnnotated = async (core: Core, post: string): Promise<boolean> =>
  (await core.annotations.where('post', post)).some((it) => it.deletedAt === null);

/** A passage on which something was left elsewhere. Where this device read the page itself, it knows better. */
async function showPassage(core: Core, id: string, fields: Fields | null): Promise<string | null> {
  const there = fields === null ? null : passageFromFields(id, fields);
  const known = await core.passages.get(id);
  if (!there || known || (await core.passages.where('aliases', id)).length > 0) return null;
  const passage: PassageRecord = there;
  await core.passages.put(passage);
  return passage.post;
}

/** Gives the post of an annotation that is deleted now. */
async function showAnnotation(core: Core, id: string, fields: Fields | null, deletedAt: number) {
  const here = await core.annotations.get(id);
  if (fields === null) {
    if (!here || here.deletedAt !== null) return null;
    // Its words stay, as after a deletion here, so that what was done here before can still be undone.
    await core.annotations.put({ ...here, deletedAt, updatedAt: deletedAt });
    return here.post;
  }
  const there = annotationFromFields(id, fields);
  if (!there) return null;
  await core.annotations.put(there);
  const post = await core.posts.get(there.post);
  if (post && post.deletedAt !== null) await core.posts.put({ ...post, deletedAt: null });
  return null;
}

async function showCuration(core: Core, id: string, fields: Fields | null, deletedAt: number): Promise<void> {
  const here = await core.curations.get(id);
  const there = fields === null ? null : curationFromFields(id, fields);
  if (there) await core.curations.put(there);
  else if (fields === null && here && here.deletedAt === null) await core.curations.put({ ...here, deletedAt });
}

/**
 * Writes a merged record into the library. A post lives while anything that somebody left on it does, whatever became of
 * the post's own record: so every device shows the same, in whatever order the two arrive. Gives the record that is to be
 * shown again, or null. `changed` gets the posts that a search has to find by other words.
 */
export async function show(
  loud: Core,
  record: string,
  fields: Fields | null,
  deletedAt: number,
  changed: Set<string>,
): Promise<string | null> {
  const core = quiet(loud);
  const slash = record.indexOf('/');
  const id = record.slice(slash + 1);
  switch (record.slice(0, slash)) {
    case 'posts':
      await showPost(core, id, fields, deletedAt);
      return null;
    case 'passages': {
      const post = await showPassage(core, id, fields);
      if (post !== null) changed.add(post);
      return null;
    }
    case 'annotations': {
      const post = await showAnnotation(core, id, fields, deletedAt);
      return post === null ? null : `posts/${post}`;
    }
    case 'curations':
      await showCuration(core, id, fields, deletedAt);
      return null;
    default:
      return null;
  }
}
