import type { Engine } from '../../../lib/claims/claim';
import type { Thresholds } from '../../../lib/claims/personal';

/** Named values that stay in this browser. What is read is `unknown`: parse it. */
export interface PrivateStore {
  get: (name: string) => Promise<unknown>;
  set: (name: string, value: unknown) => Promise<void>;
  clear: () => Promise<void>;
}

/** The embedded tagger and the thresholds that it was measured with. */
export interface Embedded {
  engine: Engine;
  thresholds: Thresholds;
}
