import { fingerprint } from '../passages/fingerprint';
import { editing } from './changes';
import type { Core } from './database';
import { findPost } from './find';
import { countWords } from './fold';
import type { PassageRecord, PostRecord } from './records';
import { absorb, rekey } from './rekey';
import { searchable } from './searchable';
import type { PostVisit, Visited, VisitPassage } from './types';

/** The stored posts that are this one: under its key, under one of its aliases, or having its key as an alias. */
async function storedPosts(core: Core, visit: PostVisit): Promise<PostRecord[]> {
  const keys = [visit.key, ...visit.aliases];
  const byKey = await core.posts.getAll(keys);
  const byAlias = core.posts.parse(await core.posts.table.where('aliases').equals(visit.key).toArray());
  return [...new Map([...byKey, ...byAlias].map((post) => [post.key, post])).values()];
}

/** What says that two passages are the same words of the same speaker's text: place among equals comes on top. */
const wordsKey = (passage: VisitPassage): string => JSON.stringify([passage.kind, passage.commentId, passage.text]);

/**
 * Which stored passage each visited one is: by id, by a former id, else by its words (the first of equals to the first).
 * Visited index → stored.
 */
function matchPassages(visited: readonly VisitPassage[], stored: readonly PassageRecord[]): Map<number, PassageRecord> {
  const byId = new Map(stored.flatMap((p) => [p.id, ...(p.aliases ?? [])].map((id) => [id, p] as const)));
  const free = new Set(stored);
  const matched = new Map<number, PassageRecord>();
  visited.forEach((passage, i) => {
    const same = byId.get(passage.id);
    if (same && free.delete(same)) matched.set(i, same);
  });
  const byWords = Map.groupBy(free, wordsKey);
  visited.forEach((passage, i) => {
    const same = matched.has(i) ? undefined : byWords.get(wordsKey(passage))?.shift();
    if (same && free.delete(same)) matched.set(i, same);
  });
  return matched;
}

/**
 * Stored passages beyond those matched whose words are on the page all the same: two posts became one, or one of two equal
 * passages went. What the reader left on them goes to the equal one. Stored id → visited index.
 */
function leftOver(
  visited: readonly VisitPassage[],
  stored: readonly PassageRecord[],
  matched: ReadonlyMap<number, PassageRecord>,
): Map<string, number> {
  const taken = new Set(matched.values());
  const places = Map.groupBy(visited.keys(), (i) => wordsKey(visited[i] as VisitPassage));
  const extra = new Map<string, number>();
  const used = new Map<string, number>();
  for (const passage of stored) {
    const words = wordsKey(passage);
    const same = places.get(words);
    if (taken.has(passage) || !same) continue;
    const nth = used.get(words) ?? 0;
    used.set(words, nth + 1);
    extra.set(passage.id, same[Math.min(nth, same.length - 1)] as number);
  }
  return extra;
}

const unchanged = (a: PassageRecord, b: PassageRecord): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Stores the post's passages as the page has them now. One that vanished is kept as an orphan where the reader left
 * something on it, and dropped otherwise; a comment that is not on the page is taken as not loaded, and stays.
 */
async function storePassages(core: Core, key: string, keepIds: boolean, visited: readonly VisitPassage[]) {
  const stored = core.passages.parse(
    await core.passages.table.where('[post+order]').between([key, 0], [key, Infinity]).toArray(),
  );
  const matched = matchPassages(visited, stored);
  const extra = Map.groupBy(leftOver(visited, stored, matched), ([, i]) => i);
  const moves = new Map<string, string>();
  const renamed: Record<string, string> = {};
  const puts: PassageRecord[] = [];
  const used = new Set<string>();
  const gone: string[] = [];
  visited.forEach((passage, order) => {
    const old = matched.get(order);
    const id = old && keepIds ? old.id : passage.id;
    // A page that gives two passages one id is at fault; the first keeps it.
    if (used.has(id)) return;
    used.add(id);
    if (id !== passage.id) renamed[passage.id] = id;
    const record: PassageRecord = {
      ...passage,
      id,
      post: key,
      order,
      publishedAt: passage.publishedAt ?? null,
      url: passage.url ?? null,
    };
    const equals = [...(old && old.id !== id ? [old.id] : []), ...(extra.get(order) ?? []).map(([equal]) => equal)];
    const former = [...new Set([...(old?.aliases ?? []), ...equals, passage.id])].filter((it) => it !== id);
    if (former.length > 0) record.aliases = former.slice(-20);
    if (old?.shown) record.shown = old.shown;
    for (const equal of equals) {
      moves.set(equal, id);
      gone.push(equal);
    }
    const parsed = core.passages.check(record);
    if (!old || !unchanged(old, parsed)) puts.push(parsed);
  });
  // Before what is on them moves: it is taken down for other devices with its passage.
  await core.passages.putAll(puts);
  await rekey(core, { from: key, to: key, passages: moves });
  const left: PassageRecord[] = [];
  const found = new Set([...matched.values()].map((passage) => passage.id));
  const comments = new Set(visited.map((passage) => passage.commentId));
  const annotated = new Set((await core.annotations.where('post', key)).map((annotation) => annotation.passage));
  for (const old of stored) {
    if (found.has(old.id) || used.has(old.id) || moves.has(old.id)) continue;
    if (old.kind === 'comment' && !comments.has(old.commentId)) continue;
    if (!annotated.has(old.id)) gone.push(old.id);
    else if (!old.missing) left.push({ ...old, missing: true });
  }
  await core.passages.remove(gone.filter((id) => !used.has(id)));
  await core.tags.table
    .where('passage')
    .anyOf(gone.filter((id) => !moves.has(id)))
    .delete();
  await core.passages.putAll(left);
  return renamed;
}

/** The post's record after the visit. A post that was deleted begins anew. */
function visitedPost(
  visit: PostVisit,
  key: string,
  stored: readonly PostRecord[],
  own: readonly VisitPassage[],
  now: number,
): PostRecord {
  const alive = stored.filter((post) => post.deletedAt === null);
  const names = new Set([visit.key, ...visit.aliases, ...stored.flatMap((post) => [post.key, ...post.aliases])]);
  names.delete(key);
  const text = own.filter((passage) => passage.kind === 'post').map((passage) => passage.text);
  // A mirror, or the site's own navigation, may not name it again.
  const original = visit.original ?? stored.find((post) => post.original !== undefined)?.original;
  return {
    key,
    aliases: [...names].slice(0, 20),
    site: visit.site,
    kind: visit.kind,
    url: visit.url,
    title: visit.title,
    authors: visit.authors,
    publishedAt: visit.publishedAt,
    extent: visit.extent,
    words: text.reduce((sum, it) => sum + countWords(it), 0),
    passageCount: own.length,
    firstSeenAt: Math.min(now, ...alive.map((post) => post.firstSeenAt)),
    lastSeenAt: now,
    readTo: Math.max(0, ...alive.map((post) => post.readTo)),
    fingerprint: fingerprint(text),
    ...(original === undefined ? {} : { original }),
    demo: visit.demo ?? false,
    deletedAt: null,
  };
}

/**
 * Stores what a page shows of a post, in one transaction. A post stored under another of its keys moves to this one with
 * all that the reader left on it, unless the stored key is the better one (this key is among its aliases). A preview never
 * replaces passages of the whole post.
 */
export function recordVisit(core: Core, visit: PostVisit, passages: readonly VisitPassage[]): Promise<Visited> {
  return editing(core, async () => {
    const now = core.clock();
    const stored = await storedPosts(core, visit);
    const older = stored.find((post) => post.key !== visit.key && post.aliases.includes(visit.key));
    const key = older?.key ?? visit.key;
    for (const post of stored) if (post.key !== key) await absorb(core, post.key, key);
    const isNew = !stored.some((post) => post.deletedAt === null);
    const whole = stored.find((post) => post.extent === 'whole' && post.deletedAt === null);
    if (visit.extent === 'preview' && whole) {
      const kept = visitedPost(visit, key, stored, [], now);
      const { extent, words, passageCount, fingerprint } = whole;
      await core.posts.put({ ...kept, extent, words, passageCount, fingerprint });
      const there = await core.passages.where('post', key);
      const matched = matchPassages(passages, there);
      const renamed: Record<string, string> = {};
      passages.forEach((passage, i) => {
        const old = matched.get(i);
        if (old && old.id !== passage.id) renamed[passage.id] = old.id;
      });
      if (whole.key !== key) await searchable(core, key);
      return { key, renamed, isNew };
    }
    await core.posts.put(visitedPost(visit, key, stored, passages, now));
    const renamed = await storePassages(core, key, older !== undefined, passages);
    await searchable(core, key);
    return { key, renamed, isNew };
  });
}

/** Notes how far the reader got; never less than before. */
export function setReadTo(core: Core, key: string, fraction: number): Promise<null> {
  return editing(core, async () => {
    const post = await findPost(core, key);
    const readTo = Math.min(1, Math.max(0, fraction));
    if (post && readTo > post.readTo) await core.posts.put({ ...post, readTo });
    return null;
  });
}
