import type { Passage } from '../passages/passage';
import type { TagInput } from './claim';

/**
 * What an engine is given for the passages of one post, in order. `previous` is the passage before in the same text: the
 * post or one comment, never across the two.
 */
export function tagInputs(post: { key: string; title: string }, passages: readonly Passage[]): TagInput[] {
  return passages.map((passage, i) => {
    const before = passages[i - 1];
    return {
      id: passage.id,
      text: passage.text,
      heading: passage.heading,
      leadIn: passage.leadIn,
      block: passage.block,
      previous: before && before.commentId === passage.commentId ? before.text : null,
      title: post.title,
      post: post.key,
    };
  });
}
