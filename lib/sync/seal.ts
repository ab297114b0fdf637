import type { SegmentBody } from './body';
import type { Env } from './env';
import { sealFrame } from './frame';
import { HEARTBEAT, SURE_BYTES } from './limits';
import type { Operation } from './operation';
import type { Self, Tx } from './ports';
import { readSelf, writeSelf } from './self';
import { includes, type Version } from './version';

/** Log positions merged here: what a file says that its writer saw. */
export async function positions(tx: Tx, self: Self): Promise<Version> {
  const peers = (await tx.peers.all()).map(([device, peer]) => [device, peer.seq] as const);
  return Object.fromEntries([...peers, [self.device, self.seq] as const].filter(([, seq]) => seq > 0).sort());
}

const utf8 = new TextEncoder();
export const jsonBytes = (value: unknown): number => utf8.encode(JSON.stringify(value)).length;

/** As many operations as fit one file, at least one. */
function firstBatch(rows: readonly [string, Operation][], most: number): [string, Operation][] {
  let bytes = 0;
  const end = rows.findIndex(([, operation], i) => {
    bytes += jsonBytes(operation) + 1;
    return i > 0 && bytes > most;
  });
  return rows.slice(0, end < 0 ? rows.length : end);
}

/**
 * Seals the pending operations into segments in the outbox. The bytes are made outside the transaction and taken only if
 * nothing was sealed meanwhile (another tab, say), so that a number is never given twice. Returns how many were sealed.
 */
export async function sealPending(env: Env): Promise<number> {
  for (let sealed = 0; ; ) {
    const { self, rows, saw, first } = await env.store.transaction(async (tx) => {
      const self = await readSelf(tx);
      const rows = firstBatch(await tx.pending.all(), env.fileBytes ?? SURE_BYTES);
      const first = (await tx.outbox.all()).length;
      return { self, rows, saw: await positions(tx, self), first };
    });
    const now = env.clock();
    const beat = !includes(self.said, saw) && now - self.saidAt > HEARTBEAT && (self.seq > 0 || first > 0);
    if (rows.length === 0 && !(beat && sealed === 0)) return sealed;
    const seq = self.seq + 1;
    const body: SegmentBody = { name: self.name, operations: rows.map(([, operation]) => operation) };
    const header = { kind: 'segment', device: self.device, seq, saw, at: self.at } as const;
    const { path, bytes } = await sealFrame(env.primitives, env.keyring, header, body, env.randomBytes);
    const taken = await env.store.transaction(async (tx) => {
      const mine = await readSelf(tx);
      if (mine.device !== self.device || mine.seq !== self.seq) return false;
      for (const [id] of rows) if (!(await tx.pending.get(id))) return false;
      for (const [id, operation] of rows) {
        await tx.pending.remove(id);
        if (operation.kind === 'delete') await tx.tombstones.put(operation.record, { seq });
      }
      await tx.outbox.put(path, { order: seq, bytes });
      await tx.files.put(path, { seq, size: bytes.length, state: 'sealed' });
      await writeSelf(tx, { ...mine, seq, said: saw, saidAt: now });
      return true;
    });
    if (taken) sealed++;
    else if (rows.length === 0) return sealed;
  }
}
