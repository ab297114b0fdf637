import { hashText } from '../base/text';
import type { Author, Post, PostComment } from '../sites/post';
import { BlockWalker, type FoundBlock } from './blocks';
import { describe } from './describe';
import type { Passage } from './passage';
import { buildTextIndex, indexing, type TextIndex } from './text-index';

/** A passage on the live page: the stored part, and where it stands now. */
export interface FoundPassage extends Passage {
  /** ISO 8601 of the comment, where known; null for the post's own passages (the post has its date). */
  publishedAt: string | null;
  /** The comment's own address; null for the post's passages. */
  url: string | null;
  /** The nearest element with edges around the words. Not for storing. */
  element: Element;
  /** Offsets into the index, half open. The same as in the position selector. */
  start: number;
  end: number;
}

/** The elements that hold text, in the order of the index: bodies, then comments. Turns stand inside bodies. */
export function textRoots(post: Post): Element[] {
  return [...post.bodies, ...post.comments.map((comment) => comment.body)];
}

/** One index over the post's bodies and comments, which all selectors of its passages refer to. */
export function indexOf(post: Post): TextIndex {
  return buildTextIndex(textRoots(post), post.isNoise);
}

/** As `indexOf`, in steps of under a millisecond, for the page's thread. */
export function indexInSteps(post: Post): Generator<number, TextIndex, undefined> {
  return indexing(textRoots(post), post.isNoise);
}

/** Every passage of the post and its comments, in reading order. Linear in the page's size. */
export function findPassages(post: Post, index: TextIndex): FoundPassage[] {
  const steps = findPassagesInSteps(post, index);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** As `findPassages`, in steps of under a millisecond: run it on until a task has lasted long enough, then rest. */
export function* findPassagesInSteps(post: Post, index: TextIndex): Generator<void, FoundPassage[], undefined> {
  const speakers = new Map<Element, Author>(post.turns.map((turn) => [turn.body, turn.author]));
  const passages: FoundPassage[] = [];
  const seen = new Map<string, number>();
  const sources: { root: Element; comment: PostComment | null }[] = [
    ...post.bodies.map((root) => ({ root, comment: null })),
    ...post.comments.map((comment) => ({ root: comment.body, comment })),
  ];
  for (const { root, comment } of sources) {
    const walker = new BlockWalker({ root, index, isNoise: post.isNoise, speakers });
    for (const block of walker.blocks()) {
      if (block) passages.push(toPassage(block, post, comment, index, seen));
      yield;
    }
  }
  return passages;
}

function toPassage(
  block: FoundBlock,
  post: Post,
  comment: PostComment | null,
  index: TextIndex,
  seen: Map<string, number>,
): FoundPassage {
  const commentId = comment?.id ?? null;
  const named = `${post.key}\n${commentId ?? ''}\n${block.text}`;
  const occurrence = seen.get(named) ?? 0;
  seen.set(named, occurrence + 1);
  return {
    id: hashText(`${named}\n${occurrence}`),
    kind: comment ? 'comment' : 'post',
    author: speakerOf(block, post, comment),
    commentId,
    heading: block.heading.slice(-16).map((heading) => heading.slice(0, 1_000)),
    leadIn: block.leadIn?.slice(0, 2_000) ?? null,
    block: block.block,
    text: block.text.slice(0, 100_000),
    selectors: describe(index, block.start, Math.min(block.end, block.start + 100_000)),
    publishedAt: comment?.publishedAt ?? null,
    url: comment?.url ?? null,
    element: block.element,
    start: block.start,
    end: block.end,
  };
}

function speakerOf(block: FoundBlock, post: Post, comment: PostComment | null): string | null {
  if (block.speaker) return block.speaker.name.slice(0, 400);
  if (comment) return comment.author?.name.slice(0, 400) ?? null;
  const names = post.authors.map((author) => author.name).join(' & ');
  return names === '' ? null : names.slice(0, 400);
}
