import { plural } from '../../components/shared/words';
import type { Result } from '../../lib/base/result';
import { type Entry, type ImportKind, importAnnotations } from '../../lib/export';
import type { Library, PostSummary } from '../../lib/library/library';
import { latestVersion, MIGRATIONS } from '../../lib/library/migrations';
import type { Annotation } from '../../lib/library/records';
import { tellReaders } from '../../lib/messaging/broadcast';
import type { Notices } from './useNotices';

/** Larger than any library that was ever measured; a file beyond it is a mistake, and would freeze the panel. */
const LARGEST_BYTES = 500_000_000;

/** What a file holds, by its name and its first words. */
function kindOf(name: string, text: string): ImportKind | 'backup' {
  if (/\.(md|markdown)$/i.test(name)) return 'markdown';
  if (/\.csv$/i.test(name)) return 'csv';
  const head = text.slice(0, 2_000);
  if (/"format"\s*:\s*"cruxlight-backup"/.test(head)) return 'backup';
  return /\.jsonld$/i.test(name) || head.includes('"@context"') ? 'jsonld' : 'hypothesis';
}

const bare = (url: string) => url.replace(/#.*$/, '').replace(/\/$/, '');

/** The stored post that an entry is about: by any of its keys, else by its address. */
function postFinder(posts: readonly PostSummary[]): (entry: Entry) => string | null {
  const byKey = new Map(posts.flatMap((post) => [post.key, ...post.aliases].map((key) => [key, post.key])));
  const byUrl = new Map(posts.map((post) => [bare(post.url), post.key]));
  return ({ post }) => byKey.get(post.key) ?? byUrl.get(bare(post.url)) ?? null;
}

/** Annotations as a backup that the library merges, and how many are about posts that it does not have. */
export function backupOfEntries(
  entries: readonly Entry[],
  posts: readonly PostSummary[],
): { json: string; annotations: Annotation[]; homeless: number } {
  const postOf = postFinder(posts);
  const annotations: Annotation[] = [];
  let homeless = 0;
  for (const entry of entries) {
    if (entry.annotation === null) continue;
    const post = postOf(entry);
    if (post === null) homeless++;
    else annotations.push({ ...entry.annotation, post });
  }
  const json = JSON.stringify({ format: 'cruxlight-backup', version: latestVersion(MIGRATIONS), annotations });
  return { json, annotations, homeless };
}

/** Merges a file into the library: a backup, or annotations that were exported here or elsewhere. What is there stays. */
export async function importFile(library: Library, file: File, notices: Notices): Promise<void> {
  if (file.size > LARGEST_BYTES) return notices.fail('This file is too large to be a backup or an export.');
  const text = await file.text();
  const kind = kindOf(file.name, text);
  let json = text;
  let rest = '';
  if (kind !== 'backup') {
    const read: Result<{ entries: Entry[]; problems: unknown[] }> = importAnnotations(text, kind);
    if (!read.ok) return notices.fail(`This file can’t be imported: ${read.error}.`);
    const posts = await library.posts();
    if (!posts.ok) return notices.fail(posts.error.message);
    const made = backupOfEntries(read.value.entries, posts.value);
    json = made.json;
    if (made.homeless > 0) {
      rest += ` ${plural(made.homeless, 'annotation')} belong to posts that are not in your library: open those, then import again.`;
    }
    if (read.value.problems.length > 0) rest += ` ${plural(read.value.problems.length, 'item')} could not be read.`;
  }
  const done = await notices.after(library.importAll(json), ({ added, merged, unchanged, setApart }) => {
    const apart = setApart > 0 ? ` ${plural(setApart, 'record')} could not be read and stayed apart.` : '';
    return `Imported: ${plural(added, 'new record')}, ${merged.toLocaleString('en')} merged, ${unchanged.toLocaleString('en')} already there.${apart}${rest}`;
  });
  if (done) await tellReaders('library.changed', { post: null });
  return undefined;
}
