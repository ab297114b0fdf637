import type { Transaction } from 'dexie';
import { fingerprint } from '../passages/fingerprint';
import { countWords, wordBag } from './fold';

/** A record as stored: nothing is known of it until it is parsed, and a migration must not fail on a damaged one. */
type Raw = Record<string, unknown>;

const textsOf = (passages: readonly Raw[], kind?: string): string[] =>
  passages
    .filter((p) => kind === undefined || p.kind === kind)
    .map((p) => p.text)
    .filter((text) => typeof text === 'string');

/** A post of version 1 has neither `aliases`, `fingerprint`, `words` nor `demo`. */
export function postToVersion2(post: Raw, passages: readonly Raw[]): Raw {
  const own = textsOf(passages, 'post');
  return {
    aliases: [],
    fingerprint: fingerprint(own),
    words: own.reduce((sum, text) => sum + countWords(text), 0),
    demo: false,
    ...post,
  };
}

const at = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
const listAt = (value: unknown, name: string): unknown[] => {
  const list = at(value, name);
  return Array.isArray(list) ? list : [];
};

/** A tag of version 1 has no `shown` and `kinds` for the indexes, nor `at`. */
export function tagToVersion2(record: Raw): Raw {
  const claims = listAt(record.tag, 'claims');
  const names = claims.length > 0 ? [...claims.map((claim) => at(claim, 'type')), ...listAt(record.tag, 'topics')] : [];
  return {
    shown: claims.length > 0 || at(record.tag, 'rating') ? 1 : 0,
    kinds: [...new Set(names)].map((name) => `${name} ${record.post}`),
    at: 0,
    ...record,
  };
}

/** Post by post, so that a large library never stands in memory at once. */
export async function toVersion2(transaction: Transaction): Promise<void> {
  const posts = transaction.table<Raw, string>('posts');
  for (const key of await posts.toCollection().primaryKeys()) {
    const post = await posts.get(key);
    if (!post) continue;
    const passages = await transaction.table<Raw>('passages').where('post').equals(key).toArray();
    await posts.put(postToVersion2(post, passages));
    await transaction.table<Raw>('words').put({ post: key, text: wordBag(textsOf(passages)) });
    const tags = await transaction.table<Raw>('tags').where('post').equals(key).toArray();
    const indexed = tags.map(tagToVersion2);
    await transaction.table<Raw>('tags').bulkPut(indexed);
    const shown = new Set(indexed.filter((tag) => tag.shown === 1).map((tag) => tag.passage));
    const found = passages.filter((passage) => shown.has(passage.id)).map((passage) => ({ ...passage, shown: 1 }));
    await transaction.table<Raw>('passages').bulkPut(found);
  }
}
