import type { Result } from '../base/result';
import type { Operation } from './operation';
import type { Bytes } from './primitives';
import type { RecordState } from './record';
import type { Version } from './version';

/** One table of the store: rows under string keys, which are their order. */
export interface Rows<T> {
  get: (id: string) => Promise<T | undefined>;
  put: (id: string, row: T) => Promise<void>;
  remove: (id: string) => Promise<void>;
  /** Rows whose key begins with `prefix`, in the order of their keys. */
  all: (prefix?: string) => Promise<[id: string, row: T][]>;
  /** Their keys alone. */
  ids: (prefix?: string) => Promise<string[]>;
}

/** What this device knows of itself: one row, `self`. */
export interface Self {
  device: string;
  /** What the reader calls this device. */
  name: string;
  /**
   * Whose writes these are. New at every start of the browser: a copied or restored profile then never gives a name to a
   * write that its other self gave to another, which is what loses data.
   */
  actor: string;
  /** Number of the last write. */
  n: number;
  /** Hybrid logical clock of the last write or sight. */
  at: number;
  /** Sequence number of the last segment that was sealed. */
  seq: number;
  /** The snapshot that is on the storage, read back. */
  snapshot: SnapshotNote | null;
  /** The snapshot that is on its way. */
  writing: SnapshotNote | null;
  /** Nothing of this device can be merged by others without a snapshot: before its first, as a clone, after a loss. */
  owes: boolean;
  /** Cycles in a row in which own files were missing. */
  strikes: number;
  /** What the last segment said of others, and when that was. */
  said: Version;
  saidAt: number;
  /** The storage was full when last written to: no snapshot is begun that is not owed. */
  full: boolean;
}

export interface SnapshotNote {
  covered: number;
  paths: string[];
}

/** A file sealed and not yet read back. Its bytes never change, so that trying again can't make a second file. */
export interface Sealed {
  order: number;
  bytes: Bytes;
  /** Which run of the loop is writing it, since when: another's write, cut off late, could damage what was read back. */
  claim?: { by: string; at: number };
}

/** A file of this device: every one that it ever made, since one that it did not make tells of a clone. */
export interface OwnFile {
  /** Segment: its number. Snapshot: what it covers. */
  seq: number;
  size: number;
  state: 'sealed' | 'stored' | 'removed';
}

/** Another device, as far as its log is merged. */
export interface Peer {
  /** All of its segments up to here are merged. */
  seq: number;
  /** The file that brought the log there. */
  last: string | null;
  /** What its newest merged file said that it had seen. */
  saw: Version;
  /** Its hybrid logical clock then. */
  at: number;
  name: string;
  /** Its snapshots are read even where nothing is missing: this device's own log before it found itself cloned. */
  wary: boolean;
  /** The reader said that it is gone. It is back with its next file. */
  forgotten: boolean;
  strikes: number;
  /** Its next file could not be read: which, why, since when. */
  held: { path: string; reason: string; since: number } | null;
}

export interface Tx {
  self: Rows<Self>;
  /** The merged records. What is put here is what the library shows: its store writes the shown values in the same transaction. */
  records: Rows<RecordState>;
  /** Operations not yet sealed, by their number. */
  pending: Rows<Operation>;
  outbox: Rows<Sealed>;
  files: Rows<OwnFile>;
  peers: Rows<Peer>;
  /** Files of others that are merged, by path, while they are still listed. */
  seen: Rows<{ at: number }>;
  /** Records that this device deleted: the segment that says so. */
  tombstones: Rows<{ seq: number }>;
}

/**
 * Where a device keeps its part. All or nothing: `work` either happens whole or, where it throws or the worker is killed,
 * not at all. `work` awaits nothing but the tables (IndexedDB would end the transaction).
 */
export interface Store {
  transaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
}

export type TransportFault =
  | { kind: 'unauthorized' | 'forbidden' | 'missing' | 'conflict' | 'precondition' | 'full' }
  /** Locked, too many requests, or a server's error: try later, not before `retryAfter` milliseconds. */
  | { kind: 'busy'; status: number; retryAfter: number | null }
  /** No answer in time: whether it happened is not known. */
  | { kind: 'timeout' }
  /** No connection, a certificate refused, or the browser's permission for the address not given. */
  | { kind: 'unreachable'; detail: string }
  /** The address leads elsewhere; nothing is sent there. */
  | { kind: 'redirect'; to: string | null }
  /** An answer that is no answer to this question: a hotel's sign-in page, say. */
  | { kind: 'unexpected'; detail: string }
  /** The caller's signal. */
  | { kind: 'aborted' };

export interface Entry {
  /** One name, without folders. */
  name: string;
  folder: boolean;
  /** Bytes, where the storage says. */
  size: number | null;
}

/** Dumb storage. Paths are relative to the reader's folder, without a slash at either end; the root is ''. */
export interface Transport {
  /** What lies directly in a folder. A missing one is the fault `missing`; storage without folders gives no entries. */
  list: (folder: string, signal?: AbortSignal) => Promise<Result<Entry[], TransportFault>>;
  get: (path: string, signal?: AbortSignal) => Promise<Result<Bytes, TransportFault>>;
  /** Success means nothing until the bytes were read back. */
  put: (path: string, bytes: Bytes, signal?: AbortSignal) => Promise<Result<void, TransportFault>>;
  /** A file that is not there counts as removed. */
  remove: (path: string, signal?: AbortSignal) => Promise<Result<void, TransportFault>>;
  /** One level; one that is there counts as made. */
  makeFolder: (folder: string, signal?: AbortSignal) => Promise<Result<void, TransportFault>>;
}
