import type { Table } from 'dexie';
import { problemOf } from './problem';
import type { Quarantined } from './records';

/** A damaged record as it was found. */
interface Found {
  table: Table<unknown, unknown>;
  reason: string;
  raw: unknown;
}

/** The value of a record at Dexie's key path: one name, or several for a compound key. */
function keyOf(table: Table<unknown, unknown>, raw: unknown): unknown {
  const path = table.schema.primKey.keyPath;
  const at = (name: string): unknown => (typeof raw === 'object' && raw !== null ? Reflect.get(raw, name) : undefined);
  return Array.isArray(path) ? path.map(at) : at(path ?? '');
}

/**
 * Moves records that do not parse to the quarantine. A read may stand in a read-only transaction or a live query, where
 * nothing can be written; so what it finds is moved a task later, each record in a transaction of its own.
 */
export class Apart {
  private readonly found = new Map<string, Found>();
  private moving: Promise<void> = Promise.resolve();

  constructor(
    private readonly quarantine: () => Table<Quarantined, number, Quarantined>,
    private readonly now: () => number,
  ) {}

  /** Notes a damaged record; it is moved soon. */
  note(table: Table<unknown, unknown>, raw: unknown, reason: string): void {
    const id = `${table.name} ${JSON.stringify(keyOf(table, raw))}`;
    if (this.found.has(id)) return;
    this.found.set(id, { table, raw, reason });
    // A new task is outside of any transaction's zone.
    setTimeout(() => {
      this.moving = this.moving.then(() => this.move(id));
    }, 0);
  }

  /** Resolves when all that was found so far has been moved. */
  async settled(): Promise<void> {
    await new Promise<void>((resolve) => {
      setTimeout(resolve, 0);
    });
    await this.moving;
  }

  private async move(id: string): Promise<void> {
    const it = this.found.get(id);
    if (!it) return;
    const quarantine = this.quarantine();
    const key = keyOf(it.table, it.raw);
    try {
      await it.table.db.transaction('rw', [it.table, quarantine], async () => {
        const still = await it.table.get(key);
        // Somebody may have written a good record in its place meanwhile.
        if (still === undefined || JSON.stringify(still) !== JSON.stringify(it.raw)) return;
        await quarantine.add({
          table: it.table.name,
          key: JSON.stringify(key),
          reason: it.reason,
          raw: it.raw,
          at: this.now(),
        });
        await it.table.delete(key);
      });
    } catch (error) {
      // No room, or the database was closed: the record stays where it is and the next read finds it again.
      if (!problemOf(error)) throw error;
    } finally {
      this.found.delete(id);
    }
  }
}
