/** Where the library is synced to, without the secrets. */
export type SyncStorage =
  | { kind: 'webdav'; address: string; user: string }
  | { kind: 's3'; address: string; region: string; folder: string; accessKey: string };

/** What the reader typed. An absent secret keeps the one that was given for this address. */
export type SyncDraft =
  | { kind: 'webdav'; address: string; user: string; password?: string }
  | { kind: 's3'; address: string; region: string; folder: string; accessKey: string; secretKey?: string };

export interface SyncDevice {
  id: string;
  name: string;
  /** When it last wrote, by its own clock; 0: nothing of it is merged here yet. */
  lastSeen: number;
  self: boolean;
  /** Why its newest file can't be read, in words. */
  held: string | null;
}

/** What the reader can do about a problem by one click. */
export type SyncRemedy = 'password' | 'permission' | 'restore' | 'retry' | null;

export interface SyncProblem {
  words: string;
  remedy: SyncRemedy;
}

/** Two texts written without sight of each other. Both are kept until the reader resolves it. */
export interface SyncConflict {
  /** The annotation whose note it is. */
  annotation: string;
  post: string;
  postTitle: string;
  /** The words that the note hangs on. */
  quote: string;
  /** The shown one first; at least two. */
  texts: string[];
}

/** All that the panel and the settings show of sync. */
export interface SyncView {
  /** Null where sync is not set up. */
  storage: SyncStorage | null;
  encrypted: boolean;
  state: 'off' | 'idle' | 'running' | 'paused' | 'trouble';
  /** While running: how many of about how many files; `of` 0 where that is not known yet. */
  progress: { doing: 'pull' | 'push'; files: number; of: number } | null;
  /** When everything was last the same here and there. */
  lastSync: number | null;
  /** When it is tried again by itself; null where only the reader can do something, or nothing is due. */
  nextTry: number | null;
  /** Edits and files that are not on the storage yet. */
  waiting: number;
  problems: SyncProblem[];
  devices: SyncDevice[];
  conflicts: SyncConflict[];
}

export interface SyncSetUp {
  storage: SyncDraft;
  /** Null: without encryption. */
  passphrase: string | null;
  /** What this device is called on the others. */
  device: string;
}

/**
 * `joined`: the folder held a library already, and the two are merged now. `recoveryCode`: to be written down by the reader;
 * null where nothing is encrypted or somebody else's code exists already. `wants`: what was missing or wrong.
 */
export type SyncStarted =
  | { ok: true; joined: boolean; recoveryCode: string | null }
  | { ok: false; words: string; mend?: string[]; wants: 'passphrase' | 'no-passphrase' | null };

/** `mend`: what the reader can do about it, the likeliest first. */
export type SyncSaid = { good: boolean; words: string; mend?: string[] };

export interface SyncActions {
  /** Asks for the permission, then tries reading and writing. Called by a click. */
  test: (draft: SyncDraft) => Promise<SyncSaid>;
  /** Asks for the permission, then joins the folder's library or begins one. Called by a click. */
  setUp: (given: SyncSetUp) => Promise<SyncStarted>;
  syncNow: () => void;
  pause: () => void;
  resume: () => void;
  /** A new password or secret key for the same storage. Null where it works, else why not. */
  setPassword: (secret: string) => Promise<string | null>;
  /** Asks the browser for the permission again. Called by a click. */
  allow: () => void;
  /** Files that were lost on the storage are written again from here. */
  restore: () => void;
  renameDevice: (name: string) => void;
  forgetDevice: (device: string) => void;
  /** Stops syncing. Everything stays here, and nothing is removed there. */
  leave: () => void;
  /** Null where it is changed, else why not. */
  changePassphrase: (old: string, next: string) => Promise<string | null>;
  /** A further recovery code; asks for the passphrase, since the key itself can't be read. */
  newRecoveryCode: (passphrase: string) => Promise<{ ok: true; code: string } | { ok: false; words: string }>;
  /** Settles a conflict: this text stands from now on, everywhere. */
  resolve: (annotation: string, text: string) => void;
  /** Saves everything as one file that another browser can merge. `passphrase` null: without encryption. */
  saveBundle: (passphrase: string | null) => Promise<SyncSaid>;
  /** Merges such a file. `passphrase` null: none was given; `wants` says that one is needed, or that it was wrong. */
  openBundle: (file: File, passphrase: string | null) => Promise<SyncSaid & { wants: 'passphrase' | null }>;
}
