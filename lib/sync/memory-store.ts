import type { Rows, Store, Tx } from './ports';

const TABLES = ['self', 'records', 'pending', 'outbox', 'files', 'peers', 'seen', 'tombstones'] as const;
export type Tables = Record<(typeof TABLES)[number], Map<string, unknown>>;

/** What a test may do around a commit: throwing `before` it fails the transaction, throwing `after` it loses only the news. */
export interface StoreHooks {
  before?: () => Promise<void>;
  after?: (tables: Tables) => Promise<void>;
}

/** A store in memory, for tests and for merging bundles without a library. Transactions run one after the other. */
export class MemoryStore implements Store {
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    private tables: Tables = Object.fromEntries(TABLES.map((name) => [name, new Map()])) as Tables,
    private readonly hooks: StoreHooks = {},
  ) {}

  /** The same content under other hooks. Rows are never changed in place, so that they can be shared. */
  copy(hooks: StoreHooks = {}): MemoryStore {
    return new MemoryStore(
      Object.fromEntries(TABLES.map((name) => [name, new Map(this.tables[name])])) as Tables,
      hooks,
    );
  }

  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const run = this.queue.then(() => this.run(work));
    this.queue = run.catch(() => undefined);
    return run;
  }

  private async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const changed = new Map<Map<string, unknown>, Map<string, unknown>>();
    const tx = Object.fromEntries(TABLES.map((name) => [name, this.rows(name, changed)])) as unknown as Tx;
    const result = await work(tx);
    await this.hooks.before?.();
    for (const [table, rows] of changed)
      for (const [id, row] of rows) {
        if (row === undefined) table.delete(id);
        else table.set(id, row);
      }
    await this.hooks.after?.(this.tables);
    return result;
  }

  private rows(name: keyof Tables, changed: Map<Map<string, unknown>, Map<string, unknown>>): Rows<unknown> {
    const table = this.tables[name];
    const own = new Map<string, unknown>();
    changed.set(table, own);
    const all = (prefix: string) =>
      [...new Map([...table, ...own])]
        .filter(([id, row]) => row !== undefined && id.startsWith(prefix))
        .sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      get: async (id) => (own.has(id) ? own.get(id) : table.get(id)),
      put: async (id, row) => {
        own.set(id, row);
      },
      remove: async (id) => {
        own.set(id, undefined);
      },
      all: async (prefix = '') => all(prefix),
      ids: async (prefix = '') => all(prefix).map(([id]) => id),
    };
  }
}
