import { ok, type Result } from '../../base/result';
import type { Engine, Tag, TagInput } from '../claim';
import { readModel } from './format';
import { tagPost } from './tag';

/**
 * The engine that is always there: needs no network and no consent. `weights` is the model file; one that is damaged or
 * of another version is an error with a reason. The engine answers at once; a signal that is already aborted rejects.
 */
export function createEmbeddedEngine(weights: ArrayBuffer | Uint8Array): Result<Engine> {
  const model = readModel(weights);
  if (!model.ok) return model;
  return ok({
    id: model.value.header.id,
    tag: async (passages: TagInput[], signal?: AbortSignal): Promise<Tag[]> => {
      signal?.throwIfAborted();
      return tagPost(model.value, passages);
    },
  });
}
