import { CLAIM_TYPES, TOPICS } from '../claims/claim';
import { isPassageNote } from './annotations';
import type { Core } from './database';
import { type EffectiveClaim, effectiveClaims } from './effective';
import { fold, foldedWords } from './fold';
import { livePosts } from './posts';
import type { Annotation, PostRecord } from './records';
import { newestTags } from './tags';
import type { SearchHit, SearchPage } from './types';
import { passageItem } from './view';

/** The words under which people look for a type of claim. */
const TYPE_WORDS: Record<(typeof CLAIM_TYPES)[number], string[]> = {
  FQ: ['fq', 'feedback', 'quality'],
  IN: ['in', 'incentive', 'incentives'],
  CB: ['cb', 'concepts', 'conceptual', 'bottleneck'],
  VV: ['vv', 'verification', 'verified', 'validation'],
};

/** Writing systems that put no space between words: a word may begin anywhere. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}]/u;

/** What is looked for: every term must be met, by the beginning of a word. */
interface Term {
  text: string;
  anywhere: boolean;
  pattern: RegExp;
}

function termsOf(query: string): Term[] {
  return [...new Set(foldedWords(query))].slice(0, 12).map((text) => {
    const anywhere = UNSPACED.test(text);
    return { text, anywhere, pattern: new RegExp(`${anywhere ? '' : '(?<![\\p{L}\\p{N}\\p{M}])'}${text}`, 'gu') };
  });
}

const inBag = (bag: string, term: Term): boolean => bag.includes(term.anywhere ? term.text : ` ${term.text}`);

/** True where the folded text has a word that begins with the term. */
function inText(folded: string, term: Term): boolean {
  if (!folded.includes(term.text)) return false;
  return folded.search(term.pattern) >= 0;
}

const claimWords = (claims: readonly EffectiveClaim[]): string[] =>
  claims
    .filter((claim) => claim.status !== 'rejected')
    .flatMap((claim) => [...TYPE_WORDS[claim.type], ...claim.topics.map(fold)]);

/** The types and topics that a term names. */
function kindsOf(term: Term): string[] {
  const types = CLAIM_TYPES.filter((type) => TYPE_WORDS[type].some((word) => word.startsWith(term.text)));
  return [...types, ...TOPICS.filter((topic) => topic.startsWith(term.text))];
}
const isClaimWord = (term: Term): boolean => kindsOf(term).length > 0;

/** The posts on which a machine or the reader sees a claim that the term names. */
async function postsByKind(core: Core, term: Term, annotations: readonly Annotation[]): Promise<Set<string>> {
  const posts = new Set<string>();
  const kinds: string[] = kindsOf(term);
  for (const kind of kinds)
    for (const key of await core.tags.table.where('kinds').startsWith(`${kind} `).uniqueKeys())
      posts.add(String(key).slice(kind.length + 1));
  for (const it of annotations)
    if ([it.type ?? '', ...(it.topics ?? []), ...(it.seen?.topics ?? [])].some((name) => kinds.includes(name)))
      posts.add(it.post);
  return posts;
}

const BEFORE = 60;
const LENGTH = 240;

/** The words around the first match, with every match in them. Offsets fit because folding keeps lengths. */
function snippetOf(text: string, terms: readonly Term[]): Pick<SearchHit, 'snippet' | 'ranges' | 'cut'> {
  const found = terms
    .flatMap((term) =>
      [...fold(text).matchAll(term.pattern)].map((m): [number, number] => [m.index, m.index + m[0].length]),
    )
    .sort(([a], [b]) => a - b);
  const first = found[0]?.[0] ?? 0;
  let start = first > BEFORE ? text.lastIndexOf(' ', first - BEFORE) + 1 : 0;
  // Words without spaces, or a very long one: cut where it stands, but not through a surrogate pair.
  if (first - start > 2 * BEFORE) start = first - BEFORE;
  if (isLowSurrogate(text, start)) start--;
  let end = Math.min(text.length, start + LENGTH);
  if (isLowSurrogate(text, end)) end--;
  const ranges: [number, number][] = [];
  for (const [from, to] of found) {
    const last = ranges.at(-1);
    if (from < start || to > end) continue;
    if (last && from - start < last[1]) last[1] = Math.max(last[1], to - start);
    else ranges.push([from - start, to - start]);
  }
  return { snippet: text.slice(start, end), ranges, cut: { start: start > 0, end: end < text.length } };
}

function isLowSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

const base = (post: PostRecord) => ({ post: post.key, postTitle: post.title, authors: post.authors });

function postHits(list: readonly PostRecord[], terms: readonly Term[]): SearchHit[] {
  return list.flatMap((post) => {
    const names = fold(`${post.title}\n${post.authors.join('\n')}`);
    if (!terms.every((term) => inText(names, term))) return [];
    return [
      { ...base(post), kind: 'post', passage: null, annotation: null, claims: [], ...snippetOf(post.title, terms) },
    ];
  });
}

/** Where a note matches, its words are shown; else the words that it is about. */
function annotationHits(
  posts: ReadonlyMap<string, PostRecord>,
  annotations: readonly Annotation[],
  terms: readonly Term[],
): SearchHit[] {
  return annotations.flatMap((it) => {
    const post = posts.get(it.post);
    if (!post) return [];
    const quote = it.kind === 'highlight' && !isPassageNote(it) ? it.selectors.quote.exact : '';
    const claims = it.kind === 'highlight' && it.type ? TYPE_WORDS[it.type].join(' ') : '';
    const [note, all] = [fold(it.note), fold(`${it.note}\n${quote}\n${claims} ${it.topics?.join(' ') ?? ''}`)];
    if (!terms.every((term) => inText(all, term))) return [];
    // A word of its own must match: the type's name alone would list every highlight of the type under a decision's note.
    const byNote = terms.some((term) => inText(note, term));
    if (!byNote && quote === '') return [];
    const shown = byNote ? it.note : quote;
    return [
      {
        ...base(post),
        kind: byNote ? ('note' as const) : ('highlight' as const),
        passage: it.passage,
        annotation: it.id,
        claims: [],
        ...snippetOf(shown, terms),
      },
    ];
  });
}

/** A post's passages that match by their words, or by the words of their claims. */
async function passageHits(core: Core, post: PostRecord, own: readonly Annotation[], terms: readonly Term[]) {
  const passages = core.passages.parse(
    (await core.passages.table.where('[post+order]').between([post.key, 0], [post.key, Infinity]).toArray()).filter(
      (raw) => {
        // Cheap before dear: parse only what can match. A damaged record is left for a read that needs it.
        const text: unknown = typeof raw === 'object' && raw !== null ? Reflect.get(raw, 'text') : null;
        if (typeof text !== 'string') return true;
        const folded = fold(text);
        return terms.every((term) => isClaimWord(term) || inText(folded, term));
      },
    ),
  );
  if (passages.length === 0) return [];
  const tags = newestTags(await core.tags.where('post', post.key));
  const byPassage = Map.groupBy(own, (it) => it.passage);
  return passages.flatMap((passage): SearchHit[] => {
    const item = passageItem(passage, tags.get(passage.id), byPassage.get(passage.id) ?? []);
    const all = `${fold(passage.text)}\n${claimWords(item.claims).join(' ')}`;
    if (!terms.every((term) => inText(all, term))) return [];
    return [
      {
        ...base(post),
        kind: 'passage',
        passage: passage.id,
        annotation: null,
        claims: effectiveClaims(item.tag, item.decisions),
        ...snippetOf(passage.text, terms),
      },
    ];
  });
}

/** The words of posts as last read, with what of the post they were read for. One picture for each open library. */
const READ = new WeakMap<Core, Map<string, { of: string; text: string }>>();

/**
 * The words of the posts given. They change only with a visit, so those that were read for the same state of a post are
 * not read again: all of a large library's are some 15 MB, and a search is made with every letter typed.
 */
async function bagsOf(core: Core, posts: readonly PostRecord[]): Promise<Map<string, string>> {
  const known = READ.get(core) ?? new Map<string, { of: string; text: string }>();
  READ.set(core, known);
  const states = new Map(posts.map((it) => [it.key, [it.lastSeenAt, it.words, it.passageCount, it.extent].join()]));
  const unread = [...states].filter(([key, of]) => known.get(key)?.of !== of).map(([key]) => key);
  for (const { post, text } of await core.words.getAll(unread)) known.set(post, { of: states.get(post) ?? '', text });
  for (const key of known.keys()) if (!states.has(key)) known.delete(key);
  return new Map([...known].map(([key, { text }]) => [key, text]));
}

/**
 * Every word of the query must begin a word of what is found. Order: posts by title and author, then the reader's notes
 * and highlights, then passages, the last seen post first. Passages are read post by post until the page is full; the
 * words of each post, kept beside it, say which posts need not be opened.
 */
export async function search(
  core: Core,
  query: string,
  page: { limit?: number; offset?: number } = {},
): Promise<SearchPage> {
  const { limit = 20, offset = 0 } = page;
  const terms = termsOf(query);
  if (terms.length === 0) return { hits: [], more: false };
  const list = (await livePosts(core)).sort((a, b) => b.lastSeenAt - a.lastSeenAt);
  const byKey = new Map(list.map((post) => [post.key, post]));
  const live = (await core.annotations.all()).filter((it) => it.deletedAt === null);
  const byPost = Map.groupBy(live, (it) => it.post);
  const hits = [
    ...postHits(list, terms),
    ...annotationHits(
      byKey,
      live.toSorted((a, b) => b.updatedAt - a.updatedAt),
      terms,
    ),
  ];
  const named = new Map<Term, Set<string>>();
  for (const term of terms) if (isClaimWord(term)) named.set(term, await postsByKind(core, term, live));
  const bags = await bagsOf(core, list);
  const mayMatch = (post: PostRecord): boolean => {
    const bag = bags.get(post.key);
    // Words that were lost cost a longer search, not the post.
    return bag === undefined || terms.every((term) => inBag(bag, term) || named.get(term)?.has(post.key));
  };
  for (const post of list) {
    if (hits.length > offset + limit) break;
    if (mayMatch(post)) hits.push(...(await passageHits(core, post, byPost.get(post.key) ?? [], terms)));
  }
  return { hits: hits.slice(offset, offset + limit), more: hits.length > offset + limit };
}
