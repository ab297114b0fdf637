import type { Store } from './ports';
import { readSelf } from './self';

export interface DeviceStatus {
  device: string;
  name: string;
  /** Its clock when it wrote the newest file that is merged here; 0: nothing yet. */
  lastSeen: number;
  self: boolean;
  /** The file that can't be read, and since when (to be named to the reader after a day). */
  held: { path: string; reason: string; since: number } | null;
}

export interface Status {
  devices: DeviceStatus[];
  /** Edits and files not on the storage yet. */
  waiting: number;
}

/** What the panel shows of sync. */
export function statusOf(store: Store): Promise<Status> {
  return store.transaction(async (tx) => {
    const self = await readSelf(tx);
    const peers = await tx.peers.all();
    return {
      devices: [
        { device: self.device, name: self.name, lastSeen: self.saidAt, self: true, held: null },
        ...peers
          .filter(([, peer]) => !peer.wary && !peer.forgotten)
          .map(([device, { name, at, held }]) => ({ device, name, lastSeen: at, self: false, held })),
      ],
      waiting: (await tx.pending.all()).length + (await tx.outbox.all()).length,
    };
  });
}
