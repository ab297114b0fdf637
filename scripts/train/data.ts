import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { type ClaimType, claimTypeSchema, topicSchema } from '../../lib/claims/claim';

export const DATA = join(import.meta.dirname, '../../../shared/claims');
const OWN_LABELS = join(import.meta.dirname, 'labels');
const RATIONALES = join(import.meta.dirname, 'rationales.jsonl');

const signSchema = z.enum(['+', '-', '0']);
export type Sign = z.infer<typeof signSchema>;
const labelSchema = z.partialRecord(claimTypeSchema, signSchema);

const rowSchema = z.object({
  id: z.string(),
  post: z.string(),
  title: z.string(),
  author: z.string(),
  previous: z.string(),
  text: z.string(),
  labels: z.array(labelSchema).min(1),
  topics: z.array(z.array(topicSchema)),
  voice: z.array(z.enum(['a', 'o', 'q', '-'])),
});
/** Where a claim's position is to be read from: sentences (as `sentencesOf` counts them) and tokens, from and up to. */
export interface Rationale {
  sentences: number[];
  words: [number, number];
}

/**
 * A labelled passage. `own`: labelled by our own annotators, who read passages chosen for them. `rationales`: what an
 * annotator pointed at for a claim, where one has.
 */
export type Row = z.infer<typeof rowSchema> & { own: boolean; rationales?: Partial<Record<ClaimType, Rationale>> };

/** The lines of a JSONL file, each with its place; one that does not parse is an error with its place. */
function readLines<T>(file: string, schema: z.ZodType<T>): { value: T; place: string }[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      if (line.trim() === '') return [];
      const place = `${file}:${index + 1}`;
      const parsed = schema.safeParse(JSON.parse(line));
      if (!parsed.success) throw new Error(`${place}: ${parsed.error.message}`);
      return [{ value: parsed.data, place }];
    });
}

/** Reads labelled passages. */
export function readRows(file: string): Row[] {
  return readLines(file, rowSchema).map(({ value }) => ({ ...value, own: false }));
}

const storedPostSchema = z.object({
  post: z.string(),
  title: z.string(),
  author: z.string(),
  passages: z.array(z.string()),
});
export type StoredPost = z.infer<typeof storedPostSchema>;

/** The unlabelled posts of one of the two files. */
export function readUnlabelled(name: 'unlabelled' | 'unlabelled-more'): StoredPost[] {
  return gunzipSync(readFileSync(join(DATA, `${name}.jsonl.gz`)))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => storedPostSchema.parse(JSON.parse(line)));
}

const ownLabelSchema = z.object({
  id: z.string(),
  claims: labelSchema,
  topics: z.array(topicSchema),
  voice: z.enum(['a', 'o', 'q', '-']).nullable().optional(),
});

/**
 * Labels of our own annotators (scripts/train/labels/*.jsonl), which hold no text: `<unlabelled post>#<index>` is looked
 * up. An id labelled in several files counts as one row with several annotators.
 */
function readOwnLabels(): Row[] {
  if (!existsSync(OWN_LABELS)) return [];
  const files = readdirSync(OWN_LABELS)
    .filter((name) => name.endsWith('.jsonl'))
    .sort();
  if (files.length === 0) return [];
  const posts = new Map(readUnlabelled('unlabelled').map((post) => [post.post, post]));
  let more: Map<string, StoredPost> | null = null;
  const rows = new Map<string, Row>();
  for (const file of files) {
    for (const { value: label, place } of readLines(join(OWN_LABELS, file), ownLabelSchema)) {
      const cut = label.id.lastIndexOf('#');
      const at = Number(label.id.slice(cut + 1));
      const name = label.id.slice(0, cut);
      let post = posts.get(name);
      if (!post) {
        more ??= new Map(readUnlabelled('unlabelled-more').map((other) => [other.post, other]));
        post = more.get(name);
      }
      const text = post?.passages[at];
      if (!post || text === undefined) throw new Error(`${place}: no passage ${label.id}`);
      const voice = label.voice ?? '-';
      const known = rows.get(label.id);
      if (known) {
        known.labels.push(label.claims);
        known.topics.push(label.topics);
        known.voice.push(voice);
        continue;
      }
      rows.set(label.id, {
        id: label.id,
        post: post.post,
        title: post.title,
        author: post.author,
        previous: post.passages[at - 1] ?? '',
        text,
        labels: [label.claims],
        topics: [label.topics],
        voice: [voice],
        own: true,
      });
    }
  }
  // Passages of one post in reading order, so that neighbours are neighbours.
  return [...rows.values()].sort((a, b) =>
    a.post === b.post
      ? Number(a.id.slice(a.id.lastIndexOf('#') + 1)) - Number(b.id.slice(b.id.lastIndexOf('#') + 1))
      : a.post < b.post
        ? -1
        : 1,
  );
}

const place = z.number().int().nonnegative();
const rationaleSchema = z.object({
  id: z.string(),
  type: claimTypeSchema,
  /**
   * Where the annotator, who was told the type alone, put the speaker; null where he found no claim of the type. Kept as a second
   * opinion; it teaches nothing (docs/claims.md).
   */
  side: signSchema.nullable(),
  sentences: z.array(place).min(1).optional(),
  words: z.tuple([place, place]).optional(),
});

/**
 * Adds to the rows what our annotators pointed at (scripts/train/rationales.jsonl, which holds places and no text). A line that is of
 * no row is an error with its place.
 */
function addRationales(rows: Row[]): Row[] {
  const known = new Map(rows.map((row) => [row.id, {} as NonNullable<Row['rationales']>]));
  for (const { value, place } of readLines(RATIONALES, rationaleSchema)) {
    const its = known.get(value.id);
    if (!its) throw new Error(`${place}: no passage ${value.id}`);
    const { type, sentences, words } = value;
    if (sentences && words) its[type] = { sentences, words };
  }
  return rows.map((row) => ({ ...row, rationales: known.get(row.id) ?? {} }));
}

/** All that the model learns from: the given rows of `train`, then our own. */
export function readTraining(): { given: Row[]; rows: Row[] } {
  const rows = addRationales([...readRows(join(DATA, 'train.jsonl')), ...readOwnLabels()]);
  return { given: rows.filter(({ own }) => !own), rows };
}

/**
 * Assigns every row to one of `k` folds so that no author (co-authors count each) and no post is in two. Components are
 * dealt largest first to the smallest fold: deterministic and even.
 */
export function foldsByAuthor(rows: Row[], k: number): Int32Array {
  const parent = new Map<string, string>();
  const find = (x: string): string => {
    let root = x;
    while (parent.get(root) !== root && parent.has(root)) root = parent.get(root) as string;
    return root;
  };
  const join2 = (a: string, b: string) => {
    if (!parent.has(a)) parent.set(a, a);
    if (!parent.has(b)) parent.set(b, b);
    const ra = find(a);
    const rb = find(b);
    if (ra !== rb) parent.set(ra, rb);
  };
  const names = (row: Row) =>
    row.author
      .split(/,|&| and /)
      .map((name) => name.trim().toLowerCase())
      .filter((name) => name !== '');
  for (const row of rows) {
    join2(`post ${row.post}`, `title ${row.title}`);
    for (const name of names(row)) join2(`post ${row.post}`, name);
  }
  // Own labels come and go: the folds of the given rows stay as they are while those grow.
  const groups = new Map<string, { size: number; first: string }>();
  for (const row of rows) {
    const root = find(`post ${row.post}`);
    const group = groups.get(root) ?? { size: 0, first: '~' };
    if (!row.own) {
      group.size++;
      if (row.id < group.first) group.first = row.id;
    }
    groups.set(root, group);
  }
  const load = new Array<number>(k).fill(0);
  const foldOf = new Map<string, number>();
  const order = [...groups].sort(
    (a, b) =>
      b[1].size - a[1].size || (a[1].first === b[1].first ? (a[0] < b[0] ? -1 : 1) : a[1].first < b[1].first ? -1 : 1),
  );
  for (const [root, { size }] of order) {
    const fold = size > 0 ? load.indexOf(Math.min(...load)) : root.length % k;
    load[fold] = (load[fold] ?? 0) + size;
    foldOf.set(root, fold);
  }
  return Int32Array.from(rows, (row) => foldOf.get(find(`post ${row.post}`)) ?? 0);
}
