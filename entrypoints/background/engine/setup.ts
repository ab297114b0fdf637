import { browser } from 'wxt/browser';
import * as z from 'zod';
import { originPattern } from '../../../lib/base/address';
import type { Library } from '../../../lib/library/library';
import { tellReaders } from '../../../lib/messaging/broadcast';
import { engineStatusSchema } from '../../../lib/messaging/engine';
import { openPrivateStore } from '../private-store';
import { stayAwake } from '../stay-awake';
import { type AskingPorts, askingFor } from './asking';
import { enginesCalls } from './calls';
import { storedChoice } from './choice';
import { lazyEmbedded } from './embedded';
import { createLearning } from './learning';
import { createRuns } from './runs';

const KEPT = 'engine.runs';
const keptSchema = z
  .object({ posts: z.array(z.string()), last: engineStatusSchema.nullable() })
  .catch({ posts: [], last: null });

function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

const PORTS: AskingPorts = {
  fetch: (url, init) => fetch(url, init),
  waiting: { sleep, now: () => Date.now() },
  allowed: (pattern) => browser.permissions.contains({ origins: [pattern] }),
  scope: globalThis,
};

/** The permission that the chosen engine's address needs, or null: its host is reached, and not read. */
export async function engineOrigin(): Promise<string | null> {
  return originPattern((await storedChoice(openPrivateStore())).address);
}

/**
 * Everything that tags: the embedded engine with the reader's taste, and the stronger one that follows it. `chosen` is called
 * when another engine is.
 */
export function setUpEngines(library: Library, chosen: () => void) {
  const store = openPrivateStore();
  const embedded = lazyEmbedded(async () =>
    (await fetch(browser.runtime.getURL('/model/claims.bin' as never))).arrayBuffer(),
  );
  const learning = createLearning(library, store, embedded, () => Date.now());
  const runs = createRuns({
    library,
    embedded,
    asking: async (onWait) => askingFor(await storedChoice(store), PORTS, onWait),
    kept: {
      get: async () => keptSchema.parse((await browser.storage.session.get(KEPT))[KEPT]),
      set: (kept) => browser.storage.session.set({ [KEPT]: kept }),
    },
    stayAwake,
    changed: (post) => void tellReaders('library.changed', { post }),
  });
  const recovered = runs.recover();
  const own = browser.runtime.getURL('/' as never);
  return {
    /** The embedded engine as the reader taught it. */
    embedded: async () => {
      const base = await embedded();
      return base.ok ? { ok: true as const, value: await learning.engine(base.value) } : base;
    },
    /** A post has its embedded tags: the stronger engine follows where it is to read every post. */
    tagged: async (post: string) => {
      // The panel writes its decisions without the background: they are met here, when their post is opened again.
      void learning.fromPost(post);
      await recovered;
      const choice = await storedChoice(store);
      if (choice.kind !== 'embedded' && choice.automatic) await runs.offer(post);
    },
    /** The reader decided something on a post. */
    decided: (post: string) => void learning.fromPost(post),
    calls: enginesCalls({
      library,
      store,
      runs,
      learning,
      embedded,
      asking: (choice) => askingFor(choice, PORTS, () => undefined),
      isOwn: (sender) => sender.url?.startsWith(own) === true,
      chosen,
    }),
  };
}
