import { liveQuery } from 'dexie';
import type { Result } from '../base/result';
import type { ClaimType, TagInput } from '../claims/claim';
import { attach } from './attach';
import * as backup from './backup';
import { step, undoable } from './changes';
import { coreOf, type DatabaseOptions, openDatabase } from './database';
import * as decisions from './decisions';
import * as highlights from './highlights';
import { synthesisLines } from './lines';
import { setNote } from './notes';
import * as posts from './posts';
import { attempt, type LibraryProblem, problem } from './problem';
import type { Annotation, Curation, Quarantined, Settings, TagRecord } from './records';
import { type Replica, replicaOf } from './replica';
import { search } from './search';
import * as tags from './tags';
import type {
  Counts,
  Decide,
  HighlightPatch,
  Imported,
  LibraryLine,
  LineFilter,
  NewHighlight,
  Place,
  PostQuery,
  PostSummary,
  PostView,
  PostVisit,
  SearchPage,
  Stepped,
  Visited,
  VisitPassage,
} from './types';
import * as values from './values';
import { postView } from './view';
import { recordVisit, setReadTo } from './visit';

export type { EffectiveClaim } from './effective';
export type { Journal, JournalEntry, ReplicaRows } from './journal';
export { type LibraryProblem, type ProblemKind, problemOf } from './problem';
export type { Replica, ReplicaTx, Replicated, ReplicatedRecord } from './replica';
export { type Fields, understands } from './synced';
export { inputHash, tagRecords } from './tags';
export type * from './types';

/** What a method of the library gives: the value, or why not, in words for the reader. Bugs throw. */
export type Outcome<T> = Promise<Result<T, LibraryProblem>>;

/**
 * The reader's library: the only way to what is stored. Every method that changes something is one transaction, so
 * that a failure leaves everything as it was. Posts are found by their key or any key that they had before, passages by
 * their id or a former one.
 */
export interface Library {
  recordVisit: (post: PostVisit, passages: readonly VisitPassage[]) => Outcome<Visited>;
  setReadTo: (post: string, fraction: number) => Outcome<null>;

  putTags: (records: readonly TagRecord[]) => Outcome<null>;
  tagsOf: (post: string) => Outcome<TagRecord[]>;
  missingTags: (post: string, engine: string, inputs: readonly TagInput[]) => Outcome<TagInput[]>;

  /** Null where the post is not in the library. */
  postView: (post: string) => Outcome<PostView | null>;
  posts: (query?: PostQuery) => Outcome<PostSummary[]>;
  counts: () => Outcome<Counts>;
  search: (query: string, page?: { limit?: number; offset?: number }) => Outcome<SearchPage>;
  synthesisLines: (filter?: LineFilter) => Outcome<LibraryLine[]>;

  decide: (decision: Decide) => Outcome<Annotation>;
  clearDecision: (passage: string, type: ClaimType) => Outcome<null>;
  changeType: (passage: string, from: ClaimType, to: ClaimType) => Outcome<Annotation>;
  setNote: (target: { annotation: string } | { passage: string }, note: string) => Outcome<Annotation | null>;
  addHighlight: (highlight: NewHighlight) => Outcome<Annotation>;
  updateHighlight: (id: string, patch: HighlightPatch) => Outcome<Annotation>;
  /** Hangs an annotation on other words of its post. */
  attach: (id: string, place: Place) => Outcome<Annotation>;
  removeAnnotation: (id: string) => Outcome<null>;
  deletePosts: (posts: readonly string[]) => Outcome<{ deleted: number }>;

  /** Null where there is nothing to undo. `post`: the last action on that post only. */
  undo: (options?: { post?: string }) => Outcome<Stepped | null>;
  redo: (options?: { post?: string }) => Outcome<Stepped | null>;
  undoable: (options?: { post?: string }) => Outcome<{ undo: string | null; redo: string | null }>;

  settings: () => Outcome<Settings>;
  saveSettings: (patch: Partial<Settings>) => Outcome<Settings>;
  curations: () => Outcome<Curation[]>;
  curate: (curation: Curation) => Outcome<Curation>;
  removeCuration: (id: string) => Outcome<null>;

  /** A JSON text with everything that is stored, the quarantine included. */
  exportAll: () => Outcome<string>;
  /** Merges a backup: nothing that either side has is lost. */
  importAll: (json: string) => Outcome<Imported>;
  deleteEverything: () => Outcome<null>;
  /** The records that were set apart because they do not parse; waits for those that are just being moved. */
  quarantined: () => Outcome<Quarantined[]>;

  /**
   * Calls `next` with the query's answer now and after every change of what it read, made in this or any other page of the
   * extension. The query may only read. Returns the way to stop.
   */
  watch: <T>(query: () => Promise<T>, next: (value: T) => void, error: (reason: unknown) => void) => () => void;
  /** For sync: its own rows, what is to be synced, and the way back. */
  replica: Replica;
  close: () => void;
}

/** Opens the library, upgrading an older one; one that a later version wrote is refused and left as it is. */
export async function openLibrary(options: DatabaseOptions): Promise<Result<Library, LibraryProblem>> {
  const opened = await attempt(() => openDatabase(options));
  if (!opened.ok) {
    // The browser's reasons for giving no storage at all have many names, and one way out.
    return opened.error.kind === 'broken' ? { ok: false, error: problem('unavailable') } : opened;
  }
  const core = coreOf(opened.value.db, options);
  let closed = false;
  /** The browser may have closed the database meanwhile (memory, a newer version, site data cleared): ask again. */
  const connected = async () => {
    if (!closed && !core.db.isOpen()) await opened.value.connect();
  };
  const run = <T>(work: () => PromiseLike<T>): Outcome<T> =>
    attempt(async () => {
      await connected();
      return await work();
    });
  const library: Library = {
    recordVisit: (post, passages) => run(() => recordVisit(core, post, passages)),
    setReadTo: (post, fraction) => run(() => setReadTo(core, post, fraction)),
    putTags: (records) => run(() => tags.putTags(core, records)),
    tagsOf: (post) => run(() => tags.tagsOf(core, post)),
    missingTags: (post, engine, inputs) => run(() => tags.missingTags(core, post, engine, inputs)),
    postView: (post) => run(() => postView(core, post)),
    posts: (query) => run(() => posts.posts(core, query)),
    counts: () => run(() => posts.counts(core)),
    search: (query, page) => run(() => search(core, query, page)),
    synthesisLines: (filter) => run(() => synthesisLines(core, filter)),
    decide: (decision) => run(() => decisions.decide(core, decision)),
    clearDecision: (passage, type) => run(() => decisions.clearDecision(core, passage, type)),
    changeType: (passage, from, to) => run(() => decisions.changeType(core, passage, from, to)),
    setNote: (target, note) => run(() => setNote(core, target, note)),
    addHighlight: (highlight) => run(() => highlights.addHighlight(core, highlight)),
    updateHighlight: (id, patch) => run(() => highlights.updateHighlight(core, id, patch)),
    attach: (id, place) => run(() => attach(core, id, place)),
    removeAnnotation: (id) => run(() => highlights.removeAnnotation(core, id)),
    deletePosts: (keys) => run(() => posts.deletePosts(core, keys)),
    undo: (of) => run(() => step(core, 'undo', of?.post)),
    redo: (of) => run(() => step(core, 'redo', of?.post)),
    undoable: (of) => run(() => undoable(core, of?.post)),
    settings: () => run(() => values.settings(core)),
    saveSettings: (patch) => run(() => values.saveSettings(core, patch)),
    curations: () => run(() => values.curations(core)),
    curate: (curation) => run(() => values.curate(core, curation)),
    removeCuration: (id) => run(() => values.removeCuration(core, id)),
    exportAll: () => run(() => backup.exportAll(core)),
    importAll: (json) => run(() => backup.importAll(core, json)),
    deleteEverything: () => run(() => backup.deleteEverything(core)),
    quarantined: () =>
      run(async () => {
        await core.apart.settled();
        return core.quarantine.toArray();
      }),
    watch: (query, next, error) => {
      // Dexie follows what is read across `await` only if the function itself is async.
      const subscription = liveQuery(async () => await query()).subscribe({ next, error });
      return () => subscription.unsubscribe();
    },
    replica: replicaOf(core, connected),
    close: () => {
      closed = true;
      core.db.close();
    },
  };
  return { ok: true, value: library };
}
