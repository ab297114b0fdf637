import { ok, type Result } from '../base/result';
import type { Env } from './env';
import { STRIKES } from './limits';
import type { Listing } from './listing';
import { parsePath } from './names';
import { changePeer } from './peers';
import type { Self, TransportFault, Tx } from './ports';
import { type Problem, stops } from './problem';
import { readSelf, writeSelf } from './self';

/** Own files that others need: the snapshot, and the segments that it does not cover. */
async function needed(tx: Tx, self: Self): Promise<{ path: string; size: number }[]> {
  const files = (await tx.files.all()).filter(([, file]) => file.state === 'stored');
  return files
    .filter(([path, file]) => {
      const covered = self.snapshot && file.seq <= self.snapshot.covered;
      return parsePath(path)?.kind === 'snapshot' ? self.snapshot?.paths.includes(path) : !covered;
    })
    .map(([path, { size }]) => ({ path, size }));
}

/** For each device the file that brought its log to where it is, where the listing does not reach as far. */
async function suspicious(tx: Tx, listing: Listing): Promise<{ device: string; path: string }[]> {
  const reach = new Map<string, number>();
  for (const path of listing.sizes.keys()) {
    const name = parsePath(path);
    if (!name) continue;
    const seq = name.kind === 'segment' ? name.seq : name.covered;
    reach.set(name.device, Math.max(reach.get(name.device) ?? 0, seq));
  }
  return (await tx.peers.all()).flatMap(([device, { seq, last }]) =>
    last && (reach.get(device) ?? 0) < seq ? [{ device, path: last }] : [],
  );
}

/** A listing can be stale, so the file itself is asked for. */
async function isGone(env: Env, path: string): Promise<Result<boolean, TransportFault>> {
  const got = await env.transport.get(path, env.signal);
  if (got.ok) return ok(false);
  return stops(got.error) ? got : ok(true);
}

/**
 * Looks whether files that were on the storage are gone: a backup was put back, or somebody cleared the folder. A missing
 * file never means deletion; with the reader's consent this device writes all that it has as a snapshot.
 */
export async function findLost(env: Env, listing: Listing, problems: Problem[]): Promise<Result<void, TransportFault>> {
  const { self, own, others } = await env.store.transaction(async (tx) => {
    const self = await readSelf(tx);
    return { self, own: await needed(tx, self), others: await suspicious(tx, listing) };
  });
  let gone = false;
  for (const { path, size } of own) {
    const listed = listing.sizes.get(path);
    if (listed !== undefined && (listed === null || listed === size)) continue;
    const got = await env.transport.get(path, env.signal);
    if (!got.ok && stops(got.error)) return got;
    // Of another length than was read back, it was damaged since: a snapshot takes its place, like that of a missing one.
    gone = !got.ok || got.value.length !== size;
    if (gone) break;
  }
  const lost = new Set<string>();
  for (const { device, path } of others) {
    const missing = await isGone(env, path);
    if (!missing.ok) return missing;
    if (missing.value) lost.add(device);
  }
  await env.store.transaction(async (tx) => {
    const now = await readSelf(tx);
    if (now.device !== self.device) return;
    // An empty folder is not gone on with unless the reader was asked about it: nothing is left to wait for then.
    const enough = listing.empty ? 1 : STRIKES;
    let owes = false;
    const strikes = gone ? now.strikes + 1 : 0;
    const told = (device: string) => {
      if (env.mayRestore) owes = true;
      else problems.push({ kind: 'lost-files', device });
    };
    if (strikes >= enough) told(now.device);
    for (const [device, peer] of await tx.peers.all()) {
      const count = lost.has(device) ? peer.strikes + 1 : 0;
      if (count >= enough) told(device);
      // Once it is in this device's snapshot, the other's lost file is missed no more.
      if (count >= enough && env.mayRestore) await changePeer(tx, device, { strikes: 0, last: null });
      else if (count !== peer.strikes) await changePeer(tx, device, { strikes: count });
    }
    if (!owes && strikes === now.strikes) return;
    await writeSelf(tx, { ...now, owes: now.owes || owes, strikes: owes ? 0 : strikes });
  });
  return ok(undefined);
}
