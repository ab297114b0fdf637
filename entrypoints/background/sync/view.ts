import type { SyncView } from '../../../lib/messaging/sync';
import {
  DamagedNotes,
  hasSelf,
  heldWords,
  libraryStore,
  noteConflicts,
  type Status,
  type Store,
  statusOf,
} from '../../../lib/sync';
import { readConfig, readStatus } from './config';
import type { RoundPorts, Rounds } from './rounds';
import { shownStorage } from './storage';
import { damagedNotes } from './words';

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

/** Null where the notes can't be read: it must still be possible to see that, and to leave. */
async function unlessDamaged<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DamagedNotes) return null;
    throw error;
  }
}

const NOTHING: Status = { devices: [], waiting: 0 };
const noted = (store: Store) => unlessDamaged(async () => ((await hasSelf(store)) ? await statusOf(store) : NOTHING));
/** A file that was carried here can bring conflicts where no storage is set up. */
const carried = (store: Store) => unlessDamaged(async () => ((await hasSelf(store)) ? await noteConflicts(store) : []));

/** How sync stands, without its secrets. */
export async function viewOf(
  { library, store }: Pick<RoundPorts, 'library' | 'store'>,
  rounds: Rounds,
): Promise<SyncView> {
  const config = await readConfig(store);
  const syncStore = libraryStore(library);
  if (!config) return { ...OFF, conflicts: (await carried(syncStore)) ?? [] };
  const { lastSync, nextTry, conflicts, ...status } = await readStatus(store);
  const known = await noted(syncStore);
  const { devices, waiting } = known ?? NOTHING;
  const problems = known || status.problems.length > 0 ? status.problems : [damagedNotes()];
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
