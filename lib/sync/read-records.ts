import { AT_ONCE } from './limits';
import type { Store } from './ports';
import type { RecordState } from './record';

/** Records by name, a few in each transaction: pages wait for no long one. Each is as it is when it is read. */
export async function readRecords(store: Store, ids: readonly string[]): Promise<[string, RecordState][]> {
  const read: [string, RecordState][] = [];
  for (let i = 0; i < ids.length; i += AT_ONCE) {
    const some = ids.slice(i, i + AT_ONCE);
    const states = await store.transaction((tx) => Promise.all(some.map((id) => tx.records.get(id))));
    for (const [k, id] of some.entries()) if (states[k]) read.push([id, states[k]]);
  }
  return read;
}
