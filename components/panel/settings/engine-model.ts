import type { BuiltInState, EngineKind } from '../../../lib/claims/engines';

/** The chosen engine, without its key. */
export interface EngineChoice {
  kind: EngineKind;
  address: string;
  model: string;
  hasKey: boolean;
  agreed: boolean;
  automatic: boolean;
}

export interface EngineDraft {
  kind: EngineKind;
  address: string;
  model: string;
  /** Absent keeps the key that was given for this address. */
  key?: string;
  agreed: boolean;
  automatic: boolean;
}

/** How far the engine has come; see the background's `engine.status`. */
export interface EngineStatus {
  state: 'idle' | 'running' | 'waiting' | 'done' | 'stopped' | 'failed';
  post: string | null;
  title: string | null;
  engine: string | null;
  done: number;
  of: number;
  requests: number;
  inputTokens: number | null;
  outputTokens: number | null;
  kept: number;
  refused: number;
  differs: number;
  problem: string | null;
  queued: number;
}

export interface EngineEstimate {
  passages: number;
  requests: number;
  inputTokens: number;
  outputTokens: number;
}

/** All that the settings show of engines. */
export interface EngineView {
  choice: EngineChoice;
  builtIn: BuiltInState;
  /** Share of the browser's own model that is downloaded, 0 to 1; null where no download runs. */
  downloaded: number | null;
  status: EngineStatus | null;
  /** Posts that may be read, newest visit first. */
  posts: { key: string; title: string }[];
  /** Decisions that the embedded model has learnt from. */
  corrections: number;
}

export type Said = { good: boolean; words: string };

export interface EngineActions {
  /** Asks for the permission, then tries the engine out. Called by a click. */
  test: (draft: EngineDraft) => Promise<Said>;
  /** Asks for the permission, then chooses the engine. Called by a click. Null where it was chosen, else why not. */
  choose: (draft: EngineDraft) => Promise<string | null>;
  withdraw: () => void;
  download: () => void;
  estimate: (post: string) => Promise<EngineEstimate | null>;
  run: (post: string) => void;
  cancel: () => void;
  forget: () => void;
}
