import type { Clock } from '../../../lib/base/clock';
import { type Library, problemOf } from '../../../lib/library/library';
import type { SyncDraft } from '../../../lib/messaging/sync';
import {
  type Advice,
  addSlot,
  beginSession,
  type Env,
  hasSelf,
  libraryStore,
  newRecoveryCode,
  putSlot,
  readSlots,
  renameSelf,
  type SetUpProblem,
  type Slot,
  setUp,
  setUpWords,
  type Transport,
  takeLibrary,
} from '../../../lib/sync';
import type { PrivateStore } from '../private-store';
import { writeConfig } from './config';
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
  for (const slot of slots) {
    const added = await addSlot(slot, passphrase, { kind: 'recovery', words: code }, ports);
    if (added) return (await putSlot(transport, added)).ok ? code : null;
  }
  return null;
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
    const store = libraryStore(ports.library);
    const known = await hasSelf(store);
    await beginSession(store, { newId: ports.newId, name: given.device });
    if (known) await renameSelf(store, given.device);
    await takeLibrary(ports.library, true, ports.clock);
  } catch (error) {
    const problem = problemOf(error);
    if (!problem) throw error;
    return refused({ what: problem.message, mend: [] });
  }
  await writeConfig(ports.store, { storage: given.storage, keyring, paused: false });
  const recoveryCode = await recoveryFor(ports, transport, slots, passphrase);
  return { ok: true, joined: !made.value.made, recoveryCode };
}
