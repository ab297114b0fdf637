import { ok, type Result } from '../../base/result';
import type { Engine } from '../claim';
import { readModel } from './format';
import { tagPost } from './tag';

/** The embedded engine also tells its thresholds, one a type in the order of CLAIM_TYPES: what a personal layer needs. */
export interface EmbeddedEngine extends Engine {
  thresholds: { list: number[]; sure: number[] };
}

/**
 * The engine that is always there: needs no network and no consent. `weights` is the model file; one that is damaged or
 * of another version is an error with a reason. The engine answers at once; a signal that is already aborted rejects.
 */
export function createEmbeddedEngine(weights: ArrayBuffer | Uint8Array): Result<EmbeddedEngine> {
  const model = readModel(weights);
  if (!model.ok) return model;
  const { id, thresholds } = model.value.header;
  return ok({
    id,
    thresholds: { list: thresholds.list, sure: thresholds.sure },
    tag: async (passages, signal) => {
      signal?.throwIfAborted();
      return tagPost(model.value, passages);
    },
  });
}
