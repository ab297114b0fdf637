import { write } from './edit';
import type { Env } from './env';
import { valuesOf } from './field';
import { LIVING } from './limits';
import type { Tx } from './ports';
import { isAlive, isStub, type RecordState, versionsOf } from './record';
import { readSelf } from './self';

/** Conflicts stay: healing a late edit can write one value again, not two that stand side by side. */
const canStrip = (state: RecordState): boolean =>
  !isAlive(state) && !isStub(state) && Object.values(state.fields).every((field) => valuesOf(field).length <= 1);

async function strip(tx: Tx, record: string, now: number): Promise<boolean> {
  const state = await tx.records.get(record);
  if (!state || !canStrip(state)) return false;
  await write(tx, { kind: 'strip', record, saw: versionsOf(state) }, now);
  return true;
}

/**
 * Drops the values of records that this device deleted once every living device has seen the deletion. While some file
 * can't be read, nothing is dropped: it may hold an edit.
 */
export function stripSeen(env: Env): Promise<number> {
  const now = env.clock();
  return env.store.transaction(async (tx) => {
    const self = await readSelf(tx);
    const peers = (await tx.peers.all()).map(([, peer]) => peer);
    if (peers.some((peer) => peer.held)) return 0;
    const living = peers.filter((peer) => !peer.wary && !peer.forgotten && peer.at > now - LIVING);
    const seen = Math.min(...living.map((peer) => peer.saw[self.device] ?? 0));
    let count = 0;
    for (const [record, { seq }] of await tx.tombstones.all()) {
      if (seq > seen) continue;
      await tx.tombstones.remove(record);
      if (await strip(tx, record, now)) count++;
    }
    return count;
  });
}

/** Drops the values of records deleted long ago, whoever deleted them. Reads all records: called when a snapshot is due. */
export function stripOld(env: Env): Promise<number> {
  const now = env.clock();
  return env.store.transaction(async (tx) => {
    if ((await tx.peers.all()).some(([, peer]) => peer.held)) return 0;
    let count = 0;
    for (const [record, { deletedAt }] of await tx.records.all())
      if (deletedAt !== undefined && deletedAt < now - LIVING && (await strip(tx, record, now))) count++;
    return count;
  });
}
