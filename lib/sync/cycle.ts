import { findClone } from './clone';
import { compact, removeCovered } from './compact';
import type { Env } from './env';
import { listAll } from './listing';
import { findLost } from './lost';
import type { TransportFault } from './ports';
import type { Problem } from './problem';
import { type Pulled, pull } from './pull';
import { type Pushed, push } from './push';
import { sealPending } from './seal';
import { readSelf, writeSelf } from './self';
import { stripOld, stripSeen } from './strip';

/** What one cycle did. */
export interface Report {
  /** Everything that was there to be read was read, and everything written is on the storage. */
  done: boolean;
  pulled: { files: number; bytes: number };
  pushed: { files: number; bytes: number };
  removed: number;
  problems: Problem[];
}

/**
 * One round of sync: list, merge what is new, write what is own, tidy. It may be killed at any await and begun again,
 * and run twice at once on the same store: every step either is one transaction or repeats without harm.
 */
export async function syncOnce(env: Env): Promise<Report> {
  const pulled: Pulled = { files: 0, bytes: 0, problems: [], newer: false, of: 0 };
  const pushed: Pushed = { files: 0, bytes: 0, problems: [] };
  const problems: Problem[] = [];
  let removed = 0;
  const report = (done: boolean): Report => ({
    done: done && problems.length + pulled.problems.filter((it) => it.kind !== 'clock-ahead').length === 0,
    pulled: { files: pulled.files, bytes: pulled.bytes },
    pushed: { files: pushed.files, bytes: pushed.bytes },
    removed,
    problems: [...problems, ...pulled.problems, ...pushed.problems],
  });
  const stop = (fault: TransportFault, doing: 'list' | 'get' | 'put' | 'remove'): Report => {
    problems.push({ kind: 'transport', fault, doing });
    return report(false);
  };

  const listed = await listAll(env);
  if (!listed.ok) return stop(listed.error, 'list');
  const listing = listed.value;
  if (listing.empty && !env.mayRestore) {
    const files = await env.store.transaction((tx) => tx.files.all());
    if (files.some(([, file]) => file.state === 'stored')) {
      problems.push({ kind: 'root-missing' });
      return report(false);
    }
  }
  const from = await findClone(env, listing);
  if (from) problems.push({ kind: 'was-cloned', from });
  const got = await pull(env, listing, pulled);
  if (!got.ok) return stop(got.error, 'get');
  if (pulled.newer) return report(false);
  const looked = await findLost(env, listing, problems);
  if (!looked.ok) return stop(looked.error, 'get');
  const tidied = await removeCovered(env, listing);
  if (!tidied.ok) return stop(tidied.error, 'remove');
  removed = tidied.value;
  await stripSeen(env);
  if (await compact(env)) await stripOld(env);
  await sealPending(env);
  const written = await push(env, pushed);
  const full = !written.ok && written.error.kind === 'full';
  await env.store.transaction(async (tx) => {
    const self = await readSelf(tx);
    if (self.full !== full && (written.ok || full)) await writeSelf(tx, { ...self, full });
  });
  if (!written.ok) return stop(written.error, 'put');
  return report(pushed.problems.length === 0);
}
