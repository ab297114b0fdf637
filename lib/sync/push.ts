import { err, ok, type Result } from '../base/result';
import type { Env } from './env';
import { CLAIM } from './limits';
import type { Sealed, TransportFault, Tx } from './ports';
import { sameBytes } from './primitives';
import { type Problem, stops } from './problem';
import { readSelf, writeSelf } from './self';

export interface Pushed {
  files: number;
  bytes: number;
  problems: Problem[];
}

/** Makes the folders above a path, from the root down. */
async function makeParents(env: Env, path: string): Promise<Result<void, TransportFault>> {
  const names = path.split('/').slice(0, -1);
  for (let i = 1; i <= names.length; i++) {
    const made = await env.transport.makeFolder(names.slice(0, i).join('/'), env.signal);
    if (!made.ok && stops(made.error)) return made;
  }
  return ok(undefined);
}

/**
 * Writes a file and reads it back; only what comes back equal counts. A fault after which it is not known whether the file
 * arrived (no answer, a refused replacement) is answered by reading, too.
 */
async function putAndCompare(
  env: Env,
  path: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Result<boolean, TransportFault>> {
  let put = await env.transport.put(path, bytes, env.signal);
  if (!put.ok && (put.error.kind === 'missing' || put.error.kind === 'conflict')) {
    const made = await makeParents(env, path);
    if (!made.ok) return made;
    put = await env.transport.put(path, bytes, env.signal);
  }
  if (!put.ok && put.error.kind !== 'timeout' && stops(put.error)) return err(put.error);
  const back = await env.transport.get(path, env.signal);
  if (!back.ok) return stops(back.error) ? err(back.error) : ok(false);
  return ok(sameBytes(back.value, bytes));
}

/** Takes a file of the outbox for this run; null where it is gone or another run is writing it. */
async function claim(tx: Tx, path: string, by: string, now: number): Promise<Sealed | null> {
  const row = await tx.outbox.get(path);
  if (!row) return null;
  const age = now - (row.claim?.at ?? Number.NEGATIVE_INFINITY);
  // A clock that was set back makes no claim last for ever.
  if (row.claim && age >= 0 && age < CLAIM) return null;
  await tx.outbox.put(path, { ...row, claim: { by, at: now } });
  return row;
}

async function release(tx: Tx, path: string, by: string): Promise<void> {
  const row = await tx.outbox.get(path);
  if (row?.claim?.by === by) await tx.outbox.put(path, { order: row.order, bytes: row.bytes });
}

async function markStored(tx: Tx, path: string, by: string): Promise<void> {
  const file = await tx.files.get(path);
  if (!file || (await tx.outbox.get(path))?.claim?.by !== by) return;
  await tx.outbox.remove(path);
  await tx.files.put(path, { ...file, state: 'stored' });
  const self = await readSelf(tx);
  if (!self.writing?.paths.includes(path)) return;
  for (const part of self.writing.paths) if ((await tx.files.get(part))?.state !== 'stored') return;
  await writeSelf(tx, { ...self, snapshot: self.writing, writing: null });
}

/** Writes the outbox, in order. What could not be verified stays in it and is written again, byte for byte, next time. */
export async function push(env: Env, pushed: Pushed): Promise<Result<void, TransportFault>> {
  const by = env.newId();
  const rows = await env.store.transaction((tx) => tx.outbox.all());
  for (const [path, { bytes }] of rows.sort(([, a], [, b]) => a.order - b.order)) {
    // Another tab may be quicker, or this device may have found itself cloned.
    const row = await env.store.transaction((tx) => claim(tx, path, by, env.clock()));
    if (!row) continue;
    const same = await putAndCompare(env, path, bytes);
    if (!same.ok || !same.value) {
      await env.store.transaction((tx) => release(tx, path, by));
      if (!same.ok) return same;
      pushed.problems.push({ kind: 'not-stored', path });
      continue;
    }
    await env.store.transaction((tx) => markStored(tx, path, by));
    pushed.files++;
    env.onProgress?.({ doing: 'push', files: pushed.files, of: rows.length });
    pushed.bytes += bytes.length;
  }
  return ok(undefined);
}
