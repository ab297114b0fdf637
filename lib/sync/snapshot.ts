import type { SnapshotBody } from './body';
import type { Env } from './env';
import { sealFrame } from './frame';
import { HOPEFUL, SURE_BYTES } from './limits';
import type { Bytes } from './primitives';
import { readRecords } from './read-records';
import type { RecordState } from './record';
import { jsonBytes, positions } from './seal';
import { readSelf, writeSelf } from './self';

type WithoutTransport = Omit<Env, 'transport'>;
type Entry = [string, RecordState];

const utf8 = new TextEncoder();

/** A record too large for one file goes field by field: joining the pieces gives the record. */
function pieces([key, state]: Entry, most: number): Entry[] {
  if (jsonBytes(state) <= most) return [[key, state]];
  return Object.entries(state.fields).map(([name, field]) => [key, { ...state, fields: { [name]: field } }]);
}

/** Halves what doesn't fit one file packed: how well records pack is known only by trying. */
async function halved(env: WithoutTransport, entries: Entry[]): Promise<Entry[][]> {
  const most = env.fileBytes ?? SURE_BYTES;
  const json = utf8.encode(JSON.stringify(entries));
  const fits = json.length <= most || (await env.primitives.gzip(json)).length <= most;
  if (fits || entries.length < 2) return [entries];
  const middle = entries.length >> 1;
  return [...(await halved(env, entries.slice(0, middle))), ...(await halved(env, entries.slice(middle)))];
}

/** Records put into parts of a file's size. At least one part. */
async function partsOf(env: WithoutTransport, records: readonly Entry[]): Promise<Entry[][]> {
  const most = env.fileBytes ?? SURE_BYTES;
  const parts: Entry[][] = [[]];
  let bytes = 0;
  for (const piece of records.flatMap((entry) => pieces(entry, most))) {
    const size = jsonBytes(piece) + 1;
    if (bytes > 0 && bytes + size > most * HOPEFUL) {
      parts.push([]);
      bytes = 0;
    }
    parts.at(-1)?.push(piece);
    bytes += size;
  }
  return (await Promise.all(parts.map((part) => halved(env, part)))).flat();
}

/**
 * Everything merged here. The records are read after the rest, a few at a time: what comes in between is more than the
 * snapshot promises, which does no harm.
 */
async function readAll({ store }: Pick<Env, 'store'>) {
  const { ids, ...read } = await store.transaction(async (tx) => {
    const self = await readSelf(tx);
    const own = (await tx.files.all()).filter(([path, file]) => file.state !== 'removed' && path.endsWith('.seg'));
    const files = [...own, ...(await tx.seen.all())].map(([path]) => path);
    return { self, saw: await positions(tx, self), files, ids: await tx.records.ids() };
  });
  return { ...read, records: await readRecords(store, ids) };
}

/** A snapshot's files. */
async function sealParts(
  env: WithoutTransport,
  { self, records, saw, files }: Awaited<ReturnType<typeof readAll>>,
  covered: number,
): Promise<{ path: string; bytes: Bytes }[]> {
  const parts = await partsOf(env, records);
  const common = {
    kind: 'snapshot',
    device: self.device,
    covered,
    parts: parts.length,
    set: env.newId().slice(0, 12),
    saw: { ...saw, [self.device]: covered },
    at: self.at,
  } as const;
  const sealed: { path: string; bytes: Bytes }[] = [];
  for (const [i, records] of parts.entries()) {
    const body: SnapshotBody = { name: self.name, records, files: i === 0 ? files : [] };
    const header = { ...common, part: i + 1 };
    sealed.push(await sealFrame(env.primitives, env.keyring, header, body, env.randomBytes));
  }
  return sealed;
}

/** A snapshot for a bundle: nothing of it is remembered here. */
export async function sealForBundle(env: WithoutTransport): Promise<{ path: string; bytes: Bytes }[]> {
  const read = await readAll(env);
  return sealParts(env, read, Math.max(1, read.self.seq));
}

/**
 * Seals everything merged here into the outbox as a snapshot that covers this device's segments so far. Where others can't
 * merge this device's log without it (`owes`), it covers one more number than was used: the log then begins with a gap, at
 * which everybody loads it. Returns false where one is on its way already.
 */
export async function sealSnapshot(env: Env): Promise<boolean> {
  const read = await readAll(env);
  const { self } = read;
  if (self.writing) return false;
  const covered = self.owes || self.seq === 0 ? self.seq + 1 : self.seq;
  const sealed = await sealParts(env, read, covered);
  return env.store.transaction(async (tx) => {
    const mine = await readSelf(tx);
    const moved = mine.device !== self.device || (covered !== self.seq && mine.seq !== self.seq);
    if (mine.writing || moved) return false;
    for (const { path, bytes } of sealed) {
      await tx.outbox.put(path, { order: covered, bytes });
      await tx.files.put(path, { seq: covered, size: bytes.length, state: 'sealed' });
    }
    await writeSelf(tx, {
      ...mine,
      seq: Math.max(mine.seq, covered),
      owes: false,
      writing: { covered, paths: sealed.map(({ path }) => path) },
    });
    return true;
  });
}
