import type { Engine } from '../../../lib/claims/claim';
import type { Thresholds } from '../../../lib/claims/personal';

/** The embedded tagger and the thresholds that it was measured with. */
export interface Embedded {
  engine: Engine;
  thresholds: Thresholds;
}
