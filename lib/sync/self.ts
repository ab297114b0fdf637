import { DamagedNotes } from './damaged';
import type { Self, Store, Tx } from './ports';

const SELF = 'self';

/** @throws DamagedNotes before `beginSession`, or where the row is gone: somebody deleted everything meanwhile. */
export async function readSelf(tx: Tx): Promise<Self> {
  const self = await tx.self.get(SELF);
  if (!self) throw new DamagedNotes(SELF, SELF);
  return self;
}

export const writeSelf = (tx: Tx, self: Self): Promise<void> => tx.self.put(SELF, self);

/** A device that never wrote. */
export const newSelf = (newId: () => string, name: string): Self => ({
  device: newId().slice(0, 12),
  name,
  actor: newId().slice(0, 12),
  n: 0,
  at: 0,
  seq: 0,
  snapshot: null,
  writing: null,
  owes: false,
  strikes: 0,
  said: {},
  saidAt: 0,
  full: false,
});

/**
 * To be called once when the browser starts, before any edit (and when sync is set up): makes the device where there is
 * none, and a new actor in any case. A worker that wakes again in the same browser does not call it.
 */
export function beginSession(store: Store, options: { newId: () => string; name: string }): Promise<Self> {
  return store.transaction(async (tx) => {
    const old = await tx.self.get(SELF);
    const self = old ? { ...old, actor: options.newId().slice(0, 12) } : newSelf(options.newId, options.name);
    await writeSelf(tx, self);
    return self;
  });
}

/** Whether sync was ever used here. */
export const hasSelf = (store: Store): Promise<boolean> =>
  store.transaction(async (tx) => (await tx.self.get(SELF)) !== undefined);

/** What the reader calls this device from now on; others learn it with its next file. */
export const renameSelf = (store: Store, name: string): Promise<void> =>
  store.transaction(async (tx) => writeSelf(tx, { ...(await readSelf(tx)), name }));
