import type { Transaction } from 'dexie';
import { toVersion2 } from './migration-2';

/** One step of the schema. Numbers only grow, and a released step is never edited. */
export interface Migration {
  version: number;
  /** Dexie's notation: primary key first, then indexes. A table that is not named stays as it was. */
  stores: Record<string, string | null>;
  /** Changes the stored records; runs in the transaction that changes the schema, so a failure leaves the old state whole. */
  upgrade?: (transaction: Transaction) => Promise<void>;
}

export const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    stores: {
      posts: 'key, lastSeenAt',
      passages: 'id, post, [post+order]',
      tags: '[engine+passage], passage, post',
      annotations: 'id, post, passage',
      curations: 'id',
      values: 'id',
    },
  },
  {
    // Other keys of a post, its fingerprint, the history behind undo, the quarantine and the words for the search.
    version: 2,
    stores: {
      posts: 'key, lastSeenAt, *aliases',
      passages: 'id, post, [post+order], [shown+post], *aliases',
      tags: '[engine+passage], passage, post, [shown+post], *kinds',
      changes: '++seq, group, post, step, doneStep, [post+doneStep], undoneStep',
      quarantine: '++id, table',
      words: 'post',
    },
    upgrade: toVersion2,
  },
  {
    // What sync keeps: its own notes, the merged records, operations and files that wait. Empty until sync is set up.
    version: 3,
    stores: { replica: '[table+id]' },
  },
];

/** The version that this code writes. @throws where the numbers are not 1, 2, 3 … in order: a bug in this file. */
export function latestVersion(migrations: readonly Migration[]): number {
  migrations.forEach((migration, i) => {
    if (migration.version !== i + 1)
      throw new Error(`Migration ${migration.version} stands where ${i + 1} should: numbers are dense and only grow.`);
  });
  if (migrations.length === 0) throw new Error('There is no migration.');
  return migrations.length;
}
