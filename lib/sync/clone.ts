import type { Env } from './env';
import type { Listing } from './listing';
import { parsePath } from './names';
import type { Self, Tx } from './ports';
import { readSelf, writeSelf } from './self';

/**
 * Takes a new device id. The old log is read like anybody's from here on: what this device itself put there counts as
 * seen, its snapshots by the other self are read even where nothing is missing. Own operations since the fork go out again
 * with everything else in a snapshot, since where the fork was can't be known for sure.
 */
export async function becomeNew(tx: Tx, self: Self, newId: () => string): Promise<void> {
  const files = await tx.files.all();
  // The first number not surely read back bounds what of the old log is surely merged; reading twice does no harm.
  const unsure = files.filter(([, file]) => file.state === 'sealed').map(([, file]) => file.seq);
  const seq = Math.min(self.seq, ...unsure.map((it) => it - 1));
  for (const [path, file] of files) {
    if (file.state === 'stored') await tx.seen.put(path, { at: self.at });
    await tx.files.remove(path);
  }
  for (const [path] of await tx.outbox.all()) await tx.outbox.remove(path);
  for (const [record] of await tx.tombstones.all()) await tx.tombstones.remove(record);
  const peer = { last: null, saw: {}, at: self.at, name: self.name, forgotten: false, strikes: 0, held: null };
  await tx.peers.put(self.device, { ...peer, seq, wary: true });
  await writeSelf(tx, {
    ...self,
    device: newId().slice(0, 12),
    seq: 0,
    snapshot: null,
    writing: null,
    owes: true,
    strikes: 0,
    said: {},
    saidAt: 0,
    full: false,
  });
}

/** Looks for files in this device's name that it never made. Returns the name that it gave up, or null. */
export function findClone(env: Env, listing: Listing): Promise<string | null> {
  return env.store.transaction(async (tx) => {
    const self = await readSelf(tx);
    for (const path of listing.sizes.keys()) {
      if (parsePath(path)?.device !== self.device || (await tx.files.get(path))) continue;
      await becomeNew(tx, self, env.newId);
      return self.device;
    }
    return null;
  });
}
