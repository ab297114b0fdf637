import * as z from 'zod';
import type { Core } from './database';
import { latestVersion, MIGRATIONS } from './migrations';
import { Refusal } from './problem';
import { type PostRecord, quarantineSchema } from './records';
import { joinAnnotations } from './rekey';
import { reasonOf, type Store } from './store';
import type { Imported } from './types';

const FORMAT = 'cruxlight-backup';

/** The outer form of a backup; its records are parsed one by one, so that one damaged record costs only itself. */
const backupSchema = z.object({
  format: z.literal(FORMAT),
  version: z.number().int().positive(),
  posts: z.array(z.unknown()).default([]),
  passages: z.array(z.unknown()).default([]),
  tags: z.array(z.unknown()).default([]),
  annotations: z.array(z.unknown()).default([]),
  curations: z.array(z.unknown()).default([]),
  changes: z.array(z.unknown()).default([]),
  words: z.array(z.unknown()).default([]),
  values: z.array(z.unknown()).default([]),
  quarantine: z.array(z.unknown()).default([]),
});

const TABLES = ['posts', 'passages', 'tags', 'annotations', 'curations', 'changes', 'words', 'values'] as const;

const allTables = (core: Core) => [...TABLES.map((name) => core[name].table), core.quarantine, core.replica];

/** Everything as one JSON text, a consistent picture of one moment. Records are written as they are stored, damaged ones too. */
export function exportAll(core: Core): Promise<string> {
  return Promise.resolve(
    core.db.transaction('r', allTables(core), async () => {
      const tables: Record<string, unknown[]> = {};
      for (const name of TABLES) tables[name] = await core[name].table.toArray();
      tables.quarantine = await core.quarantine.toArray();
      return JSON.stringify({ format: FORMAT, version: latestVersion(MIGRATIONS), at: core.clock(), ...tables });
    }),
  );
}

/** One post known on both sides: all its keys, the longer time, and alive if either is. */
function joinPosts(here: PostRecord, there: PostRecord): PostRecord {
  const rank = (post: PostRecord) => (post.extent === 'whole' ? 1 : 0);
  const newer = rank(there) - rank(here) || there.lastSeenAt - here.lastSeenAt;
  const base = newer > 0 ? there : here;
  return {
    ...base,
    key: here.key,
    aliases: [...new Set([...here.aliases, there.key, ...there.aliases])].filter((it) => it !== here.key).slice(0, 20),
    firstSeenAt: Math.min(here.firstSeenAt, there.firstSeenAt),
    lastSeenAt: Math.max(here.lastSeenAt, there.lastSeenAt),
    readTo: Math.max(here.readTo, there.readTo),
    deletedAt: here.deletedAt === null || there.deletedAt === null ? null : Math.max(here.deletedAt, there.deletedAt),
  };
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/**
 * Merges a backup in one transaction. Of two notes on the same thing that differ, both are kept; what either side has not
 * deleted lives; damaged records go to the quarantine. The history behind undo is taken over only where there is none.
 * @throws Refusal `invalid` where it is no backup, `newer` where a later version wrote it.
 */
export function importAll(core: Core, json: string): Promise<Imported> {
  const file = readBackup(json);
  return Promise.resolve(
    core.db.transaction('rw', allTables(core), async () => {
      const done: Imported = { added: 0, merged: 0, unchanged: 0, setApart: 0 };
      const parse = async <T, K>(name: string, store: Store<T, K>, raws: readonly unknown[]): Promise<T[]> => {
        const good: T[] = [];
        for (const raw of raws) {
          const parsed = store.schema.safeParse(raw);
          if (parsed.success) good.push(parsed.data);
          else {
            done.setApart++;
            const reason = `from a backup: ${reasonOf(parsed.error)}`;
            await core.quarantine.add({ table: name, key: 'null', reason, raw, at: core.clock() });
          }
        }
        return good;
      };
      const mergeAll = async <T, K>(store: Store<T, K>, records: T[], key: (it: T) => K, join: (a: T, b: T) => T) => {
        const keys = records.map(key);
        const here = new Map((await store.getAll(keys)).map((it) => [JSON.stringify(key(it)), it]));
        const puts: T[] = [];
        for (const record of records) {
          const own = here.get(JSON.stringify(key(record)));
          const next = own === undefined ? record : join(own, record);
          if (own === undefined) done.added++;
          else if (same(own, next)) done.unchanged++;
          else done.merged++;
          if (own === undefined || !same(own, next)) puts.push(next);
        }
        await store.putAll(puts);
      };
      const empty = (await core.posts.table.count()) === 0;
      const history = (await core.changes.table.count()) === 0 && empty;
      const keep = <T>(here: T) => here;

      await mergeAll(core.posts, await parse('posts', core.posts, file.posts), (it) => it.key, joinPosts);
      await mergeAll(core.passages, await parse('passages', core.passages, file.passages), (it) => it.id, keep);
      await mergeAll(
        core.tags,
        await parse('tags', core.tags, file.tags),
        (it): [string, string] => [it.engine, it.passage],
        keep,
      );
      await mergeAll(
        core.annotations,
        await parse('annotations', core.annotations, file.annotations),
        (it) => it.id,
        joinAnnotations,
      );
      await mergeAll(
        core.curations,
        await parse('curations', core.curations, file.curations),
        (it) => it.id,
        (a, b) => (b.at > a.at ? b : a),
      );
      await mergeAll(core.words, await parse('words', core.words, file.words), (it) => it.post, keep);
      await mergeAll(core.values, await parse('values', core.values, file.values), (it) => it.id, keep);
      if (history) await core.changes.putAll(await parse('changes', core.changes, file.changes));
      const apart = new Set((await core.quarantine.toArray()).map(({ id: _, ...it }) => JSON.stringify(it)));
      for (const raw of file.quarantine) {
        const parsed = quarantineSchema.omit({ id: true }).safeParse(raw);
        if (parsed.success && !apart.has(JSON.stringify(parsed.data))) await core.quarantine.add(parsed.data);
      }
      return done;
    }),
  );
}

function readBackup(json: string): z.infer<typeof backupSchema> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Refusal('invalid', 'That file is not a Cruxlight backup: it is not JSON. Nothing was changed.');
  }
  const parsed = backupSchema.safeParse(value);
  if (!parsed.success) throw new Refusal('invalid', 'That file is not a Cruxlight backup. Nothing was changed.');
  if (parsed.data.version > latestVersion(MIGRATIONS))
    throw new Refusal(
      'newer',
      'That backup was made by a newer version of Cruxlight. Update Cruxlight, then import it again.',
    );
  return parsed.data;
}

/**
 * Empties every table, the settings, the quarantine and what sync keeps included, so that other devices keep what they have.
 * It can't be undone.
 */
export function deleteEverything(core: Core): Promise<null> {
  return Promise.resolve(
    core.db.transaction('rw', allTables(core), async () => {
      for (const table of allTables(core)) await table.clear();
      return null;
    }),
  );
}
