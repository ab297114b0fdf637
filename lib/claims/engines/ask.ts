import type { Result } from '../../base/result';

/** What a language model said, and what it counted, where it says so. */
export interface Said {
  text: string;
  inputTokens: number | null;
  outputTokens: number | null;
}

/** Why there is no answer. `retry` means that the same request may work later; `stop` that no other request will work. */
export interface AskError {
  reason: string;
  kind: 'retry' | 'stop';
}

/** One request to a language model: instructions and data in, text out. The only part in which protocols differ. */
export type Ask = (system: string, user: string, signal: AbortSignal | undefined) => Promise<Result<Said, AskError>>;

/** `fetch` as passed in: the extension's own, or a test's. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;
