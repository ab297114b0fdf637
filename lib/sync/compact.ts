import { ok, type Result } from '../base/result';
import type { Env } from './env';
import { isWhole } from './frame';
import { SEGMENTS_BEFORE_SNAPSHOT } from './limits';
import type { Listing } from './listing';
import { parsePath } from './names';
import type { TransportFault } from './ports';
import { stops } from './problem';
import { readSelf } from './self';
import { sealSnapshot } from './snapshot';

/**
 * Removes own segments that the snapshot covers, and own former snapshots. Only where every part of the snapshot is in a
 * listing of this cycle, so at the earliest one cycle after it was read back, and is read once more, whole: not every server
 * says sizes, and one that keeps what a broken upload brought, or had a backup put back, may have half of it by now. Never a
 * file that this device did not write.
 */
export async function removeCovered(env: Env, listing: Listing): Promise<Result<number, TransportFault>> {
  const { parts, old } = await env.store.transaction(async (tx) => {
    const { snapshot, writing } = await readSelf(tx);
    const none = { parts: [], old: [] };
    if (!snapshot) return none;
    for (const path of snapshot.paths) {
      const size = listing.sizes.get(path);
      if (size === undefined || (size !== null && size !== (await tx.files.get(path))?.size)) return none;
    }
    const old = (await tx.files.all()).filter(
      ([path, file]) =>
        file.state === 'stored' &&
        (parsePath(path)?.kind === 'segment' ? file.seq <= snapshot.covered : !snapshot.paths.includes(path)) &&
        // Parts of the next snapshot may be there before all of it is.
        !writing?.paths.includes(path),
    );
    return { parts: old.length > 0 ? snapshot.paths : [], old };
  });
  for (const path of parts) {
    const got = await env.transport.get(path, env.signal);
    if (!got.ok && stops(got.error)) return got;
    // What is still there stays, and goes with the next snapshot.
    if (!got.ok || !(await isWhole(env.primitives, path, got.value))) return ok(0);
  }
  for (const [path, file] of old) {
    const removed = await env.transport.remove(path, env.signal);
    if (!removed.ok) return removed;
    await env.store.transaction(async (tx) => {
      if (await tx.files.get(path)) await tx.files.put(path, { ...file, state: 'removed' });
    });
  }
  return ok(old.length);
}

/** Seals a snapshot where one is owed, or where this device's log has grown long. */
export async function compact(env: Env): Promise<boolean> {
  const due = await env.store.transaction(async (tx) => {
    const self = await readSelf(tx);
    if (self.writing) return false;
    if (self.owes) return true;
    if (self.full) return false;
    const covered = self.snapshot?.covered ?? 0;
    return self.seq - covered >= (env.segmentsBeforeSnapshot ?? SEGMENTS_BEFORE_SNAPSHOT);
  });
  return due && (await sealSnapshot(env));
}
