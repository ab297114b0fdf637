import { eachShingle, jaccard, overlap, shinglesOf } from '../passages/shingles';
import { groupRepeats } from './repeats';
import { foldSpeaker } from './speakers';

/** What is known of one post before copies are told: its own passages' text (comments left out) and who wrote it. */
export interface PostText {
  key: string;
  title: string | null;
  speaker: string | null;
  publishedAt: string | null;
  /** The words of each passage. */
  texts: readonly string[];
}

/** All posts together keep about this many shingles: large libraries are sampled, small ones compared in full. */
const BUDGET = 150_000;
const CHARACTERS_A_WORD = 6;

/** A shingle that stands in more posts than this is a publication's boilerplate and suggests no pair. */
const COMMON = 30;

/** Under another name and another title, only a text of this many shingles can be a cross-post. */
const LONG = 300;

const foldTitle = (title: string | null): string => foldSpeaker((title ?? '').replaceAll('&', ' '));

/** Share of the passages of the post that has fewer which stand in the other too: word for word, or nearly so. */
function sharedPassages(a: PostText, b: PostText, nearly: boolean): number {
  const [few, many] = a.texts.length <= b.texts.length ? [a, b] : [b, a];
  if (few.texts.length === 0) return 0;
  if (!nearly) {
    const keyOf = (text: string): string => [...shinglesOf(text)].join();
    const known = new Set(many.texts.map(keyOf));
    return few.texts.filter((text) => known.has(keyOf(text))).length / few.texts.length;
  }
  const groups = groupRepeats([...many.texts, ...few.texts].map((text) => ({ text, stand: () => '' })));
  const found = groups.slice(many.texts.length).filter((group) => group < many.texts.length);
  return found.length / few.texts.length;
}

/**
 * Whether two posts are one text. Words alike are not enough: a publication's series may repeat its phrases in each
 * post. So passages must be the same word for word, or the title must be, and then edits are allowed; and a text that
 * another one quotes in full is no copy of it, unless one author put parts of one text in both.
 */
function isCopy(a: PostText, b: PostText, x: ReadonlySet<number>, y: ReadonlySet<number>, scale: number): boolean {
  const alike = jaccard(x, y);
  const sameTitle = a.title !== null && foldTitle(a.title) === foldTitle(b.title);
  const sameSpeaker = a.speaker !== null && b.speaker !== null && foldSpeaker(a.speaker) === foldSpeaker(b.speaker);
  if (sameSpeaker && sameTitle) {
    return overlap(x, y) / Math.min(x.size, y.size) >= 0.5 && sharedPassages(a, b, true) >= 0.5;
  }
  if (sameSpeaker) return alike >= 0.5 && sharedPassages(a, b, false) >= 0.5;
  if (sameTitle) return alike >= 0.6 && sharedPassages(a, b, true) >= 0.6;
  return alike >= 0.85 && Math.min(x.size, y.size) * scale >= LONG && sharedPassages(a, b, false) >= 0.7;
}

/**
 * Groups posts whose text is nearly the same. Gives, for every key, the key of the post that stands for its group: the
 * earliest published (undated last), then the first key in the alphabet.
 */
export function groupCopies(posts: readonly PostText[]): Map<string, string> {
  const characters = posts.reduce((sum, post) => sum + post.texts.reduce((n, text) => n + text.length, 0), 0);
  // Sampling by the hash's own value keeps the same shingles in both copies (FracMinHash, Irber et al. 2022).
  const scale = Math.max(1, Math.ceil(characters / CHARACTERS_A_WORD / BUDGET));
  const limit = Math.floor(2 ** 32 / scale) - 2 ** 31;
  const sets = posts.map((post) => {
    const set = new Set<number>();
    const add = (hash: number): void => {
      if (hash < limit) set.add(hash);
    };
    for (const text of post.texts) eachShingle(text, add);
    return set;
  });

  const holders = new Map<number, number[]>();
  sets.forEach((set, index) => {
    for (const hash of set) {
      const list = holders.get(hash);
      if (list === undefined) holders.set(hash, [index]);
      else list.push(index);
    }
  });
  const pairs = new Set<number>();
  for (const list of holders.values()) {
    if (list.length < 2 || list.length > COMMON) continue;
    for (let i = 0; i < list.length; i++) {
      for (let j = i + 1; j < list.length; j++) pairs.add(list[i]! * posts.length + list[j]!);
    }
  }

  const parent = posts.map((_, index) => index);
  const find = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root]!;
    return root;
  };
  for (const pair of pairs) {
    const i = Math.floor(pair / posts.length);
    const j = pair % posts.length;
    if (find(i) !== find(j) && isCopy(posts[i]!, posts[j]!, sets[i]!, sets[j]!, scale)) parent[find(i)] = find(j);
  }
  const order = (a: PostText, b: PostText): number => {
    const [x, y] = [a.publishedAt ?? '9999', b.publishedAt ?? '9999'];
    return x < y ? -1 : x > y ? 1 : a.key < b.key ? -1 : 1;
  };
  const heads = new Map<number, PostText>();
  posts.forEach((post, index) => {
    const head = heads.get(find(index));
    if (head === undefined || order(post, head) < 0) heads.set(find(index), post);
  });
  return new Map(posts.map((post, index) => [post.key, heads.get(find(index))!.key]));
}
