import type { Clock, Random } from '../../../lib/base/clock';
import { type Library, problemOf } from '../../../lib/library/library';
import type { SyncView } from '../../../lib/messaging/sync';
import {
  beginSession,
  DamagedNotes,
  type Env,
  hasSelf,
  hurried,
  isTaking,
  libraryStore,
  noteConflicts,
  type Problem,
  type Report,
  restoreSlots,
  retryAfter,
  statusOf,
  syncOnce,
  type Transport,
  takeLibrary,
  webPrimitives,
} from '../../../lib/sync';
import type { PrivateStore } from '../private-store';
import { readConfig, readStatus, type SyncConfig, type SyncStatus, writeStatus } from './config';
import { storagePattern, transportTo } from './storage';
import { brokeOff, damagedNotes, notAllowed, shownProblem } from './words';

/** How often sync looks for what other devices did, in minutes. */
export const EVERY = 15;
/** How long an edit waits for the next, in milliseconds. */
const SOON = 4_000;
/** A round that leaves edits waiting (made meanwhile) is followed by another, at most so many times. */
const MOST_IN_A_ROW = 5;
/** Where the worker is ended before an edit went out, an alarm does it after so long. */
const LATEST = 30_000;

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
  /**
   * Runs a round, after the one that runs: the reader asked for it, so nothing holds it up. `restore`: files that were lost on
   * the storage are written again.
   */
  run: (restore?: boolean) => Promise<void>;
  /** Runs a round unless one runs, or the last one failed and its time has not come. `online`: the network may be back. */
  byItself: (online: boolean) => Promise<void>;
  /** The same when no edit came for some seconds. */
  soon: () => Promise<void>;
  /** Stops the round that runs; what it did is kept. */
  stop: () => Promise<void>;
  /** How far the running round is; null where none runs. */
  progress: () => SyncView['progress'] | 'begun' | null;
  /** The conflicts as they are now, after the reader settled one. */
  refreshConflicts: () => Promise<void>;
}

type Shown = SyncStatus['problems'][number];

/** Rounds of sync, one at a time, by the rules of `retryAfter`. */
export function createRounds(ports: RoundPorts): Rounds {
  const { library, store, clock, random } = ports;
  const syncStore = libraryStore(library);
  /** All that runs now, one round after the other. */
  let running: Promise<void> | null = null;
  let abort = new AbortController();
  /** What the next round is to do. */
  let wanted: { restore: boolean } | null = null;
  let progress: SyncView['progress'] | 'begun' | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const save = async (change: Partial<SyncStatus>): Promise<void> => {
    await writeStatus(store, { ...(await readStatus(store)), ...change });
    ports.changed();
  };

  /** A way to the storage, or what keeps a round from being tried at all. */
  async function wayTo({ storage }: SyncConfig): Promise<{ transport: Transport } | { stands: Shown }> {
    const transport = transportTo(storage, ports.fetch);
    if (!transport.ok)
      return { stands: { words: [transport.error.what, ...transport.error.mend].join(' '), remedy: null } };
    const pattern = storagePattern(storage.address);
    if (pattern !== null && (await ports.allowed(pattern))) return { transport: transport.value };
    return { stands: notAllowed(new URL(storage.address).host) };
  }

  /** Edits have to be taken down while sync is set up, whatever became of what said so: found missing, it is made up for. */
  async function taken(): Promise<void> {
    if (await isTaking(library)) return;
    if (!(await hasSelf(syncStore))) await beginSession(syncStore, { newId: ports.newId, name: '' });
    await takeLibrary(library, true, clock);
  }

  const conflictsNow = async () => ({ conflicts: await noteConflicts(syncStore) });

  async function settle(report: Report): Promise<void> {
    const { devices } = await statusOf(syncStore);
    const nameOf = (id: string) => devices.find((it) => it.device === id)?.name || undefined;
    const before = await readStatus(store);
    const now = clock();
    const faults = report.problems.flatMap((it) => (it.kind === 'transport' ? [it.fault.kind] : []));
    const failed =
      !report.done &&
      (faults.length > 0 || report.problems.some((it) => it.kind === 'not-stored' || it.kind === 'root-missing'));
    const failures = failed ? before.failures + 1 : 0;
    const retry = retryAfter(report.problems, failures, random);
    const until = retry === 'never' ? null : now + retry.after;
    // Where all went well, the alarm that comes again and again is enough.
    ports.wakeAt(failed ? until : null);
    await save({
      failures,
      waits: failed ? { since: now, until, online: faults.includes('unreachable') } : null,
      nextTry: failed ? until : now + EVERY * 60_000,
      lastSync: report.done ? now : before.lastSync,
      problems: report.problems.map((it) => shownProblem(it, 'device' in it ? nameOf(it.device) : undefined)),
      ...(report.pulled.files > 0 || report.pushed.files > 0 ? await conflictsNow() : {}),
    });
  }

  /** With the reader's consent the folder is made again, and the ways into it; null where that went well. */
  async function notReady(transport: Transport, { slots }: SyncConfig, signal: AbortSignal): Promise<Report | null> {
    await transport.makeFolder('', signal);
    const back = await restoreSlots(transport, slots, signal);
    if (back.ok) return null;
    const nothing = { files: 0, bytes: 0 };
    const problem: Problem =
      back.error.kind === 'transport'
        ? { kind: 'transport', fault: back.error.fault, doing: 'put' }
        : { kind: 'not-stored', path: 'v1/keys' };
    return { done: false, pulled: nothing, pushed: nothing, removed: 0, problems: [problem] };
  }

  /** One round; false where nothing more can be done now. */
  async function round(signal: AbortSignal, mayRestore: boolean): Promise<boolean> {
    const config = await readConfig(store);
    if (!config || config.paused) return false;
    const way = await wayTo(config);
    if ('stands' in way) {
      ports.wakeAt(null);
      await save({ problems: [way.stands], nextTry: null, waits: null });
      return false;
    }
    await taken();
    const { transport } = way;
    const report =
      (mayRestore && (await notReady(transport, config, signal))) ||
      (await syncOnce({
        store: syncStore,
        transport,
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
      }));
    if (report.pulled.files > 0) ports.merged();
    // It was left meanwhile: nothing of it is to be remembered.
    if (!(await readConfig(store))) return false;
    // The reader stopped it, which says nothing about the storage.
    if (signal.aborted && !report.done) await save(await conflictsNow());
    else await settle(report);
    return report.problems.length === 0;
  }

  /** A fault of the database, notes that can't be read, or a bug: what the reader sees must not say that all is well. */
  async function broken(error: unknown): Promise<void> {
    const known = error instanceof DamagedNotes ? damagedNotes() : problemOf(error);
    if (!known) console.error('Cruxlight: a round of sync failed.', error);
    // Everything was deleted, or sync left, while the round ran.
    if (!(await readConfig(store))) return;
    const shown: Shown =
      known === null ? brokeOff() : 'words' in known ? known : { words: known.message, remedy: 'retry' };
    const { failures } = await readStatus(store);
    const now = clock();
    const until = now + EVERY * 60_000;
    ports.wakeAt(until);
    const waits = { since: now, until, online: false };
    await save({ problems: [shown], failures: failures + 1, waits, nextTry: until });
  }

  /** Rounds until nothing is wanted any more. */
  async function rounds(): Promise<void> {
    const sleep = ports.stayAwake();
    progress = 'begun';
    ports.changed();
    for (let inARow = 1; wanted; inARow++) {
      const { restore } = wanted;
      wanted = null;
      abort = new AbortController();
      const { signal } = abort;
      try {
        const good = await round(signal, restore);
        const more = good && !signal.aborted && inARow < MOST_IN_A_ROW && (await hurried(library)) > 0;
        if (more) wanted ??= { restore: false };
      } catch (error) {
        // Even that can fail, where the browser gives no database at all.
        await broken(error).catch((cause: unknown) => console.error('Cruxlight: sync could not say why.', cause));
      }
    }
    // Nothing is awaited from here on, so that what is wanted now begins anew.
    running = null;
    progress = null;
    sleep();
    ports.changed();
  }

  const forgetTimer = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };

  function run(restore = false): Promise<void> {
    forgetTimer();
    wanted = { restore: restore || wanted?.restore === true };
    running ??= rounds();
    return running;
  }

  /** Whether a round that nobody asked for may run. Where its time has not come, the alarm for that is set again. */
  async function isFree(online: boolean): Promise<boolean> {
    const config = await readConfig(store);
    if (!config || config.paused) return false;
    const { waits } = await readStatus(store);
    const now = clock();
    // A clock that was set back makes no wait last for ever.
    if (!waits || now < waits.since || (online && waits.online)) return true;
    if (waits.until !== null && now >= waits.until) return true;
    ports.wakeAt(waits.until);
    return false;
  }

  /** Edits that went out with a round meanwhile need none of their own. */
  async function afterEdits(): Promise<void> {
    try {
      if ((await hurried(library)) > 0) await byItself(false);
    } catch (error) {
      console.info('Cruxlight: edits are synced by the clock alone:', error);
    }
  }

  async function byItself(online: boolean): Promise<void> {
    if (!running && (await isFree(online))) await (running ?? run());
  }

  return {
    run,
    byItself,
    soon: async () => {
      if (!(await isFree(false))) return;
      forgetTimer();
      timer = setTimeout(() => void afterEdits(), SOON);
      ports.wakeAt(clock() + LATEST);
    },
    stop: async () => {
      forgetTimer();
      wanted = null;
      abort.abort();
      await running;
    },
    progress: () => progress,
    refreshConflicts: async () => save(await conflictsNow()),
  };
}
