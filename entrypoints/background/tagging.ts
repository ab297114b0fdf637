import { err, ok, type Result } from '../../lib/base/result';
import type { Engine } from '../../lib/claims/claim';
import { tagInputs } from '../../lib/claims/input';
import { inputHash, type Library, tagRecords } from '../../lib/library/library';

/** Makes sure that every passage of a stored post is tagged. A post is tagged as a whole, since its passages are each other's context. */
export type EnsureTagged = (post: string) => Promise<Result<null, string>>;

/** Tags with the embedded engine, at once. `engine` is asked for each post, since what the reader decided may change it. */
export function createTagging(library: Library, engine: () => Promise<Result<Engine, string>>): EnsureTagged {
  const running = new Map<string, Promise<Result<null, string>>>();

  async function tagPost(key: string): Promise<Result<null, string>> {
    const view = await library.postView(key);
    if (!view.ok) return err(view.error.message);
    if (!view.value) return err('That post is not in your library.');
    const { post, items } = view.value;
    const inputs = tagInputs(
      post,
      items.map((item) => item.passage),
    );
    const loaded = await engine();
    if (!loaded.ok) return loaded;
    const missing = await library.missingTags(post.key, loaded.value.id, inputs);
    if (!missing.ok) return err(missing.error.message);
    if (missing.value.length === 0) return ok(null);
    const before = await library.tagsOf(post.key);
    if (!before.ok) return err(before.error.message);
    const tags = await loaded.value.tag(inputs);
    const put = await library.putTags(tagRecords(post.key, loaded.value.id, inputs, tags));
    if (!put.ok) return err(put.error.message);
    // The tag stored last is the one that is shown: a stronger engine's stays on top where its passage is unchanged.
    const hashes = new Map(inputs.map((input) => [input.id, inputHash(input)]));
    const stronger = before.value.filter(
      (record) => record.tag.engine !== undefined && hashes.get(record.passage) === record.inputHash,
    );
    if (stronger.length === 0) return ok(null);
    const again = await library.putTags(stronger);
    return again.ok ? ok(null) : err(again.error.message);
  }

  return (post) => {
    const already = running.get(post);
    if (already) return already;
    const work = tagPost(post).finally(() => running.delete(post));
    running.set(post, work);
    return work;
  };
}
