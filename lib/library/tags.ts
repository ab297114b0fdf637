import { hashText } from '../base/text';
import type { Tag, TagInput } from '../claims/claim';
import type { Core } from './database';
import { findPost } from './find';
import type { TagRecord } from './records';

/** Names all that an engine is given of a passage, so that a tag is made again when any of it changes. */
export function inputHash(input: TagInput): string {
  const { text, heading, leadIn, block, previous, title } = input;
  return hashText(JSON.stringify([text, heading, leadIn ?? null, block ?? null, previous ?? null, title ?? null]));
}

/** An engine's answers as records, in the order asked. Answers without a question are left out. */
export function tagRecords(
  post: string,
  engine: string,
  inputs: readonly TagInput[],
  tags: readonly Tag[],
): TagRecord[] {
  const byId = new Map(tags.map((tag) => [tag.id, tag]));
  return inputs.flatMap((input) => {
    const tag = byId.get(input.id);
    return tag ? [{ passage: input.id, post, engine, inputHash: inputHash(input), tag }] : [];
  });
}

/** Of several engines' tags of the same passages, the one stored last for each. */
export function newestTags(records: readonly TagRecord[]): Map<string, TagRecord> {
  const newest = new Map<string, TagRecord>();
  for (const record of records) {
    const other = newest.get(record.passage);
    if (!other || (record.at ?? 0) >= (other.at ?? 0)) newest.set(record.passage, record);
  }
  return newest;
}

export async function newestTag(core: Core, passage: string): Promise<TagRecord | undefined> {
  return newestTags(await core.tags.where('passage', passage)).get(passage);
}

/** A record with what its indexes need. */
export function indexedTag(record: TagRecord): TagRecord {
  const { claims, topics, rating } = record.tag;
  const names = claims.length > 0 ? [...claims.map((claim) => claim.type), ...topics] : [];
  return {
    ...record,
    shown: claims.length > 0 || rating ? 1 : 0,
    kinds: [...new Set(names)].map((name) => `${name} ${record.post}`),
  };
}

/** Only the newest engine's tag of a passage is in the indexes. */
async function hideOthers(core: Core, newer: readonly TagRecord[]): Promise<void> {
  const engines = new Map(newer.map((record) => [record.passage, record.engine]));
  for (const post of new Set(newer.map((record) => record.post))) {
    const older = (await core.tags.where('[shown+post]', [1, post])).filter((record) => {
      const engine = engines.get(record.passage);
      return engine !== undefined && engine !== record.engine;
    });
    await core.tags.putAll(older.map((record) => ({ ...record, shown: 0, kinds: [] })));
  }
}

/** Stores a cache of machine's tags; replaces the same engine's of the same passages. */
export function putTags(core: Core, records: readonly TagRecord[]): Promise<null> {
  const at = core.clock();
  const stored = records.map((record) => indexedTag({ ...record, at }));
  return Promise.resolve(
    core.db.transaction('rw', [core.tags.table, core.passages.table], async () => {
      await hideOthers(core, stored);
      await core.tags.putAll(stored);
      const shown = stored.filter((record) => record.shown === 1).map((record) => record.passage);
      const passages = (await core.passages.getAll(shown)).filter((passage) => passage.shown !== 1);
      await core.passages.putAll(passages.map((passage) => ({ ...passage, shown: 1 as const })));
      return null;
    }),
  );
}

/** The tags of a post, one for each passage. */
export async function tagsOf(core: Core, post: string): Promise<TagRecord[]> {
  const key = (await findPost(core, post))?.key;
  return key === undefined ? [] : [...newestTags(await core.tags.where('post', key)).values()];
}

/** Those of a post's inputs for which the engine's tag is not stored, or was made from other words or context. */
export async function missingTags(
  core: Core,
  post: string,
  engine: string,
  inputs: readonly TagInput[],
): Promise<TagInput[]> {
  const key = (await findPost(core, post))?.key ?? post;
  const stored = (await core.tags.where('post', key)).filter((record) => record.engine === engine);
  const known = new Set(stored.map((record) => `${record.passage} ${record.inputHash}`));
  return inputs.filter((input) => !known.has(`${input.id} ${inputHash(input)}`));
}
