import { err, ok, type Result } from '../../../lib/base/result';
import type { Engine, Tag, TagInput } from '../../../lib/claims/claim';
import { createStrongEngine, type Progress } from '../../../lib/claims/engines';
import { tagInputs } from '../../../lib/claims/input';
import { type Library, tagRecords } from '../../../lib/library/library';
import type { Asking } from './asking';
import { withDifference } from './difference';

export interface PostToRead {
  key: string;
  title: string;
  inputs: TagInput[];
  /** Those without a stored tag of this engine. */
  missing: TagInput[];
}

/** The engine's id, part of the cache key of its tags; asks nothing. */
const idOf = (asking: Asking, embedded: Engine): string =>
  createStrongEngine({ name: asking.name, ask: asking.ask, embedded }).id;

/** What an engine has still to read of a stored post. */
export async function postToRead(
  library: Library,
  key: string,
  asking: Asking,
  embedded: Engine,
): Promise<Result<PostToRead>> {
  const view = await library.postView(key);
  if (!view.ok) return err(view.error.message);
  if (!view.value) return err('That post is not in your library.');
  const { post, items } = view.value;
  const inputs = tagInputs(
    post,
    items.map((item) => item.passage),
  );
  const missing = await library.missingTags(post.key, idOf(asking, embedded), inputs);
  if (!missing.ok) return err(missing.error.message);
  return ok({ key: post.key, title: post.title, inputs, missing: missing.value });
}

/**
 * Reads what is missing, request by request. Each answer is stored as soon as it is checked, so that a run that stops
 * half-way goes on there; a passage without a usable answer keeps its embedded tag, has none of this engine, and is asked
 * about again the next time. `stored` is called after each write with the passages that differ between the engines.
 * Rejects only when aborted.
 */
export async function readPost(
  library: Library,
  { key, inputs, missing }: PostToRead,
  asking: Asking,
  embedded: Engine,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
  stored: (differing: number) => void,
): Promise<Result<Progress | null>> {
  // The embedded tags are made from the whole post, since its passages are each other's context.
  const tags = await embedded.tag(inputs, signal);
  const own = new Map(tags.map((tag) => [tag.id, tag]));
  const known: Engine = {
    id: embedded.id,
    tag: async (passages) => passages.flatMap((passage) => own.get(passage.id) ?? []),
  };
  const engine = idOf(asking, embedded);
  let fresh: Tag[] = [];
  let writing: Promise<string | null> = Promise.resolve(null);
  let last: Progress | null = null;
  const write = () => {
    const batch = fresh;
    fresh = [];
    if (batch.length === 0) return;
    const shown = batch.map((tag) => {
      const before = own.get(tag.id);
      return before ? withDifference(tag, before, asking.label) : tag;
    });
    writing = writing.then(async (problem) => {
      const asked = missing.filter((input) => shown.some((tag) => tag.id === input.id));
      const put = await library.putTags(tagRecords(key, engine, asked, shown));
      if (!put.ok) return problem ?? put.error.message;
      stored(shown.filter((tag) => (tag.differs ?? []).length > 0).length);
      return problem;
    });
  };
  const strong = createStrongEngine({
    name: asking.name,
    ask: asking.ask,
    embedded: known,
    cache: {
      // The library is the cache: what it holds was left out of `missing`.
      get: async () => null,
      set: async (_, tag) => void fresh.push(tag),
    },
    onProgress: (progress) => {
      last = progress;
      write();
      onProgress(progress);
    },
  });
  try {
    await strong.tag(missing, signal);
  } finally {
    write();
    await writing;
  }
  const problem = await writing;
  return problem === null ? ok(last) : err(problem);
}
