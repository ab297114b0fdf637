import type { Curation } from '../library/records';
import { groupCopies, type PostText } from './copies';
import { groupRepeats } from './repeats';
import { createSpeakers, isSomebody } from './speakers';
import type { ClaimLine, Synthesis } from './synthesis';

/** A passage as the synthesis counts it: once, under one post and one speaker. */
export interface Heard {
  line: ClaimLine;
  /** Key of the post that stands for all its copies. */
  post: string;
  speaker: string;
  /** The same words of the same speaker elsewhere. */
  repeats: { post: string; passage: string }[];
}

export interface Voices {
  heard: Heard[];
  posts: Synthesis['posts'];
  speakers: Synthesis['speakers'];
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Reading order, and a total order over different lines: nothing after it depends on the order of the input. */
function inOrder(a: ClaimLine, b: ClaimLine): number {
  return (
    compare(a.post, b.post) ||
    (a.order ?? 0) - (b.order ?? 0) ||
    compare(a.id, b.id) ||
    compare(a.text, b.text) ||
    compare(JSON.stringify(a), JSON.stringify(b))
  );
}

/** How far a line's best claim can be trusted: the strongest of several copies is the one that counts. */
function trust(line: ClaimLine): number {
  if (line.claims.some((claim) => claim.confirmed === true)) return 3;
  if (line.rating) return 2;
  return line.claims.some((claim) => claim.positionConfidence === undefined) ? 1 : 0;
}

/** What a line says, so that nearly the same words count as a repetition only where they say the same: signs and numbers. */
function standOf(line: ClaimLine): string {
  const signs = line.claims.map((claim) => `${claim.type}${Math.sign(claim.position ?? 0)}`).sort();
  return `${signs.join()} ${line.text.match(/\d+/g)?.join() ?? ''}`;
}

function mostCommon(names: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || compare(a[0], b[0]))[0]?.[0] ?? null;
}

interface Source {
  key: string;
  title: string | null;
  author: string | null;
  publishedAt: string | null;
  url: string | null;
  lines: ClaimLine[];
}

function sourcesOf(lines: readonly ClaimLine[]): Map<string, Source> {
  const byPost = new Map<string, ClaimLine[]>();
  for (const line of lines) {
    const list = byPost.get(line.post);
    if (list === undefined) byPost.set(line.post, [line]);
    else list.push(line);
  }
  return new Map(
    [...byPost].map(([key, own]) => {
      const body = own.filter((line) => line.kind !== 'comment');
      const first = <T>(pick: (line: ClaimLine) => T | null | undefined): T | null =>
        body.map(pick).find((value) => value !== null && value !== undefined) ?? null;
      const source: Source = {
        key,
        title: first((line) => line.title) ?? own.map((line) => line.title).find(Boolean) ?? null,
        author: mostCommon(body.map((line) => line.author).filter(isSomebody)),
        publishedAt: first((line) => line.publishedAt),
        url: first((line) => line.url),
        lines: own,
      };
      return [key, source];
    }),
  );
}

const fold = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** A comment that only gives back the post's own words quotes them, whatever it was tagged as. */
function markQuotes(lines: readonly ClaimLine[], headOf: (post: string) => string): ClaimLine[] {
  if (!lines.some((line) => line.kind === 'comment')) return [...lines];
  const said = new Set<string>();
  for (const line of lines) if (line.kind !== 'comment') said.add(`${headOf(line.post)}\n${fold(line.text)}`);
  return lines.map((line) => {
    const quoted =
      line.kind === 'comment' && line.text.length >= 40 && said.has(`${headOf(line.post)}\n${fold(line.text)}`);
    return quoted && line.voice === 'a' ? { ...line, voice: 'q' } : line;
  });
}

/**
 * Says who speaks where: cross-posted texts become one post, spellings of one name one speaker, the reader's merges and
 * renames are applied, and what a speaker says in nearly the same words twice is heard once.
 */
export function hear(
  input: readonly ClaimLine[],
  curations: readonly Curation[],
  knownCopies: ReadonlyMap<string, string>,
): Voices {
  const sorted = [...input].sort(inOrder);
  const sources = sourcesOf(sorted);

  const texts = [...sources.values()].map(
    (source): PostText => ({
      key: source.key,
      title: source.title,
      speaker: source.author,
      publishedAt: source.publishedAt,
      texts: source.lines.filter((line) => line.kind !== 'comment').map((line) => line.text),
    }),
  );
  const heads = sources.size > 1 ? groupCopies(texts) : new Map<string, string>();
  const headOf = (post: string): string => {
    const known = knownCopies.get(post) ?? post;
    return heads.get(known) ?? known;
  };

  const speakers = createSpeakers(curations);
  for (const line of sorted) if (isSomebody(line.author)) speakers.see(line.author);
  const copies = new Map<string, string[]>();
  const authors = new Map<string, string>();
  for (const source of sources.values()) {
    const head = headOf(source.key);
    if (head !== source.key) copies.set(head, [...(copies.get(head) ?? []), source.key]);
    if (source.author === null) continue;
    const known = authors.get(head);
    if (known === undefined) authors.set(head, source.author);
    else speakers.same(known, source.author);
  }
  const speakerOf = (line: ClaimLine): string => {
    if (isSomebody(line.author)) return speakers.nameOf(line.author);
    const head = headOf(line.post);
    const where = sources.get(head)?.title ?? head;
    if (line.kind === 'comment') return `Unknown commenter (${where})`;
    const author = authors.get(head);
    return author === undefined ? `Unknown author (${where})` : speakers.nameOf(author);
  };

  const bySpeaker = new Map<string, ClaimLine[]>();
  for (const line of markQuotes(sorted, headOf)) {
    const name = speakerOf(line);
    const list = bySpeaker.get(name);
    if (list === undefined) bySpeaker.set(name, [line]);
    else list.push(line);
  }
  const heard: Heard[] = [];
  const summary: Synthesis['speakers'] = [];
  for (const name of [...bySpeaker.keys()].sort(compare)) {
    const own = bySpeaker.get(name)!;
    const claiming = own.filter((line) => line.claims.length > 0 || line.rating);
    const rank = (line: ClaimLine): number => (headOf(line.post) === line.post ? 0 : 1);
    const ranks = new Map(claiming.map((line) => [line, trust(line) * 2 - rank(line)]));
    // Stable, and the lines come in reading order: only what makes one line count before another is compared.
    claiming.sort((a, b) => ranks.get(b)! - ranks.get(a)!);
    const groups = groupRepeats(
      claiming.map((line) => ({
        text: line.text,
        stand: () => standOf(line),
      })),
    );
    const mine = new Map<number, Heard>();
    const counted = new Map<number, Set<string>>();
    claiming.forEach((line, index) => {
      const group = groups[index]!;
      const place = { post: headOf(line.post), passage: line.id };
      // The same words may carry one claim here and another there (a highlight of a whole passage): each type counts once.
      const types = counted.get(group) ?? new Set<string>();
      counted.set(group, types);
      const fresh = line.claims.filter((claim) => !types.has(claim.type));
      for (const claim of fresh) types.add(claim.type);
      if (group === index) mine.set(index, { line, post: place.post, speaker: name, repeats: [] });
      else if (fresh.length > 0) {
        mine.set(index, {
          line: { ...line, claims: fresh, rating: null },
          post: place.post,
          speaker: name,
          repeats: [],
        });
      } else {
        const counts = mine.get(group)!;
        // The cross-posted copy of the passage that counts is that passage, not a repetition.
        if (counts.post !== place.post || counts.line.post === line.post) counts.repeats.push(place);
      }
    });
    heard.push(...mine.values());
    const silent = own.filter((line) => line.claims.length === 0 && !line.rating && rank(line) === 0);
    summary.push({
      name,
      posts: new Set(own.map((line) => headOf(line.post))).size,
      passages: counted.size + silent.length,
    });
  }

  const posts = [...sources.values()]
    .filter((source) => headOf(source.key) === source.key)
    .map((source) => ({
      key: source.key,
      title: source.title,
      speaker: speakerOf({ ...source.lines[0]!, author: source.author, kind: 'post' }),
      url: source.url,
      copies: (copies.get(source.key) ?? []).sort(compare),
    }));
  return { heard, posts, speakers: summary };
}
