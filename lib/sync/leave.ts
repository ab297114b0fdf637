import { becomeNew } from './clone';
import { changePeer } from './peers';
import type { Store } from './ports';
import { readSelf } from './self';

/**
 * Leaves a storage and keeps everything here. Nothing is removed there: other devices go on with it. Whatever storage is
 * set up next, this device comes to it as a new one with all that it has.
 */
export function leave(store: Store, newId: () => string): Promise<void> {
  return store.transaction(async (tx) => {
    await becomeNew(tx, await readSelf(tx), newId);
    for (const rows of [tx.pending, tx.peers, tx.seen]) for (const [id] of await rows.all()) await rows.remove(id);
  });
}

/** A device that the reader no longer has: it isn't listed, and nothing waits for it. What it wrote stays. */
export const forgetDevice = (store: Store, device: string): Promise<void> =>
  store.transaction((tx) => changePeer(tx, device, { forgotten: true }));
