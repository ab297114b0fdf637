import type { Clock } from '../base/clock';
import { err, ok, type Result } from '../base/result';
import type { Library } from '../library/library';
import { exportBundle, importBundle } from './bundle';
import { readBundle } from './container';
import type { Keyring } from './frame';
import { newStoreKey, plainSlot, readSlot, type Slot } from './keys';
import { libraryStore, takeLibrary } from './library-store';
import { KEYS } from './names';
import type { Bytes, Primitives } from './primitives';
import { beginSession, hasSelf } from './self';
import { unlock } from './setup';

export interface BundleEnv {
  library: Library;
  primitives: Primitives;
  clock: Clock;
  randomBytes: (length: number) => Bytes;
  newId: () => string;
  /** What this device is called where it has no name yet. */
  device: string;
}

/** Everything in the library becomes known to sync, whether or not a storage is set up. */
async function ready(env: BundleEnv) {
  const store = libraryStore(env.library);
  if (!(await hasSelf(store))) await beginSession(store, { newId: env.newId, name: env.device });
  await takeLibrary(env.library, false, env.clock);
  return store;
}

/** The whole library as one file for another browser. `passphrase` null: whoever has the file can read it. */
export async function saveBundle(env: BundleEnv, passphrase: string | null): Promise<Bytes> {
  const slot = passphrase === null ? plainSlot(env.newId) : (await newStoreKey(passphrase, env)).slot;
  const keyring = await unlock([slot], passphrase);
  if (!keyring) throw new Error('A new key slot does not open with its own passphrase.');
  const store = await ready(env);
  return exportBundle({ ...env, store, keyring }, [slot]);
}

export type BundleProblem = 'no-bundle' | 'passphrase-needed' | 'wrong-passphrase';

async function keyringOf(slots: readonly Slot[], passphrase: string | null): Promise<Result<Keyring, BundleProblem>> {
  if (slots.some((slot) => slot.kind === 'plain')) {
    const keyring = await unlock(slots, null);
    if (keyring) return ok(keyring);
  }
  if (passphrase === null) return err('passphrase-needed');
  const keyring = await unlock(slots, passphrase);
  return keyring ? ok(keyring) : err('wrong-passphrase');
}

/** Merges such a file into the library. `refused`: parts of it that were damaged or not its own; `cut`: its end is missing. */
export async function openBundle(
  env: BundleEnv,
  bytes: Bytes,
  passphrase: string | null,
): Promise<Result<{ merged: number; refused: number; cut: boolean }, BundleProblem>> {
  const read = readBundle(bytes);
  if (!read.ok) return read;
  const { files, cut } = read.value;
  const slots = [...files].flatMap(([path, file]): Slot[] => {
    const slot = path.startsWith(`${KEYS}/`) ? readSlot(path, file) : null;
    return slot?.ok ? [slot.value] : [];
  });
  if (slots.length === 0) return err('no-bundle');
  const keyring = await keyringOf(slots, passphrase);
  if (!keyring.ok) return keyring;
  const store = await ready(env);
  const { merged, refused } = await importBundle({ ...env, store, keyring: keyring.value }, files);
  return ok({ merged, refused: refused.length, cut });
}
