import type { Clock, Random } from '../../../lib/base/clock';
import { type Library, problemOf } from '../../../lib/library/library';
import type { SyncView } from '../../../lib/messaging/sync';
import {
  DamagedNotes,
  type Env,
  hurried,
  libraryStore,
  noteConflicts,
  type Report,
  retryAfter,
  statusOf,
  syncOnce,
  webPrimitives,
} from '../../../lib/sync';
import type { PrivateStore } from '../private-store';
import { readConfig, readStatus, type SyncConfig, type SyncStatus, writeStatus } from './config';
import { storagePattern, transportTo } from './storage';
import { notAllowed, shownProblem } from './words';

/** How often sync looks for what other devices did, in minutes. */
export const EVERY = 15;
/** How long an edit waits for the next, in milliseconds. */
const SOON = 4_000;
/** A round that leaves edits waiting (made meanwhile) is followed by another, at most so many times. */
const MOST_IN_A_ROW = 5;

export interface RoundPorts {
  library: Library;
  store: PrivateStore;
  clock: Clock;
  random: Random;
  randomBytes: Env['randomBytes'];
  newId: () => string;
  fetch: typeof globalThis.fetch;
  /** Whether the browser lets the extension reach an origin, given as a match pattern. */
  allowed: (pattern: string) => Promise<boolean>;
  /** Wakes the worker at a time, whatever became of it; null: no more. */
  wakeAt: (time: number | null) => void;
  /** Keeps the worker alive until the function that it gives is called. */
  stayAwake: () => () => void;
  /** What the panel shows has changed. */
  changed: () => void;
  /** Something in the library came from another device. */
  merged: () => void;
}

export interface Rounds {
  /** Runs a round, after the one that runs. `restore`: files that were lost on the storage are written again. */
  run: (restore?: boolean) => Promise<void>;
  /** Runs a round when no edit came for some seconds. */
  soon: () => void;
  /** Stops the round that runs; what it did is kept. */
  stop: () => Promise<void>;
  /** How far the running round is; null where none runs. */
  progress: () => SyncView['progress'] | 'begun' | null;
  /** The conflicts as they are now, after the reader settled one. */
  refreshConflicts: () => Promise<void>;
}

/** Rounds of sync, one at a time, by the rules of `retryAfter`. */
export function createRounds(ports: RoundPorts): Rounds {
  const { library, store, clock, random } = ports;
  const syncStore = libraryStore(library);
  let running: { abort: AbortController; done: Promise<void> } | null = null;
  let progress: SyncView['progress'] | 'begun' | null = null;
  let again = false;
  let restoreNext = false;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const save = async (change: Partial<SyncStatus>): Promise<void> => {
    await writeStatus(store, { ...(await readStatus(store)), ...change });
    ports.changed();
  };

  /** What keeps a round from being tried at all. */
  async function obstacle(config: SyncConfig): Promise<SyncStatus['problems'][number] | null> {
    const { address } = config.storage;
    const pattern = storagePattern(address);
    if (pattern !== null && (await ports.allowed(pattern))) return null;
    return notAllowed(URL.canParse(address) ? new URL(address).host : address);
  }

  function envOf(config: SyncConfig, signal: AbortSignal, mayRestore: boolean): Env | null {
    const transport = transportTo(config.storage, ports.fetch);
    if (!transport.ok) return null;
    return {
      store: syncStore,
      transport: transport.value,
      primitives: webPrimitives,
      keyring: config.keyring,
      clock,
      randomBytes: ports.randomBytes,
      newId: ports.newId,
      mayRestore,
      signal,
      onProgress: (next) => {
        progress = next;
        ports.changed();
      },
    };
  }

  async function settle(report: Report): Promise<void> {
    const { devices } = await statusOf(syncStore);
    const nameOf = (id: string) => devices.find((it) => it.device === id)?.name || undefined;
    const before = await readStatus(store);
    const failed = !report.done && report.problems.some((it) => it.kind === 'transport' || it.kind === 'not-stored');
    const failures = failed ? before.failures + 1 : 0;
    const retry = retryAfter(report.problems, failures, random);
    const next = failed ? (retry === 'never' ? null : clock() + retry.after) : clock() + EVERY * 60_000;
    ports.wakeAt(next);
    await save({
      failures,
      nextTry: next,
      lastSync: report.done ? clock() : before.lastSync,
      problems: report.problems
        .filter((it) => it.kind !== 'transport' || it.fault.kind !== 'aborted')
        .map((it) => shownProblem(it, 'device' in it ? nameOf(it.device) : undefined)),
      ...(report.pulled.files > 0 || report.pushed.files > 0 ? { conflicts: await noteConflicts(syncStore) } : {}),
    });
    if (report.pulled.files > 0) ports.merged();
  }

  /** One round; false where nothing more can be done now. */
  async function round(signal: AbortSignal, mayRestore: boolean): Promise<boolean> {
    const config = await readConfig(store);
    if (!config || config.paused) return false;
    const stands = await obstacle(config);
    if (stands) {
      await save({ problems: [stands], nextTry: null });
      return false;
    }
    const env = envOf(config, signal, mayRestore);
    if (!env) return false;
    if (mayRestore) await env.transport.makeFolder('', signal);
    const report = await syncOnce(env);
    // It was left meanwhile: nothing of it is to be remembered.
    if (!(await readConfig(store))) return false;
    await settle(report);
    return report.problems.length === 0;
  }

  /** A fault of the database, or notes that can't be read, in words. Bugs go on. */
  async function broken(error: unknown): Promise<void> {
    const known =
      error instanceof DamagedNotes ? `${error.message} Leave sync and set it up again.` : problemOf(error)?.message;
    if (known === undefined) throw error;
    const { failures } = await readStatus(store);
    const next = clock() + EVERY * 60_000;
    ports.wakeAt(next);
    await save({ problems: [{ words: known, remedy: 'retry' }], failures: failures + 1, nextTry: next });
  }

  async function rounds(signal: AbortSignal): Promise<void> {
    const sleep = ports.stayAwake();
    progress = 'begun';
    ports.changed();
    try {
      for (let i = 0; i < MOST_IN_A_ROW; i++) {
        again = false;
        const restore = restoreNext;
        restoreNext = false;
        const good = await round(signal, restore);
        if (signal.aborted || !(again || (good && (await hurried(library)) > 0))) break;
      }
    } catch (error) {
      await broken(error);
    } finally {
      progress = null;
      sleep();
    }
  }

  function run(restore = false): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    restoreNext ||= restore;
    if (running) {
      again = true;
      return running.done;
    }
    const abort = new AbortController();
    const done = rounds(abort.signal).finally(() => {
      running = null;
      ports.changed();
    });
    running = { abort, done };
    return done;
  }

  return {
    run,
    soon: () => {
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(() => void run(), SOON);
      // Where the worker is ended before that, the alarm does it.
      ports.wakeAt(clock() + 30_000);
    },
    stop: async () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      running?.abort.abort();
      await running?.done;
    },
    progress: () => progress,
    refreshConflicts: async () => save({ conflicts: await noteConflicts(syncStore) }),
  };
}
