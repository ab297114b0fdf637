import type { Engine, Tag } from '../../lib/claims/claim';
import { tagInputs } from '../../lib/claims/input';
import type { ClaimLine } from '../../lib/synthesis/synthesis';
import type { ReadPage } from './page';

export interface TaggedPage extends ReadPage {
  tags: Tag[];
}

export async function tagPage(page: ReadPage, engine: Engine): Promise<TaggedPage> {
  return { ...page, tags: await engine.tag(tagInputs(page.post, page.passages)) };
}

/** A tagged page as lines for the synthesis. */
export function claimLines(page: TaggedPage): ClaimLine[] {
  const { post, passages, tags } = page;
  return passages.map((passage, order) => {
    const tag = tags[order]!;
    return {
      id: passage.id,
      post: post.key,
      title: post.title,
      author: passage.author,
      publishedAt: passage.publishedAt ?? post.publishedAt,
      text: passage.text,
      claims: tag.claims.map(({ type, position, confidence, positionConfidence }) => ({
        type,
        position,
        confidence,
        ...(positionConfidence === undefined ? {} : { positionConfidence }),
      })),
      topics: tag.topics,
      voice: tag.voice,
      rating: tag.rating,
      ...(tag.ratings ? { ratings: tag.ratings } : {}),
      url: passage.url ?? post.url,
      site: post.site,
      kind: passage.kind,
      order,
    };
  });
}
