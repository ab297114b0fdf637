import { useMemo } from 'react';
import type { SyncActions, SyncDraft, SyncSaid } from '../../components/panel/settings/sync-model';
import { newId } from '../../lib/base/clock';
import { type Library, problemOf } from '../../lib/library/library';
import { tellReaders } from '../../lib/messaging/broadcast';
import { callerTo } from '../../lib/messaging/calls';
import { toBackground } from '../../lib/messaging/protocol';
import { type BundleEnv, openBundle, readAddress, saveBundle, webPrimitives } from '../../lib/sync';
import { randomBytes, secureRandom } from '../background/sync/random';
import { saveBytes } from '../sidepanel/files';
import type { Notices } from '../sidepanel/useNotices';
import { allow, disallow } from './permission';

const call = callerTo('background', toBackground);

interface Given {
  library: Library;
  /** The address in use, for the permission. */
  address: string | null;
  /** What this device is called where it has no name yet. */
  device: string;
  /** The texts of a conflict as they are shown now. */
  seenOf: (annotation: string) => string[];
  refresh: () => Promise<void>;
  notices: Pick<Notices, 'say' | 'fail'>;
}

const NO_BUNDLE = {
  'no-bundle': 'That is no file of Cruxlight’s. Nothing was changed.',
  'passphrase-needed': 'That file is encrypted: enter its passphrase.',
  'wrong-passphrase': 'That passphrase does not open the file. Nothing was changed.',
} as const;

/** The address as programs write it: people leave out the scheme, or copy `davs://`. One that can't be read stays. */
function tidied(draft: SyncDraft): SyncDraft {
  const read = readAddress(draft.address);
  return read.ok ? { ...draft, address: read.value.url } : draft;
}

/** The calls behind the buttons of the settings on sync. Those that need a permission ask for it first thing. */
export function useSyncActions({ library, address, device, seenOf, refresh, notices }: Given): SyncActions {
  const { say, fail } = notices;
  return useMemo<SyncActions>(() => {
    const env: BundleEnv = {
      library,
      primitives: webPrimitives,
      clock: () => Date.now(),
      randomBytes,
      newId: () => newId(secureRandom),
      device,
    };
    /** Says what came of it, and shows how sync stands now. */
    const then = async (
      asked: Promise<{ ok: true } | { ok: false; error: { message: string } }>,
      done: string | null,
    ) => {
      const answer = await asked;
      await refresh();
      if (!answer.ok) fail(answer.error.message);
      else if (done !== null) say(done);
    };
    /** Faults of the database are told; bugs go on. */
    const told = async <T extends SyncSaid>(work: () => Promise<T>, otherwise: (words: string) => T): Promise<T> => {
      try {
        return await work();
      } catch (error) {
        const problem = problemOf(error);
        if (!problem) throw error;
        return otherwise(problem.message);
      }
    };
    return {
      test: async (typed) => {
        const draft = tidied(typed);
        const allowed = await allow(draft.address);
        if (!allowed.ok) return { good: false, words: allowed.error };
        const tried = await call('sync.test', { draft });
        // What does not work needs no permission, and must not be taken for a site that is read.
        if (!tried.ok || tried.value !== null) await disallow(draft.address);
        if (!tried.ok) return { good: false, words: tried.error.message };
        const advice = tried.value;
        return advice === null
          ? { good: true, words: 'It works: Cruxlight can list, write, read and delete there.' }
          : { good: false, words: advice.what, mend: advice.mend };
      },
      setUp: async ({ storage: typed, passphrase, device: name }) => {
        const storage = tidied(typed);
        const allowed = await allow(storage.address);
        if (!allowed.ok) return { ok: false, words: allowed.error, wants: null };
        const started = await call('sync.setUp', {
          storage,
          passphrase,
          device: name.trim() || device,
        });
        // With other words it may still be joined.
        if (!started.ok || (!started.value.ok && started.value.wants === null)) await disallow(storage.address);
        await refresh();
        return started.ok ? started.value : { ok: false, words: started.error.message, wants: null };
      },
      syncNow: () => void then(call('sync.now', {}), null),
      pause: () => void then(call('sync.pause', { paused: true }), 'Paused.'),
      resume: () => void then(call('sync.pause', { paused: false }), null),
      setPassword: async (secret) => {
        const set = await call('sync.password', { secret });
        await refresh();
        return set.ok ? null : set.error.message;
      },
      allow: () =>
        void allow(address ?? '').then((allowed) =>
          allowed.ok ? then(call('sync.now', {}), null) : fail(allowed.error),
        ),
      restore: () => void then(call('sync.now', { restore: true }), null),
      renameDevice: (name) => void then(call('sync.rename', { name }), 'Kept.'),
      forgetDevice: (id) => void then(call('sync.forget', { device: id }), 'Forgotten. What it wrote stays.'),
      leave: () => void then(call('sync.leave', {}), 'This browser no longer syncs. Everything is still here.'),
      changePassphrase: async (old, next) => {
        const changed = await call('sync.passphrase', { old, next });
        return changed.ok ? null : changed.error.message;
      },
      newRecoveryCode: async (passphrase) => {
        const made = await call('sync.recovery', { passphrase });
        return made.ok ? { ok: true, code: made.value.code } : { ok: false, words: made.error.message };
      },
      resolve: (annotation, text) =>
        void then(call('sync.resolve', { annotation, text, seen: seenOf(annotation) }), 'Settled.'),
      saveBundle: (passphrase) =>
        told<SyncSaid>(
          async () => {
            const bytes = await saveBundle(env, passphrase);
            const name = `cruxlight-${new Date().toISOString().slice(0, 10)}.cxlb`;
            saveBytes(name, bytes);
            return { good: true, words: `Saved as ${name}.` };
          },
          (words) => ({ good: false, words }),
        ),
      openBundle: (file, passphrase) =>
        told(
          async () => {
            const opened = await openBundle(env, new Uint8Array(await file.arrayBuffer()), passphrase);
            if (!opened.ok) {
              const wants = opened.error === 'no-bundle' ? null : ('passphrase' as const);
              return { good: false, words: NO_BUNDLE[opened.error], wants };
            }
            await tellReaders('library.changed', { post: null });
            await refresh();
            const { refused, cut } = opened.value;
            const damaged = cut || refused > 0;
            return {
              good: !damaged,
              words: damaged
                ? 'The file is damaged. What could be read of it is in your library now.'
                : 'It is in your library now. Opening it again changes nothing.',
              wants: null,
            };
          },
          (words) => ({ good: false, words, wants: null }),
        ),
    };
  }, [library, address, device, seenOf, refresh, say, fail]);
}
