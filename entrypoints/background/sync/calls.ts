import { err, ok, type Result } from '../../../lib/base/result';
import type { Handlers, Sender } from '../../../lib/messaging/calls';
import type { syncCalls } from '../../../lib/messaging/sync';
import {
  type Advice,
  conflictsOf,
  connectionWords,
  forgetDevice,
  hasSelf,
  libraryStore,
  noteConflicts,
  readSlots,
  recordChanges,
  redirectTarget,
  renameSelf,
  type SetUpProblem,
  type Slot,
  setUpWords,
  type Transport,
  testConnection,
} from '../../../lib/sync';
import { ownCalls } from '../own-calls';
import { forgetConfig, readConfig, type SyncConfig, writeConfig } from './config';
import type { RoundPorts, Rounds } from './rounds';
import { addRecovery, addWay, keepSlots, leaveStorage, startSync } from './set-up';
import { aboutStorage, completed, transportTo, withSecret } from './storage';
import { viewOf } from './view';

export interface SyncCallPorts extends RoundPorts {
  rounds: Rounds;
  /** A caller that is one of the extension's own pages: pages of the web set up no sync and read no status. */
  isOwn: (sender: Sender) => boolean;
  /** Set-up, leaving and changes of the settings come one after the other. */
  alone: <T>(work: () => Promise<T>) => Promise<T>;
  /** Sync was set up or left: other hosts are reached. */
  configured: () => void;
  /** Gives the browser's permission for an address back. */
  disallow: (address: string) => Promise<void>;
}

type Calls = Required<Handlers<typeof syncCalls>>;

const asWords = ({ what, mend }: Advice): string => [what, ...mend].join(' ');
const wordsOf = (problem: SetUpProblem, config: SyncConfig): string =>
  asWords(setUpWords(problem, aboutStorage(config.storage)));

const NOT_SET_UP = 'Sync is not set up in this browser.';

/** Calls about sync. Each is refused to callers that are not the extension's own pages. */
export function callsAboutSync(ports: SyncCallPorts): Calls {
  const { library, store, rounds, alone } = ports;
  const syncStore = libraryStore(library);

  /** The storage in use and the slots on it. */
  async function onStorage<T>(
    work: (transport: Transport, slots: Slot[], config: SyncConfig) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const config = await readConfig(store);
    if (!config) return err(NOT_SET_UP);
    const transport = transportTo(config.storage, ports.fetch);
    if (!transport.ok) return err(asWords(transport.error));
    const there = await readSlots(transport.value);
    if (!there.ok) return err(wordsOf({ kind: 'transport', fault: there.error }, config));
    return work(transport.value, there.value.slots, config);
  }

  const calls: Calls = {
    'sync.get': async () => ok(await viewOf(ports, rounds)),
    'sync.test': async ({ draft }) => {
      const kept = await readConfig(store);
      const storage = completed(draft, kept?.storage ?? null);
      const transport = transportTo(storage, ports.fetch);
      if (!transport.ok) return ok(transport.error);
      const failed = await testConnection(transport.value, ports.newId, { makeRoot: true });
      if (!failed) return ok(null);
      const about = aboutStorage(storage);
      const redirect = failed.fault.kind === 'redirect' ? await redirectTarget(about.url, ports.fetch) : null;
      return ok(connectionWords(failed, { ...about, redirect }));
    },
    'sync.setUp': ({ storage, passphrase, device }) =>
      alone(async () => {
        const kept = await readConfig(store);
        if (kept) return err('Sync is set up already. Leave it first.');
        const whole = completed(storage, null);
        const transport = transportTo(whole, ports.fetch);
        if (!transport.ok)
          return ok({ ok: false, words: transport.error.what, mend: transport.error.mend, wants: null });
        const started = await startSync(ports, transport.value, { storage: whole, passphrase, device });
        if (started.ok) {
          ports.configured();
          void rounds.run();
        }
        return ok(started);
      }),
    'sync.now': async ({ restore }) => {
      if (!(await readConfig(store))) return err(NOT_SET_UP);
      void rounds.run(restore);
      return ok({});
    },
    'sync.poke': async () => {
      await rounds.soon();
      return ok({});
    },
    'sync.pause': ({ paused }) =>
      alone(async () => {
        const config = await readConfig(store);
        if (!config) return err(NOT_SET_UP);
        await writeConfig(store, { ...config, paused });
        if (paused) {
          await rounds.stop();
          ports.wakeAt(null);
        } else void rounds.run();
        ports.changed();
        return ok({});
      }),
    'sync.password': ({ secret }) =>
      alone(async () => {
        const config = await readConfig(store);
        if (!config) return err(NOT_SET_UP);
        const storage = withSecret(config.storage, secret);
        const transport = transportTo(storage, ports.fetch);
        if (!transport.ok) return err(asWords(transport.error));
        const listed = await transport.value.list('v1');
        if (!listed.ok && listed.error.kind !== 'missing')
          return err(connectionWords({ step: 'list', fault: listed.error }, aboutStorage(storage)).what);
        await writeConfig(store, { ...config, storage });
        void rounds.run();
        return ok({});
      }),
    'sync.rename': async ({ name }) => {
      if (!(await hasSelf(syncStore))) return err(NOT_SET_UP);
      await renameSelf(syncStore, name);
      ports.changed();
      return ok({});
    },
    'sync.forget': async ({ device }) => {
      await forgetDevice(syncStore, device);
      ports.changed();
      return ok({});
    },
    'sync.leave': () =>
      alone(async () => {
        const config = await readConfig(store);
        if (!config) return ok({});
        // First the settings, so that no round begins in between.
        await forgetConfig(store);
        ports.configured();
        await rounds.stop();
        ports.wakeAt(null);
        await leaveStorage(ports);
        await ports.disallow(config.storage.address);
        ports.changed();
        return ok({});
      }),
    'sync.passphrase': ({ old, next }) =>
      onStorage(async (transport, slots, config) => {
        const added = await addWay(ports, transport, slots, old, { kind: 'passphrase', words: next });
        if (!added) return err('The old passphrase is not right. Nothing was changed.');
        await alone(() => keepSlots(ports, transport));
        return added.ok ? ok({}) : err(wordsOf(added.error, config));
      }),
    'sync.recovery': ({ passphrase }) =>
      onStorage(async (transport, slots) => {
        const code = await addRecovery(ports, transport, slots, passphrase);
        await alone(() => keepSlots(ports, transport));
        return code === null ? err('The passphrase is not right, or the storage did not keep the code.') : ok({ code });
      }),
    'sync.resolve': async ({ annotation, text, seen }) => {
      const now = (await noteConflicts(syncStore)).find((it) => it.annotation === annotation);
      if (now?.texts.some((it) => it !== text && !seen.includes(it))) {
        await rounds.refreshConflicts();
        return err('Another text for this note came in meanwhile. Look at all of them, then choose again.');
      }
      // The library's own way first, so that it can be undone; then, where that changed nothing, a write that saw all texts.
      const noted = await library.setNote({ annotation }, text);
      if (!noted.ok && noted.error.kind !== 'missing') return err(noted.error.message);
      const record = `annotations/${annotation}`;
      await syncStore.transaction(async (tx) => {
        const state = await tx.records.get(record);
        // An empty text may have taken the note away altogether: writing to it would bring half of it back.
        if (state && 'note' in conflictsOf(state))
          await recordChanges(tx, [{ record, set: { note: text } }], ports.clock());
      });
      await rounds.refreshConflicts();
      await rounds.soon();
      ports.merged();
      return ok({});
    },
  };
  return ownCalls(calls, ports.isOwn);
}
