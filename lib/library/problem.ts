import { Dexie } from 'dexie';
import { err, ok, type Result } from '../base/result';

/**
 * `newer`: written by a later version; `blocked`: another page holds the old version open; `unavailable`: the browser
 * gives no database; `quota`: no room; `broken`: the browser reports a fault of the storage; `missing`: what was asked for
 * is not in the library; `invalid`: what was given cannot be stored.
 */
export type ProblemKind = 'newer' | 'blocked' | 'unavailable' | 'quota' | 'broken' | 'missing' | 'invalid';

/** An expected failure. `message` is for the reader: plain words with a way out. */
export interface LibraryProblem {
  kind: ProblemKind;
  message: string;
}

const MESSAGES: Record<ProblemKind, string> = {
  newer:
    'Your library was written by a newer version of Cruxlight. It was left as it is. Update Cruxlight, then reload this page.',
  blocked:
    'Another Cruxlight page still holds the library in its old form. Close the other Cruxlight pages, then try again.',
  unavailable:
    'This browser gives Cruxlight no storage here, as some do in private windows. Open a normal window, or allow storage for Cruxlight.',
  quota:
    'There is no room left on this disk for the library, so the last change was not kept. Everything stored before is safe. Free some space, or delete posts that you no longer need.',
  broken:
    'The browser could not read or write the library. Reload this page; if it happens again, restart the browser. A backup can be made in the settings.',
  missing: 'That is no longer in your library. Reload the page to see what is.',
  invalid: 'That cannot be stored.',
};

export function problem(kind: ProblemKind, message: string = MESSAGES[kind]): LibraryProblem {
  return { kind, message };
}

/** Thrown inside a transaction to undo it with a reason that the caller gets as a value. Never leaves the library. */
export class Refusal extends Error {
  readonly problem: LibraryProblem;
  constructor(kind: ProblemKind, message?: string) {
    super(message ?? MESSAGES[kind]);
    this.problem = problem(kind, message);
  }
}

const KINDS: Record<string, ProblemKind> = {
  QuotaExceededError: 'quota',
  VersionError: 'newer',
  MissingAPIError: 'unavailable',
  SecurityError: 'unavailable',
  NotAllowedError: 'unavailable',
};

/** The errors that an error was made of: Dexie wraps the browser's, and a bulk write lists one for each record. */
function causes(error: unknown): unknown[] {
  const all = [error];
  for (let i = 0; i < all.length && i < 20; i++) {
    const it = all[i];
    if (typeof it !== 'object' || it === null) continue;
    for (const name of ['inner', 'cause', 'failures'] as const) {
      const inner: unknown = Reflect.get(it, name);
      if (Array.isArray(inner)) all.push(...inner.slice(0, 3));
      else if (inner) all.push(inner);
    }
  }
  return all;
}

/** What an error means to the reader; null where it is a bug rather than a failure of the storage. */
export function problemOf(error: unknown): LibraryProblem | null {
  const all = causes(error);
  for (const it of all) if (it instanceof Refusal) return it.problem;
  for (const it of all) {
    const kind = it instanceof Error || it instanceof DOMException ? KINDS[it.name] : undefined;
    if (kind) return problem(kind);
  }
  if (error instanceof Dexie.DexieError || error instanceof DOMException) return problem('broken');
  return null;
}

/** Runs work on the storage: its expected failures become values, its bugs are thrown. */
export async function attempt<T>(work: () => PromiseLike<T>): Promise<Result<T, LibraryProblem>> {
  try {
    return ok(await work());
  } catch (error) {
    const known = problemOf(error);
    if (!known) throw error;
    return err(known);
  }
}
