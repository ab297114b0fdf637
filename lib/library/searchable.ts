import type { Core } from './database';
import { wordBag } from './fold';

/** The words of a post by which a search finds it, after its passages changed. */
export async function searchable(core: Core, post: string): Promise<void> {
  const passages = await core.passages.where('post', post);
  await core.words.put({ post, text: wordBag(passages.map((passage) => passage.text)) });
}
