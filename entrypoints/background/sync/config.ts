import * as z from 'zod';
import { syncDraftSchema, syncViewSchema } from '../../../lib/messaging/sync';
import type { KeptSlot, Keyring } from '../../../lib/sync';
import type { PrivateStore } from '../private-store';

const CONFIG = 'sync.config';
const STATUS = 'sync.status';

const key = z.instanceof(CryptoKey);

/** The keys can be used and kept, and not read. */
const keyringSchema: z.ZodType<Keyring> = z.object({
  store: z.string(),
  write: z.object({ id: z.string(), key }).nullable(),
  read: z.map(z.string(), key),
});

const slotSchema = z.object({ path: z.string(), bytes: z.instanceof(Uint8Array) }) as unknown as z.ZodType<KeptSlot>;

/** What the reader set up. It holds the storage's secrets, so it stays in this browser. */
const configSchema = z.object({
  storage: syncDraftSchema,
  keyring: keyringSchema,
  /** The key slots last seen on the storage: where it was emptied, they are written again with all the rest. */
  slots: z.array(slotSchema).default([]),
  paused: z.boolean(),
});
export type SyncConfig = z.infer<typeof configSchema>;

/** How the last rounds went: kept, since the worker that ran them may be gone. */
const statusSchema = z.object({
  lastSync: z.number().nullable(),
  nextTry: z.number().nullable(),
  /** Rounds in a row that failed. */
  failures: z.number().int(),
  /** Until when no round begins by itself; `until` null: until the reader did something. `online`: or the network is back. */
  waits: z.object({ since: z.number(), until: z.number().nullable(), online: z.boolean() }).nullable().default(null),
  problems: syncViewSchema.shape.problems,
  conflicts: syncViewSchema.shape.conflicts,
});
export type SyncStatus = z.infer<typeof statusSchema>;

export const NO_STATUS: SyncStatus = {
  lastSync: null,
  nextTry: null,
  failures: 0,
  waits: null,
  problems: [],
  conflicts: [],
};

/** Null where sync is not set up. */
export const readConfig = async (store: PrivateStore): Promise<SyncConfig | null> =>
  configSchema.safeParse(await store.get(CONFIG)).data ?? null;

export const writeConfig = (store: PrivateStore, config: SyncConfig): Promise<void> => store.set(CONFIG, config);

export const readStatus = async (store: PrivateStore): Promise<SyncStatus> =>
  statusSchema.safeParse(await store.get(STATUS)).data ?? NO_STATUS;

export const writeStatus = (store: PrivateStore, status: SyncStatus): Promise<void> => store.set(STATUS, status);

export async function forgetConfig(store: PrivateStore): Promise<void> {
  await store.set(CONFIG, null);
  await store.set(STATUS, null);
}
