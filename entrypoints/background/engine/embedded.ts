import { err, ok, type Result } from '../../../lib/base/result';
import { readModel, tagPost } from '../../../lib/claims/embedded';
import type { Embedded } from './ports';

/** The embedded model: fetched by `read` from the extension itself, the first time that something is to be tagged. */
export function lazyEmbedded(read: () => Promise<ArrayBuffer>): () => Promise<Result<Embedded>> {
  let loading: Promise<Result<Embedded>> | null = null;
  return () => {
    loading ??= read()
      .then((bytes) => readModel(new Uint8Array(bytes)))
      .catch((cause: unknown) => err(cause instanceof Error ? cause.message : String(cause)))
      .then((model) => {
        if (model.ok) {
          const { id, thresholds } = model.value.header;
          return ok({
            engine: {
              id,
              tag: async (passages, signal) => {
                signal?.throwIfAborted();
                return tagPost(model.value, passages);
              },
            },
            thresholds,
          } satisfies Embedded);
        }
        console.error('Cruxlight: the tagging model could not be used.', model.error);
        return err('Cruxlight’s own tagging model is damaged, so nothing new is tagged. Install Cruxlight again.');
      });
    return loading;
  };
}
