import type { SyncView } from '../../../lib/messaging/sync';
import { hasSelf, heldWords, libraryStore, noteConflicts, statusOf } from '../../../lib/sync';
import { readConfig, readStatus } from './config';
import type { RoundPorts, Rounds } from './rounds';
import { shownStorage } from './storage';

const OFF: SyncView = {
  storage: null,
  encrypted: false,
  state: 'off',
  progress: null,
  lastSync: null,
  nextTry: null,
  waiting: 0,
  problems: [],
  devices: [],
  conflicts: [],
};

/** How sync stands, without its secrets. */
export async function viewOf(
  { library, store }: Pick<RoundPorts, 'library' | 'store'>,
  rounds: Rounds,
): Promise<SyncView> {
  const config = await readConfig(store);
  const syncStore = libraryStore(library);
  // A file that was carried here can bring conflicts where no storage is set up.
  if (!config) return (await hasSelf(syncStore)) ? { ...OFF, conflicts: await noteConflicts(syncStore) } : OFF;
  const { lastSync, nextTry, problems, conflicts } = await readStatus(store);
  const { devices, waiting } = await statusOf(syncStore);
  const progress = rounds.progress();
  return {
    storage: shownStorage(config.storage),
    encrypted: config.keyring.write !== null,
    state: config.paused ? 'paused' : progress !== null ? 'running' : problems.length > 0 ? 'trouble' : 'idle',
    progress: progress === 'begun' ? null : progress,
    lastSync,
    nextTry: config.paused ? null : nextTry,
    waiting,
    problems,
    devices: devices.map(({ device, name, lastSeen, self, held }) => ({
      id: device,
      name,
      lastSeen,
      self,
      held: held ? heldWords(held.reason) : null,
    })),
    conflicts,
  };
}
