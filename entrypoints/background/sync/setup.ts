import { browser } from 'wxt/browser';
import { newId } from '../../../lib/base/clock';
import type { Library } from '../../../lib/library/library';
import { tellReaders } from '../../../lib/messaging/broadcast';
import { callerTo } from '../../../lib/messaging/calls';
import { toPanel } from '../../../lib/messaging/protocol';
import { hurried } from '../../../lib/sync';
import { engineOrigin } from '../engine/setup';
import { openPrivateStore } from '../private-store';
import { stayAwake } from '../stay-awake';
import { oneAtATime } from './alone';
import { callsAboutSync } from './calls';
import { readConfig } from './config';
import { randomBytes, secureRandom } from './random';
import { createRounds, EVERY, type RoundPorts } from './rounds';
import { finishLeaving } from './set-up';
import { storagePattern } from './storage';
import { viewOf } from './view';

/** The alarm that comes again and again, and the one for a time of its own. */
const TICK = 'sync.tick';
const WAKE = 'sync.wake';
export const isSyncAlarm = (name: string): boolean => name === TICK || name === WAKE;

/** The shortest that progress waits to be told again, in milliseconds. */
const TELL_EVERY = 250;

/** The permission that the storage's address needs, or null. */
export async function syncOrigin(): Promise<string | null> {
  const config = await readConfig(openPrivateStore());
  return config ? storagePattern(config.storage.address) : null;
}

/** Calls at once, then at most every `ms`, the last call always. */
function paced(work: () => void, ms: number): () => void {
  let last = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;
  return () => {
    if (timer !== null) return;
    const wait = Math.max(0, last + ms - Date.now());
    timer = setTimeout(() => {
      timer = null;
      last = Date.now();
      work();
    }, wait);
  };
}

/** Sync in the background: rounds by alarm, after edits, when the browser starts, and on demand. */
export function setUpSync(library: Library, configured: () => void) {
  const store = openPrivateStore();
  const own = browser.runtime.getURL('/' as never);
  const toPanels = callerTo('panel', toPanel);
  const ports: RoundPorts = {
    library,
    store,
    clock: () => Date.now(),
    random: secureRandom,
    randomBytes,
    newId: () => newId(secureRandom),
    fetch: (...given) => fetch(...given),
    allowed: (pattern) => browser.permissions.contains({ origins: [pattern] }),
    wakeAt: (time) => {
      if (time === null) void browser.alarms.clear(WAKE);
      else void browser.alarms.create(WAKE, { when: Math.max(time, Date.now() + 1_000) });
    },
    stayAwake,
    changed: paced(() => void tell(), TELL_EVERY),
    merged: () => void tellReaders('library.changed', { post: null }),
  };
  const rounds = createRounds(ports);
  async function tell(): Promise<void> {
    try {
      await toPanels('sync.changed', await viewOf(ports, rounds));
    } catch (error) {
      // The storage of the browser failed: whoever asks is told.
      console.info('Cruxlight: how sync stands could not be told:', error);
    }
  }
  const alone = oneAtATime();
  alone(() => finishLeaving(ports)).catch((cause: unknown) =>
    console.error('Cruxlight: what was left of sync could not be cleared.', cause),
  );

  async function followAlarms(): Promise<void> {
    if (!(await readConfig(store))) return void browser.alarms.clear(TICK);
    // Firefox forgets alarms when it is closed.
    if (!(await browser.alarms.get(TICK))) await browser.alarms.create(TICK, { periodInMinutes: EVERY });
  }
  void followAlarms();

  // While the worker lives it sees every edit, whichever page makes it; a page of the extension wakes it by `sync.poke`.
  library.watch(
    () => hurried(library),
    (waiting) => {
      if (waiting > 0) void rounds.soon();
    },
    (reason) => console.info('Cruxlight: edits are synced by the clock alone:', reason),
  );

  return {
    calls: callsAboutSync({
      ...ports,
      rounds,
      alone,
      isOwn: (sender) => sender.url?.startsWith(own) === true,
      disallow: async (address) => {
        const pattern = storagePattern(address);
        // An engine at the same host still needs it.
        if (pattern === null || pattern === (await engineOrigin())) return;
        await browser.permissions
          .remove({ origins: [pattern] })
          .catch((cause: unknown) => console.info(`Cruxlight keeps the permission for ${pattern}:`, cause));
      },
      configured: () => {
        void followAlarms();
        configured();
      },
    }),
    /** An alarm went off, or (`online`) the browser started or the network is back. */
    run: (online: boolean) => void rounds.byItself(online),
  };
}
