import { err, ok, type Result } from '../base/result';
import { becomeNew } from './clone';
import type { Env } from './env';
import { type FrameFault, type Header, openFrame } from './frame';
import { AT_ONCE, DAY } from './limits';
import type { Listing } from './listing';
import { contentOf, mergeContent } from './merge';
import { parsePath, snapshotSets } from './names';
import { changePeer, hear, noteFile, readPeer } from './peers';
import type { TransportFault, Tx } from './ports';
import { type Problem, stops } from './problem';
import { readSelf } from './self';

/** What pulling did. `gone` files were listed and are not there: the listing is older than their removal. */
export interface Pulled {
  files: number;
  bytes: number;
  problems: Problem[];
  /** A file asks for a newer reader: this device must not write. */
  newer: boolean;
  /** About how many files there are to read. */
  of: number;
}

type Fault = FrameFault | 'malformed' | 'gone';

/** Reads one file and merges it in one transaction with the note that it is merged. */
async function mergeFile(
  env: Env,
  path: string,
  pulled: Pulled,
  after: (tx: Tx, header: Header, files: readonly string[]) => Promise<void>,
): Promise<Result<Fault | 'merged', TransportFault>> {
  const got = await env.transport.get(path, env.signal);
  if (!got.ok) return stops(got.error) ? err(got.error) : ok('gone');
  pulled.bytes += got.value.length;
  const frame = await openFrame(env.primitives, env.keyring, path, got.value);
  if (!frame.ok) {
    if (frame.error === 'newer') pulled.newer = true;
    return ok(frame.error);
  }
  const { header } = frame.value;
  const content = contentOf(frame.value);
  if (!content) return ok('malformed');
  const now = env.clock();
  // Of many records only the last go with the note. Where the worker ends before that the file is merged again, without harm.
  const { records } = content;
  const rest = Math.max(0, records.length - AT_ONCE);
  for (let i = 0; i < rest; i += AT_ONCE)
    await env.store.transaction(async (tx) => {
      await hear(tx, header.at);
      await mergeContent(tx, records.slice(i, Math.min(rest, i + AT_ONCE)), now);
    });
  await env.store.transaction(async (tx) => {
    await noteFile(tx, path, header, content.name);
    await mergeContent(tx, records.slice(rest), now);
    await after(tx, header, content.files);
  });
  pulled.files++;
  env.onProgress?.({ doing: 'pull', files: pulled.files, of: Math.max(pulled.files, pulled.of) });
  if (header.at > now + DAY) pulled.problems.push({ kind: 'clock-ahead', device: header.device, by: header.at - now });
  return ok('merged');
}

/** Everything that a whole snapshot has in it counts as merged. */
async function cover(tx: Tx, path: string, header: Header, files: readonly string[], newId: () => string) {
  for (const file of files) {
    const name = parsePath(file);
    if (name && !(await tx.files.get(file))) await tx.seen.put(file, { at: header.at });
  }
  const own = header.kind === 'snapshot' ? header.covered : header.seq;
  for (const [device, seq] of Object.entries({ ...header.saw, [header.device]: own })) {
    const self = await readSelf(tx);
    if (device !== self.device) {
      const peer = await readPeer(tx, device);
      if (seq > peer.seq) await changePeer(tx, device, { seq, last: device === header.device ? path : null });
      // Somebody has merged more of this device's log than it ever wrote: it was restored from an old copy.
    } else if (seq > self.seq) await becomeNew(tx, self, newId);
  }
  await changePeer(tx, header.device, { held: null });
}

/**
 * Loads a snapshot, its first part last: when that is merged, all of it is, and its log counts as merged up to what it
 * covers. Parts of another snapshot under the same numbers are merged too, which does no harm, and cover nothing.
 */
async function loadSnapshot(
  env: Env,
  paths: readonly string[],
  pulled: Pulled,
): Promise<Result<Fault | 'merged', TransportFault>> {
  const partOf = (path: string) => {
    const name = parsePath(path);
    return name?.kind === 'snapshot' ? name.part : 0;
  };
  const sets = new Map<string, Set<number>>();
  let result: Fault | 'merged' = 'gone';
  for (const path of [...paths].sort((a, b) => partOf(b) - partOf(a))) {
    const merged = await mergeFile(env, path, pulled, async (tx, header, files) => {
      if (header.kind !== 'snapshot') return;
      const parts = sets.get(header.set) ?? new Set();
      sets.set(header.set, parts.add(header.part));
      if (header.part === 1 && parts.size === header.parts) await cover(tx, path, header, files, env.newId);
    });
    if (!merged.ok) return merged;
    if (merged.value !== 'merged') result = merged.value;
    else if (partOf(path) === 1 && [...sets.values()].some((set) => set.size === partsIn(path))) return ok('merged');
  }
  return ok(result);
}

const partsIn = (path: string): number => {
  const name = parsePath(path);
  return name?.kind === 'snapshot' ? name.parts : 0;
};

/** One device's files as they are to be read now. */
function filesOf(listing: Listing, device: string) {
  const own = [...listing.sizes.keys()].filter((path) => parsePath(path)?.device === device).sort();
  const segments = Map.groupBy(
    own.filter((path) => parsePath(path)?.kind === 'segment'),
    (path) => {
      const name = parsePath(path);
      return name?.kind === 'segment' ? name.seq : 0;
    },
  );
  const snapshots = snapshotSets(own).sort((a, b) => b.covered - a.covered);
  return { segments, snapshots, last: Math.max(0, ...segments.keys(), ...snapshots.map((it) => it.covered)) };
}

/**
 * Merges one device's log in strict sequence. Files at numbers already passed are merged too where they are new: two
 * selves of a cloned profile wrote them. At a gap or an unreadable file a snapshot that covers it is loaded, else the log waits.
 */
async function pullDevice(
  env: Env,
  listing: Listing,
  device: string,
  pulled: Pulled,
): Promise<Result<void, TransportFault>> {
  const { segments, snapshots, last } = filesOf(listing, device);
  const state = () =>
    env.store.transaction(async (tx) => ({
      self: (await readSelf(tx)).device,
      peer: await readPeer(tx, device),
      seen: new Set((await tx.seen.all(`v1/`)).map(([path]) => path)),
    }));
  const hold = async (path: string, fault: Fault) => {
    if (fault === 'gone') return;
    const since = await env.store.transaction(async (tx) => {
      const { held } = await readPeer(tx, device);
      const at = held?.path === path ? held.since : env.clock();
      await changePeer(tx, device, { held: { path, reason: fault, since: at } });
      return at;
    });
    pulled.problems.push({ kind: 'held', device, path, reason: fault, since });
  };
  let { self, peer, seen } = await state();
  if (device === self) return ok(undefined);

  if (peer.wary)
    for (const snapshot of snapshots.filter(({ paths }) => paths.some((path) => !seen.has(path)))) {
      const loaded = await loadSnapshot(env, snapshot.paths, pulled);
      if (!loaded.ok) return loaded;
    }
  for (const [, paths] of [...segments].filter(([seq]) => seq <= peer.seq))
    for (const path of paths) {
      if (seen.has(path)) continue;
      const merged = await mergeFile(env, path, pulled, async () => undefined);
      if (!merged.ok) return merged;
      if (merged.value !== 'merged') await hold(path, merged.value);
    }

  for (;;) {
    ({ self, peer, seen } = await state());
    if (device === self || peer.seq >= last) return ok(undefined);
    const next = peer.seq + 1;
    const paths = segments.get(next) ?? [];
    let fault: { path: string; fault: Fault } | null = null;
    for (const path of paths) {
      if (seen.has(path)) continue;
      const merged = await mergeFile(env, path, pulled, async () => undefined);
      if (!merged.ok) return merged;
      if (merged.value !== 'merged') fault ??= { path, fault: merged.value };
    }
    if (paths.length > 0 && !fault) {
      const last = paths.at(-1) ?? null;
      await env.store.transaction(async (tx) => {
        const now = await readPeer(tx, device);
        if (now.seq < next) await changePeer(tx, device, { seq: next, last, held: null });
      });
      continue;
    }
    let covered = false;
    for (const snapshot of snapshots.filter((it) => it.covered >= next)) {
      const loaded = await loadSnapshot(env, snapshot.paths, pulled);
      if (!loaded.ok) return loaded;
      if (loaded.value === 'merged') {
        covered = true;
        break;
      }
      fault ??= { path: snapshot.paths[0] ?? '', fault: loaded.value };
    }
    if (covered) continue;
    if (fault && fault.fault !== 'gone') await hold(fault.path, fault.fault);
    else pulled.problems.push({ kind: 'waiting', device });
    return ok(undefined);
  }
}

/** Merges everything that the listing has and this device has not. */
export async function pull(env: Env, listing: Listing, pulled: Pulled): Promise<Result<void, TransportFault>> {
  pulled.of = await env.store.transaction(async (tx) => {
    const self = await readSelf(tx);
    const seen = new Set((await tx.seen.all()).map(([path]) => path));
    return [...listing.sizes.keys()].filter((path) => !seen.has(path) && parsePath(path)?.device !== self.device)
      .length;
  });
  for (const device of listing.devices) {
    const done = await pullDevice(env, listing, device, pulled);
    if (!done.ok) return done;
  }
  await env.store.transaction(async (tx) => {
    // Files that are no longer listed need no note; one that shows up again is merged again, which changes nothing.
    const kept = new Set((await tx.peers.all()).map(([, peer]) => peer.last));
    for (const [path] of await tx.seen.all())
      if (!listing.sizes.has(path) && !kept.has(path)) await tx.seen.remove(path);
  });
  return ok(undefined);
}
