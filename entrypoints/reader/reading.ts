import { type FoundPassage, findPassagesInSteps, indexInSteps, textRoots } from '../../lib/passages/find';
import { rangesOf, type TextIndex } from '../../lib/passages/text-index';
import type { Post } from '../../lib/sites/post';
import { inSlices } from './slices';

/** A post as it stands on the page now: its words, its passages, and the way back to its nodes. */
export class Reading {
  readonly byId: ReadonlyMap<string, FoundPassage>;
  private readonly ranges = new Map<string, readonly Range[]>();
  private readonly order: readonly FoundPassage[];

  constructor(
    readonly post: Post,
    readonly roots: readonly Element[],
    readonly index: TextIndex,
    readonly passages: readonly FoundPassage[],
    /** What the roots said when they were read. */
    private readonly words: string,
  ) {
    this.byId = new Map(passages.map((passage) => [passage.id, passage]));
    this.order = [...passages].sort((a, b) => a.start - b.start);
  }

  /** The nodes of a passage's words; empty where the page has changed under the reading. Made once. */
  rangesOf(passage: FoundPassage): readonly Range[] {
    return this.rangesBetween(passage.start, passage.end);
  }

  /** The same for a part of it, in offsets into the passage's text. */
  rangesOfPart(passage: FoundPassage, part: { start: number; end: number }): readonly Range[] {
    const { start, end, text } = passage;
    // Where the stored text is not what the index says (cut at a limit), its offsets mean nothing here.
    if (end - start !== text.length) return this.rangesOf(passage);
    return this.rangesBetween(start + part.start, Math.min(end, start + part.end));
  }

  private rangesBetween(start: number, end: number): readonly Range[] {
    const key = `${start}-${end}`;
    const known = this.ranges.get(key);
    if (known) return known;
    const made = rangesOf(this.index, start, end);
    this.ranges.set(key, made);
    return made;
  }

  /** The innermost passage at an offset of the index: a list item may hold others. */
  passageAt(offset: number): FoundPassage | null {
    let low = 0;
    let high = this.order.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.order[middle] as FoundPassage).start <= offset) low = middle + 1;
      else high = middle;
    }
    for (let at = low - 1; at >= Math.max(0, low - 12); at--) {
      const passage = this.order[at] as FoundPassage;
      if (offset <= passage.end) return passage;
    }
    return null;
  }

  /** False where the page has put new nodes in the place of those that were read. */
  hasNodesOf(range: Range): boolean {
    return this.index.hasRead(range.startContainer) && this.index.hasRead(range.endContainer);
  }

  /** True where another look at the page shows the same words in nodes that are still there. */
  stillStands(post: Post): boolean {
    const roots = textRoots(post);
    if (post.key !== this.post.key || roots.length !== this.roots.length) return false;
    if (!roots.every((root, at) => root === this.roots[at])) return false;
    if (wordsOf(roots) !== this.words) return false;
    return [...this.ranges.values()].every((ranges) =>
      ranges.every((range) => !range.collapsed && range.startContainer.isConnected),
    );
  }
}

const wordsOf = (roots: readonly Element[]) => roots.map((root) => root.textContent).join('\n');

/** Reads a post in short tasks. Null where the signal ended it. */
export async function readInSlices(post: Post, signal: AbortSignal): Promise<Reading | null> {
  const roots = textRoots(post);
  const words = wordsOf(roots);
  const index = await inSlices(indexInSteps(post), signal);
  if (!index) return null;
  const passages = await inSlices(findPassagesInSteps(post, index), signal);
  return passages && new Reading(post, roots, index, passages, words);
}
