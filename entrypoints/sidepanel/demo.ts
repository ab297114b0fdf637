import * as z from 'zod';
import checking from '../../assets/demo/checking-the-checkers.json';
import clamp from '../../assets/demo/clamp-it-and-see.json';
import pictures from '../../assets/demo/pictures-we-cannot-grade.json';
import slow from '../../assets/demo/the-slow-half-of-safety.json';
import { hashText } from '../../lib/base/text';
import { CLAIM_TYPES, claimSchema, ratingSchema, type Tag, topicSchema, voiceSchema } from '../../lib/claims/claim';
import { tagInputs } from '../../lib/claims/input';
import { type PostVisit, tagRecords, type VisitPassage } from '../../lib/library/library';
import type { TagRecord } from '../../lib/library/records';

const blockSchema = z.object({
  block: z.enum(['heading', 'paragraph', 'item', 'quote', 'footnote']),
  level: z.number().int().optional(),
  text: z.string().min(1),
  claims: z.array(claimSchema.pick({ type: true, position: true, confidence: true })).default([]),
  topics: z.array(topicSchema).default([]),
  voice: voiceSchema.default('a'),
  rating: ratingSchema.nullable().default(null),
});
export type DemoBlock = z.infer<typeof blockSchema>;

/** A demonstration post of our own writing, with its tags. `like` says whose page structure its own page has. */
export const demoSchema = z.object({
  key: z.string(),
  slug: z.string(),
  like: z.enum(['lesswrong', 'substack']),
  title: z.string(),
  authors: z.array(z.string()),
  publishedAt: z.string(),
  blocks: z.array(blockSchema),
  comments: z.array(
    z.object({ id: z.string(), author: z.string(), publishedAt: z.string(), blocks: z.array(blockSchema) }),
  ),
});
export type DemoPost = z.infer<typeof demoSchema>;

export const DEMO_POSTS: DemoPost[] = [pictures, clamp, slow, checking].map((post) => demoSchema.parse(post));

/** From here on a demonstration claim counts as sure, as an engine's would. */
const SURE = 0.75;
const ENGINE = 'demonstration-1';
const AROUND = 64;

function passagesOf(post: DemoPost): { passage: VisitPassage; block: DemoBlock }[] {
  const found: { passage: VisitPassage; block: DemoBlock }[] = [];
  const parts = [
    { id: null, author: post.authors.join(' & '), publishedAt: null as string | null, blocks: post.blocks },
    ...post.comments,
  ];
  for (const part of parts) {
    const heading: string[] = [];
    part.blocks.forEach((block, i) => {
      if (block.block === 'heading') {
        heading.splice((block.level ?? 2) - 2, heading.length, block.text);
        return;
      }
      found.push({
        block,
        passage: {
          id: hashText(`${post.key}\u0000${part.id ?? ''}\u0000${i}\u0000${block.text}`),
          kind: part.id === null ? 'post' : 'comment',
          author: part.author,
          commentId: part.id,
          heading: [...heading],
          leadIn: null,
          block: block.block,
          text: block.text,
          selectors: {
            quote: {
              exact: block.text,
              prefix: (part.blocks[i - 1]?.text ?? '').slice(-AROUND),
              suffix: (part.blocks[i + 1]?.text ?? '').slice(0, AROUND),
            },
          },
          publishedAt: part.publishedAt,
        },
      });
    });
  }
  return found;
}

function tagOf({ passage, block }: { passage: VisitPassage; block: DemoBlock }): Tag {
  const of = (type: string) => block.claims.find((claim) => claim.type === type)?.confidence ?? 0.02;
  return {
    id: passage.id,
    claims: block.claims.map((claim) => ({
      ...claim,
      positionConfidence: claim.confidence,
      sure: claim.confidence >= SURE,
    })),
    topics: block.topics,
    voice: block.voice,
    rating: block.rating,
    scores: Object.fromEntries(CLAIM_TYPES.map((type) => [type, of(type)])) as Tag['scores'],
  };
}

/** A demonstration post as the library takes it. `url` is where its own page lies. */
export function demoVisit(
  post: DemoPost,
  url: string,
): { visit: PostVisit; passages: VisitPassage[]; tags: TagRecord[] } {
  const found = passagesOf(post);
  const passages = found.map(({ passage }) => passage);
  const visit: PostVisit = {
    key: post.key,
    aliases: [],
    site: 'generic',
    kind: 'post',
    url,
    title: post.title,
    authors: post.authors,
    publishedAt: post.publishedAt,
    extent: 'whole',
    demo: true,
  };
  return { visit, passages, tags: tagRecords(post.key, ENGINE, tagInputs(post, passages), found.map(tagOf)) };
}
