import type { Core } from './database';
import { Refusal } from './problem';
import type { PassageRecord, PostRecord } from './records';

/** A post by its key or by one that it had before; a deleted one only if asked for. */
export async function findPost(core: Core, key: string, deleted = false): Promise<PostRecord | undefined> {
  const post = (await core.posts.get(key)) ?? (await core.posts.where('aliases', key))[0];
  return post && (deleted || post.deletedAt === null) ? post : undefined;
}

/** @throws Refusal `missing`. */
export async function postOf(core: Core, key: string): Promise<PostRecord> {
  const post = await findPost(core, key);
  if (!post) throw new Refusal('missing', 'That post is not in your library any more. Open its page to add it again.');
  return post;
}

/** A passage by its id or by one that it had before. @throws Refusal `missing`. */
export async function passageOf(core: Core, id: string): Promise<PassageRecord> {
  const passage = (await core.passages.get(id)) ?? (await core.passages.where('aliases', id))[0];
  if (!passage) throw new Refusal('missing', 'That passage is not in your library. Reload its page, then try again.');
  return passage;
}
