import { Dexie, type Table } from 'dexie';
import { isPassageNote } from './annotations';
import type { Core } from './database';
import { type EffectiveClaim, isConfirmed } from './effective';
import { livePosts, withinDates } from './posts';
import type { Annotation, PassageRecord, PostRecord, TagRecord } from './records';
import { newestTags } from './tags';
import type { LibraryLine, LineClaim, LineFilter, PassageItem } from './types';
import { passageItem } from './view';

/** A highlight with a type: the reader's word that the author claims this, in these words. */
function highlightLine(post: PostRecord, item: PassageItem | null, mark: Annotation): LibraryLine | null {
  if (!mark.type) return null;
  const passage = item?.passage ?? null;
  return {
    ...placeOf(post, passage),
    id: mark.id,
    text: mark.selectors.quote.exact,
    claims: [{ type: mark.type, position: mark.position ?? null, confidence: 1, confirmed: true }],
    topics: mark.topics ?? item?.tag?.topics ?? [],
    voice: item?.tag?.voice ?? 'a',
    rating: null,
  };
}

/** Who says it, where and when: a comment's own, else the post's. */
function placeOf(post: PostRecord, passage: PassageRecord | null) {
  return {
    post: post.key,
    title: post.title,
    author: passage?.author ?? (passage?.kind === 'comment' ? null : post.authors.join(' & ') || null),
    publishedAt: passage?.publishedAt ?? post.publishedAt,
    url: passage?.url ?? post.url,
    site: post.site,
    kind: passage?.kind ?? ('post' as const),
    order: passage?.order ?? 0,
  };
}

/** The reader's fields where one of the claims has any of its own, else the machine's. */
function topicsOf(item: PassageItem, claims: readonly EffectiveClaim[]) {
  const own = claims.filter(isConfirmed).flatMap((claim) => claim.topics);
  return own.length > 0 ? [...new Set(own)].slice(0, 3) : (item.tag?.topics ?? []);
}

function lineClaim(claim: EffectiveClaim): LineClaim {
  const { type, position, confidence, positionConfidence } = claim;
  const line: LineClaim = { type, position, confidence, confirmed: isConfirmed(claim) };
  return positionConfidence === undefined ? line : { ...line, positionConfidence };
}

function passageLine(post: PostRecord, item: PassageItem, marked: ReadonlySet<string | null>): LibraryLine | null {
  // A claim that the reader marked in this passage stands in the highlight's own line, and counts once.
  const claims = item.claims.filter((claim) => claim.status !== 'rejected' && !marked.has(claim.type));
  const rating = item.tag?.rating ?? null;
  if (claims.length === 0 && !rating) return null;
  return {
    ...placeOf(post, item.passage),
    id: item.passage.id,
    text: item.passage.text,
    claims: claims.map(lineClaim),
    topics: topicsOf(item, claims),
    voice: item.tag?.voice ?? 'a',
    rating,
    ...(item.tag?.ratings ? { ratings: item.tag.ratings } : {}),
  };
}

/** The lines of one post, in reading order; within a passage its highlights come after it. */
function linesOf(
  post: PostRecord,
  passages: readonly PassageRecord[],
  tags: ReadonlyMap<string, TagRecord>,
  annotations: readonly Annotation[],
): LibraryLine[] {
  const known = new Set(passages.map((passage) => passage.id));
  const byPassage = Map.groupBy(annotations, (it) =>
    it.passage !== null && known.has(it.passage) ? it.passage : null,
  );
  const lines: (LibraryLine | null)[] = [];
  for (const passage of passages.toSorted((a, b) => a.order - b.order)) {
    const item = passageItem(passage, tags.get(passage.id), byPassage.get(passage.id) ?? []);
    lines.push(passageLine(post, item, new Set(item.highlights.map((mark) => mark.type))));
    for (const mark of item.highlights) lines.push(highlightLine(post, item, mark));
  }
  for (const mark of byPassage.get(null) ?? [])
    if (mark.kind === 'highlight' && !isPassageNote(mark)) lines.push(highlightLine(post, null, mark));
  return lines.filter((line) => line !== null);
}

const matches = (line: LibraryLine, filter: LineFilter): boolean =>
  (!filter.authors ||
    (line.author !== null && authorsOf(line.author).some((name) => filter.authors?.includes(name)))) &&
  withinDates(line.publishedAt, filter.since, filter.until);

const authorsOf = (author: string): string[] => [author, ...author.split(' & ')];

const confirmedPart = (line: LibraryLine): LibraryLine => ({
  ...line,
  claims: line.claims.filter((claim) => claim.confirmed),
});

/**
 * Everything that the synthesis knows: passages with a claim or a rating, and the reader's typed highlights. Rejected
 * claims are left out and corrections applied. `confirmedOnly` leaves what the reader decided, and written ratings.
 */
export async function synthesisLines(core: Core, filter: LineFilter = {}): Promise<LibraryLine[]> {
  const wanted = filter.posts && new Set(filter.posts);
  const list = (await livePosts(core)).filter(
    (post) =>
      (!wanted || [post.key, ...post.aliases].some((key) => wanted.has(key))) &&
      (!filter.sites || filter.sites.includes(post.site)),
  );
  const keys = list.map((post) => post.key);
  const some = wanted || filter.sites ? keys.map((key) => [1, key]) : null;
  // One request for all, or one for each post asked for: thousands of single ones take seconds.
  const shownOf = <T>(store: { table: Table<unknown, T> }): PromiseLike<unknown[]> => {
    const index = store.table.where('[shown+post]');
    return (some ? index.anyOf(some) : index.between([1, Dexie.minKey], [1, Dexie.maxKey])).toArray();
  };
  const shown = core.tags.parse(await shownOf(core.tags));
  const chosen = new Set(keys);
  const live = (await core.annotations.all()).filter((it) => it.deletedAt === null && chosen.has(it.post));
  const found = core.passages.parse(await shownOf(core.passages)).filter((passage) => chosen.has(passage.post));
  const marked = new Set(live.map((it) => it.passage).filter((id) => id !== null));
  const tagged = new Set(shown.map((record) => record.passage));
  const have = new Set(found.map((passage) => passage.id));
  const rest = await core.passages.getAll([...marked].filter((id) => !have.has(id)));
  const untagged = [...marked].filter((id) => !tagged.has(id));
  const others = core.tags.parse(await core.tags.table.where('passage').anyOf(untagged).toArray());
  const passages = Map.groupBy([...found, ...rest], (passage) => passage.post);
  const tags = newestTags([...shown, ...others]);
  const byPost = Map.groupBy(live, (it) => it.post);
  return list
    .flatMap((post) => linesOf(post, passages.get(post.key) ?? [], tags, byPost.get(post.key) ?? []))
    .map((line) => (filter.confirmedOnly ? confirmedPart(line) : line))
    .filter((line) => (line.claims.length > 0 || line.rating !== null) && matches(line, filter));
}
