import { writeBundle } from './container';
import type { Env } from './env';
import { type FrameFault, openFrame } from './frame';
import { receive } from './hlc';
import { type Slot, slotPath, writeSlot } from './keys';
import { contentOf, mergeContent } from './merge';
import { parsePath } from './names';
import type { Bytes } from './primitives';
import { readSelf, writeSelf } from './self';
import { sealForBundle } from './snapshot';

type WithoutTransport = Omit<Env, 'transport'>;

/** Everything here as one file: a snapshot, and the slots with which another device opens it. */
export async function exportBundle(env: WithoutTransport, slots: readonly Slot[]): Promise<Bytes> {
  const files = new Map(slots.map((slot) => [slotPath(slot), writeSlot(slot)]));
  for (const { path, bytes } of await sealForBundle(env)) files.set(path, bytes);
  return writeBundle(files);
}

/**
 * Merges all files of a bundle. It notes no log positions: the same devices may sync by a storage too, and merging twice
 * changes nothing. A bundle that is older than what is here changes nothing either. `refused`: files that were not used.
 */
export async function importBundle(
  env: WithoutTransport,
  files: ReadonlyMap<string, Bytes>,
): Promise<{ merged: number; refused: { path: string; reason: FrameFault | 'malformed' }[] }> {
  let merged = 0;
  const refused: { path: string; reason: FrameFault | 'malformed' }[] = [];
  for (const [path, bytes] of files) {
    if (!parsePath(path)) continue;
    const frame = await openFrame(env.primitives, env.keyring, path, bytes);
    const content = frame.ok ? contentOf(frame.value) : null;
    if (!frame.ok || !content) {
      refused.push({ path, reason: frame.ok ? 'malformed' : frame.error });
      continue;
    }
    const { at } = frame.value.header;
    await env.store.transaction(async (tx) => {
      const self = await readSelf(tx);
      await writeSelf(tx, { ...self, at: receive(self.at, at) });
      await mergeContent(tx, content.records, env.clock());
    });
    merged++;
  }
  return { merged, refused };
}
