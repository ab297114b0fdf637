import { err, ok, type Result } from '../base/result';
import type { Keyring } from './frame';
import { newStoreKey, openSlot, plainSlot, readSlot, type Slot, type SlotOptions, slotPath, writeSlot } from './keys';
import { KEYS } from './names';
import type { Transport, TransportFault } from './ports';
import { type Bytes, sameBytes } from './primitives';
import { stops } from './problem';

export type SetUpProblem =
  | { kind: 'transport'; fault: TransportFault }
  /** There are passphrases here and none of them is this one. Nothing was written. */
  | { kind: 'wrong-passphrase' }
  /** The store is encrypted and no passphrase was given. */
  | { kind: 'passphrase-needed' }
  /** A slot that can't be read: half written, changed, or of a newer version. */
  | { kind: 'unreadable-slot'; path: string; newer: boolean }
  | { kind: 'not-stored' };

/** The slots on the storage. Those that are not whole are named: writing beside them could make a second store. */
export async function readSlots(
  transport: Transport,
  signal?: AbortSignal,
): Promise<Result<{ slots: Slot[]; unreadable: { path: string; newer: boolean }[] }, TransportFault>> {
  const listed = await transport.list(KEYS, signal);
  if (!listed.ok) return stops(listed.error) ? listed : ok({ slots: [], unreadable: [] });
  const slots: Slot[] = [];
  const unreadable: { path: string; newer: boolean }[] = [];
  for (const { name, folder } of listed.value) {
    const path = `${KEYS}/${name}`;
    if (folder || !/^[a-z0-9]{6,32}\.json$/.test(name)) continue;
    const got = await transport.get(path, signal);
    if (!got.ok && stops(got.error)) return got;
    const slot = got.ok ? readSlot(path, got.value) : err('damaged' as const);
    if (slot.ok) slots.push(slot.value);
    else unreadable.push({ path, newer: slot.error === 'newer' });
  }
  return ok({ slots: slots.sort((a, b) => (a.slot < b.slot ? -1 : 1)), unreadable });
}

/**
 * Opens every slot that these words open. Two set-ups at once leave two keys under one passphrase: all are read, and every
 * device writes with the least, so that it becomes the only one in use. Null where they open none.
 */
export async function unlock(slots: readonly Slot[], words: string | null): Promise<Keyring | null> {
  if (words === null) {
    const plain = slots.find((slot) => slot.kind === 'plain');
    return plain ? { store: plain.store, write: null, read: new Map() } : null;
  }
  const keys = (await Promise.all(slots.map((slot) => openSlot(slot, words)))).filter((it) => it !== null);
  const first = keys.sort((a, b) => (a.id < b.id ? -1 : 1))[0];
  if (!first) return null;
  return {
    store: first.store,
    write: { id: first.id, key: first.key },
    read: new Map(keys.map(({ id, key }) => [id, key])),
  };
}

/** Puts a file that no other will replace, and reads it back. Folders are made as needed. */
async function putNew(transport: Transport, path: string, bytes: Bytes, signal?: AbortSignal) {
  for (const folder of ['v1', KEYS]) {
    const made = await transport.makeFolder(folder, signal);
    if (!made.ok && stops(made.error)) return err({ kind: 'transport', fault: made.error } as const);
  }
  const put = await transport.put(path, bytes, signal);
  if (!put.ok && put.error.kind !== 'timeout') return err({ kind: 'transport', fault: put.error } as const);
  const back = await transport.get(path, signal);
  if (!back.ok) return err({ kind: 'transport', fault: back.error } as const);
  return sameBytes(back.value, bytes) ? ok(undefined) : err({ kind: 'not-stored' } as const);
}

/** Puts a further slot (a new passphrase, a recovery code) on the storage. */
export const putSlot = (transport: Transport, slot: Slot, signal?: AbortSignal) =>
  putNew(transport, slotPath(slot), writeSlot(slot), signal);

/** A slot as a device keeps it, to put it back where the folder was emptied. It is as secret as it was there. */
export interface KeptSlot {
  path: string;
  bytes: Bytes;
}
export const keptSlot = (slot: Slot): KeptSlot => ({ path: slotPath(slot), bytes: writeSlot(slot) });

/** Puts back the slots that are missing: without them nobody could join what is written again, nor could this device. */
export async function restoreSlots(
  transport: Transport,
  kept: readonly KeptSlot[],
  signal?: AbortSignal,
): Promise<Result<void, SetUpProblem>> {
  const there = await readSlots(transport, signal);
  if (!there.ok) return err({ kind: 'transport', fault: there.error });
  const paths = new Set(there.value.slots.map(slotPath));
  for (const { path, bytes } of kept) {
    const put = paths.has(path) ? ok(undefined) : await putNew(transport, path, bytes, signal);
    if (!put.ok) return put;
  }
  return ok(undefined);
}

/**
 * Joins the store on a storage, or makes one where there is none. `passphrase` null: without encryption. A wrong passphrase
 * writes nothing.
 */
export async function setUp(
  transport: Transport,
  passphrase: string | null,
  options: SlotOptions,
  signal?: AbortSignal,
): Promise<Result<{ keyring: Keyring; slots: Slot[]; made: boolean }, SetUpProblem>> {
  const there = await readSlots(transport, signal);
  if (!there.ok) return err({ kind: 'transport', fault: there.error });
  const { slots, unreadable } = there.value;
  if (slots.length > 0) {
    const keyring = await unlock(slots, passphrase);
    if (keyring) return ok({ keyring, slots, made: false });
    return err({ kind: passphrase === null ? 'passphrase-needed' : 'wrong-passphrase' });
  }
  const first = unreadable[0];
  if (first) return err({ kind: 'unreadable-slot', ...first });
  const slot = passphrase === null ? plainSlot(options.newId) : (await newStoreKey(passphrase, options)).slot;
  const put = await putSlot(transport, slot, signal);
  if (!put.ok) return put;
  // Somebody else may have set up at the same time: whatever is there now is used together.
  const now = await readSlots(transport, signal);
  if (!now.ok) return err({ kind: 'transport', fault: now.error });
  const all = now.value.slots.some((it) => it.slot === slot.slot) ? now.value.slots : [...now.value.slots, slot];
  const keyring = await unlock(all, passphrase);
  return keyring ? ok({ keyring, slots: all, made: true }) : err({ kind: 'wrong-passphrase' });
}
