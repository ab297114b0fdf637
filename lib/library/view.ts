import { Dexie } from 'dexie';
import { isPassageNote } from './annotations';
import type { Core } from './database';
import { effectiveClaims } from './effective';
import { findPost } from './find';
import type { Annotation, PassageRecord, TagRecord } from './records';
import { newestTags } from './tags';
import type { PassageItem, PostView } from './types';

/** One passage with its tag and the live annotations that hang on it. */
export function passageItem(
  passage: PassageRecord,
  record: TagRecord | undefined,
  annotations: readonly Annotation[],
): PassageItem {
  const tag = record?.tag ?? null;
  const decisions = annotations.filter((it) => it.kind === 'decision');
  return {
    passage,
    tag,
    engine: record?.engine ?? null,
    decisions,
    highlights: annotations.filter((it) => it.kind === 'highlight' && !isPassageNote(it)),
    note: annotations.find(isPassageNote) ?? null,
    claims: effectiveClaims(tag, decisions),
  };
}

/** A post with its passages in reading order and all that is known of them; null where it is not in the library. */
export async function postView(core: Core, key: string): Promise<PostView | null> {
  const post = await findPost(core, key);
  if (!post) return null;
  const passages = core.passages.parse(
    await core.passages.table
      .where('[post+order]')
      .between([post.key, Dexie.minKey], [post.key, Dexie.maxKey])
      .toArray(),
  );
  const tags = newestTags(await core.tags.where('post', post.key));
  const live = (await core.annotations.where('post', post.key)).filter((it) => it.deletedAt === null);
  const known = new Set(passages.map((passage) => passage.id));
  const byPassage = Map.groupBy(live, (it) => (it.passage !== null && known.has(it.passage) ? it.passage : null));
  const items: PassageItem[] = [];
  const orphans: PassageItem[] = [];
  for (const passage of passages) {
    const own = byPassage.get(passage.id) ?? [];
    const item = passageItem(passage, tags.get(passage.id), own);
    if (!passage.missing) items.push(item);
    else if (own.length > 0) orphans.push(item);
  }
  return { post, items, highlights: byPassage.get(null) ?? [], orphans };
}
