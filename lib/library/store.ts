import type { Table } from 'dexie';
import type * as z from 'zod';
import type { Apart } from './apart';
import { Refusal } from './problem';

/** A short reason why a value does not parse: the first fault and how many more there are. */
export function reasonOf(error: z.ZodError): string {
  const first = error.issues[0];
  const more = error.issues.length - 1;
  return `${first ? `${first.path.join('.') || 'record'}: ${first.message}` : 'does not parse'}${more > 0 ? ` (and ${more} more)` : ''}`;
}

/**
 * One table, read only through its schema: what comes out of storage is `unknown` until it has parsed, and what does not
 * parse is set apart while everything else goes on. What goes in is checked by the same schema, so that nothing is
 * written that could not be read again.
 */
export class Store<T, K = string> {
  constructor(
    readonly table: Table<unknown, K, T>,
    readonly schema: z.ZodType<T>,
    private readonly apart: Apart,
  ) {}

  /** The records that parse, in the order given. */
  parse(raws: readonly unknown[]): T[] {
    const good: T[] = [];
    for (const raw of raws) {
      if (raw === undefined) continue;
      const parsed = this.schema.safeParse(raw);
      if (parsed.success) good.push(parsed.data);
      else this.apart.note(this.table as unknown as Table<unknown, unknown>, raw, reasonOf(parsed.error));
    }
    return good;
  }

  async get(key: K): Promise<T | undefined> {
    return this.parse([await this.table.get(key)])[0];
  }

  async getAll(keys: readonly K[]): Promise<T[]> {
    return this.parse(await this.table.bulkGet([...keys]));
  }

  async where(index: string, value: string | number | (string | number)[]): Promise<T[]> {
    return this.parse(await this.table.where(index).equals(value).toArray());
  }

  async all(): Promise<T[]> {
    return this.parse(await this.table.toArray());
  }

  /** @throws Refusal `invalid` before anything is written where a record does not parse. */
  check(record: T): T {
    const parsed = this.schema.safeParse(record);
    if (!parsed.success) throw new Refusal('invalid', `That cannot be stored: ${reasonOf(parsed.error)}.`);
    return parsed.data;
  }

  async put(...records: T[]): Promise<void> {
    await this.putAll(records);
  }

  /** In chunks, so that no single request holds thousands of records. */
  async putAll(records: readonly T[]): Promise<void> {
    const checked = records.map((record) => this.check(record));
    for (let i = 0; i < checked.length; i += 1_000) await this.table.bulkPut(checked.slice(i, i + 1_000));
  }

  async remove(keys: readonly K[]): Promise<void> {
    if (keys.length > 0) await this.table.bulkDelete([...keys]);
  }
}
