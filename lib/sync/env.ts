import type { Clock } from '../base/clock';
import type { Keyring } from './frame';
import type { Store, Transport } from './ports';
import type { Bytes, Primitives } from './primitives';

/** Everything that one device's sync is given. */
export interface Env {
  store: Store;
  transport: Transport;
  primitives: Primitives;
  keyring: Keyring;
  /** Milliseconds since the epoch; set right by the storage's `Date` header where the reader's clock is wrong. */
  clock: Clock;
  randomBytes: (length: number) => Bytes;
  /** An id of 20 characters. */
  newId: () => string;
  /** The reader agreed that files lost on the storage are written again. Without it that is asked. */
  mayRestore?: boolean;
  /** Own segments after which a snapshot replaces them; tests ask for few. */
  segmentsBeforeSnapshot?: number;
  /** JSON bytes that surely fit one file; tests ask for few, to have many files. */
  fileBytes?: number;
  signal?: AbortSignal;
  /** Called after each file: how many of about how many. */
  onProgress?: (progress: { doing: 'pull' | 'push'; files: number; of: number }) => void;
}
