import { err, ok, type Result } from '../base/result';
import type { Env } from './env';
import { isDevice, LOG, logFolder, parsePath, SNAP } from './names';
import type { TransportFault } from './ports';

/** Our files on the storage as listed: path → size where the storage says. May be partial or old. */
export interface Listing {
  sizes: ReadonlyMap<string, number | null>;
  /** Devices that have a log or a snapshot. */
  devices: readonly string[];
  /** Nothing of ours is there at all. */
  empty: boolean;
}

/** Lists the logs, then the snapshots: who removes a segment had written its snapshot before. Two requests and one a device. */
export async function listAll(env: Env): Promise<Result<Listing, TransportFault>> {
  const { transport, signal } = env;
  const sizes = new Map<string, number | null>();
  const take = (folder: string, entries: readonly { name: string; folder: boolean; size: number | null }[]) => {
    for (const entry of entries) {
      const path = `${folder}/${entry.name}`;
      if (!entry.folder && parsePath(path)) sizes.set(path, entry.size);
    }
  };
  const logs = await transport.list(LOG, signal);
  if (!logs.ok && logs.error.kind !== 'missing') return err(logs.error);
  for (const entry of logs.ok ? logs.value : []) {
    if (!entry.folder || !isDevice(entry.name)) continue;
    const log = await transport.list(logFolder(entry.name), signal);
    if (log.ok) take(logFolder(entry.name), log.value);
    else if (log.error.kind !== 'missing') return err(log.error);
  }
  const snaps = await transport.list(SNAP, signal);
  if (snaps.ok) take(SNAP, snaps.value);
  else if (snaps.error.kind !== 'missing') return err(snaps.error);
  const devices = new Set([...sizes.keys()].flatMap((path) => parsePath(path)?.device ?? []));
  return ok({ sizes, devices: [...devices].sort(), empty: sizes.size === 0 });
}
