import type { Clock } from '../../../lib/base/clock';
import { ok, type Result } from '../../../lib/base/result';
import { type Library, problemOf } from '../../../lib/library/library';
import type { SyncDraft } from '../../../lib/messaging/sync';
import {
  type Advice,
  addSlot,
  beginSession,
  DamagedNotes,
  type Env,
  hasBegun,
  hasSelf,
  keptSlot,
  leave,
  leaveDamaged,
  libraryStore,
  newRecoveryCode,
  putSlot,
  readSlots,
  renameSelf,
  type SetUpProblem,
  type Slot,
  setUp,
  setUpWords,
  stopTaking,
  type Transport,
  takeLibrary,
} from '../../../lib/sync';
import type { PrivateStore } from '../private-store';
import { NO_STATUS, readConfig, writeConfig, writeStatus } from './config';
import { aboutStorage } from './storage';

export interface SetUpPorts {
  library: Library;
  store: PrivateStore;
  clock: Clock;
  randomBytes: Env['randomBytes'];
  newId: () => string;
}

export type Started =
  | { ok: true; joined: boolean; recoveryCode: string | null }
  | { ok: false; words: string; mend: string[]; wants: 'passphrase' | 'no-passphrase' | null };

const refused = ({ what, mend }: Advice, wants: 'passphrase' | 'no-passphrase' | null = null): Started => ({
  ok: false,
  words: what,
  mend,
  wants,
});

function wantsOf(problem: SetUpProblem) {
  return problem.kind === 'passphrase-needed' || problem.kind === 'wrong-passphrase' ? ('passphrase' as const) : null;
}

/** A code that opens the store where the passphrase is forgotten: the first device makes one. */
async function recoveryFor(
  ports: SetUpPorts,
  transport: Transport,
  slots: readonly Slot[],
  passphrase: string | null,
): Promise<string | null> {
  if (passphrase === null || slots.some((slot) => slot.kind === 'recovery')) return null;
  return addRecovery(ports, transport, slots, passphrase);
}

/** A further recovery code on the storage; null where the passphrase opens no slot or the storage took nothing. */
export async function addRecovery(
  ports: SetUpPorts,
  transport: Transport,
  slots: readonly Slot[],
  passphrase: string,
): Promise<string | null> {
  const code = newRecoveryCode(ports.randomBytes);
  const added = await addWay(ports, transport, slots, passphrase, { kind: 'recovery', words: code });
  return added?.ok ? code : null;
}

/**
 * Puts a further way in on the storage, for each key that the words open: two set-ups at once left two, and whoever joins
 * later needs both. Null where they open none.
 */
export async function addWay(
  ports: SetUpPorts,
  transport: Transport,
  slots: readonly Slot[],
  words: string,
  secret: { kind: 'passphrase' | 'recovery'; words: string },
): Promise<Result<void, SetUpProblem> | null> {
  const done = new Set<string>();
  for (const slot of slots) {
    if (slot.kind === 'plain' || done.has(slot.key)) continue;
    const added = await addSlot(slot, words, secret, ports);
    if (!added) continue;
    const put = await putSlot(transport, added);
    if (!put.ok) return put;
    done.add(slot.key);
  }
  return done.size > 0 ? ok(undefined) : null;
}

/** Keeps the slots that are on the storage now, after one was added. */
export async function keepSlots({ store }: SetUpPorts, transport: Transport): Promise<void> {
  const there = await readSlots(transport);
  const config = await readConfig(store);
  if (!there.ok || !config) return;
  const kept = new Map([...config.slots, ...there.value.slots.map(keptSlot)].map((it) => [it.path, it]));
  await writeConfig(store, { ...config, slots: [...kept.values()] });
}

/** Where notes can't be read, this device goes on as a new one, with all that the library has. */
async function unlessDamaged({ library, newId }: SetUpPorts, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof DamagedNotes)) throw error;
    await leaveDamaged(library, newId);
    await work();
  }
}

/** From here on edits are taken down, and what is in the library is known to sync. */
async function take({ library, newId, clock }: SetUpPorts, name: string): Promise<void> {
  const store = libraryStore(library);
  const known = await hasSelf(store);
  await beginSession(store, { newId, name });
  if (known) await renameSelf(store, name);
  await takeLibrary(library, true, clock);
}

/** Leaves the storage in use, with everything kept here. The settings are gone before, so that no round begins. */
export async function leaveStorage(ports: SetUpPorts): Promise<void> {
  await unlessDamaged(ports, () => leave(libraryStore(ports.library), ports.newId));
  await stopTaking(ports.library);
}

/**
 * Where edits are taken down and no storage is set up, the worker was killed while it set one up or left one: it is left.
 * The other way round, each round begins with it (`rounds.ts`).
 */
export async function finishLeaving(ports: SetUpPorts): Promise<void> {
  if (!(await readConfig(ports.store)) && (await hasBegun(ports.library))) await leaveStorage(ports);
}

/**
 * Joins the library in a folder or begins one, and takes what is here along. Nothing is written, there or here, where the
 * passphrase is wrong.
 */
export async function startSync(
  ports: SetUpPorts,
  transport: Transport,
  given: { storage: SyncDraft; passphrase: string | null; device: string },
): Promise<Started> {
  const { passphrase } = given;
  const there = await readSlots(transport);
  const open = there.ok && there.value.slots.length > 0 && there.value.slots.every((slot) => slot.kind === 'plain');
  if (passphrase !== null && open)
    return refused(
      { what: 'The library in that folder is not encrypted, so no passphrase opens it.', mend: [] },
      'no-passphrase',
    );
  // The reader named the folder and pressed the button: here, and only here, it may be made.
  if (!there.ok || there.value.slots.length === 0) await transport.makeFolder('');
  const made = await setUp(transport, passphrase, ports);
  if (!made.ok) return refused(setUpWords(made.error, aboutStorage(given.storage)), wantsOf(made.error));
  const { keyring, slots } = made.value;
  try {
    await unlessDamaged(ports, () => take(ports, given.device));
    await writeStatus(ports.store, NO_STATUS);
    const config = { storage: given.storage, keyring, slots: slots.map(keptSlot), paused: false };
    await writeConfig(ports.store, config);
  } catch (error) {
    const problem = problemOf(error);
    if (!problem) throw error;
    await finishLeaving(ports);
    return refused({ what: problem.message, mend: [] });
  }
  const recoveryCode = await recoveryFor(ports, transport, slots, passphrase);
  if (recoveryCode !== null) await keepSlots(ports, transport);
  return { ok: true, joined: !made.value.made, recoveryCode };
}
