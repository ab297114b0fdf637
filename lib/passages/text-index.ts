import { type Pieces, type Share, TEXT_NODE, TextReader } from './text-reader';

/**
 * The words of a page as one string, with the way back to its nodes. White space is one space; soft hyphens and
 * zero-width characters are dropped; a block's edge and `<br>` are one '\n'; equations are their TeX; footnote markers
 * and controls are left out. Nothing of the page is changed, and the index is of the page as it was when it was built.
 * Offsets are UTF-16 code units. Both lookups are O(log n).
 */
export interface TextIndex {
  readonly text: string;
  readonly roots: readonly Element[];
  /** The range of `text.slice(start, end)`; an equation that is touched is in it whole. Null where the page has changed under it. */
  rangeOf(start: number, end: number): Range | null;
  /**
   * How many characters of `text` stand before a boundary point; null outside the roots. Within a piece that can't be
   * divided (an equation) it is the piece's start, or with `'end'` its end.
   */
  positionOf(node: Node, offset: number, within?: 'start' | 'end'): number | null;
  /** True for a node that was read or left out when the index was built, false for one that came later or stands outside. */
  hasRead(node: Node): boolean;
  /** The characters of an indexed element; null where it has none or is not indexed. */
  spanOf(element: Element): { start: number; end: number } | null;
  /** The pieces behind the text, for what must not cover left-out parts. */
  readonly pieces: Pieces;
}

/** The last of ascending `values[from..to)` that is at most `value`; `from - 1` where none is. */
function lastAtMost(values: readonly number[], value: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

class BuiltIndex implements TextIndex {
  readonly pieces: Pieces;
  private readonly shares: Map<Node, Share>;
  private readonly equations: Set<Node>;

  constructor(
    readonly text: string,
    readonly roots: readonly Element[],
    reader: TextReader,
  ) {
    this.pieces = reader.pieces;
    this.shares = reader.shares;
    this.equations = reader.equations;
  }

  rangeOf(start: number, end: number): Range | null {
    if (!(start >= 0 && start <= end && end <= this.text.length) || this.pieces.start.length === 0) return null;
    const from = this.boundary(start, start < end ? 'start' : 'end');
    const to = this.boundary(end, 'end');
    return from !== null && to !== null ? rangeBetween(from, to) : null;
  }

  positionOf(node: Node, offset: number, within: 'start' | 'end' = 'start'): number | null {
    if (node.nodeType === TEXT_NODE) {
      const share = this.shares.get(node);
      if (share !== undefined) return this.positionInText(share, offset);
    } else if (this.shares.has(node) && !this.equations.has(node)) {
      // A boundary point of an element stands before one of its children, or at its end.
      const before = node.childNodes[offset - 1];
      // Ranges that begin or end with an equation have such points, and must be read back as they were made.
      if (before !== undefined && this.equations.has(before)) {
        return this.endOfPiecesBefore((this.shares.get(before) as Share).end);
      }
      const child = node.childNodes[offset];
      if (child === undefined) return this.endOfPiecesBefore((this.shares.get(node) as Share).end);
      const share = this.shares.get(child);
      if (share !== undefined) return this.startOfPieces(share);
      return this.positionBeforeUnread(child, node);
    }
    return this.positionOfUnread(node, within);
  }

  hasRead(node: Node): boolean {
    let up: Node | null = node;
    while (up !== null && !this.shares.has(up)) up = up.parentNode;
    if (up === null || up === node) return up === node;
    // What was left out, and equations, have no shares for what is in them; other elements have one for every node.
    const share = this.shares.get(up) as Share;
    return this.equations.has(up) || share.first === share.end;
  }

  spanOf(element: Element): { start: number; end: number } | null {
    const share = this.shares.get(element);
    if (share === undefined || share.first === share.end) return null;
    const start = this.pieces.start[share.first] as number;
    const end = this.endOfPiecesBefore(share.end);
    return start < end ? { start, end } : null;
  }

  private boundary(position: number, side: 'start' | 'end'): { node: Node; offset: number } | null {
    const { pieces } = this;
    let at = lastAtMost(pieces.start, position, 0, pieces.start.length);
    if (side === 'end' && position > 0) {
      // The end of the piece that holds the character before, unless that character is a line's end.
      const before = lastAtMost(pieces.start, position - 1, 0, pieces.start.length);
      if (before >= 0 && position - (pieces.start[before] as number) <= (pieces.length[before] as number)) at = before;
    }
    if (at < 0) at = 0;
    const node = pieces.node[at] as Node;
    const within = position - (pieces.start[at] as number);
    const length = pieces.length[at] as number;
    if (within > length) return null;
    if (!this.equations.has(node)) return { node, offset: (pieces.offset[at] as number) + within };
    const parent = node.parentNode;
    if (parent === null) return null;
    const index = Array.prototype.indexOf.call(parent.childNodes, node);
    const after = side === 'end' ? within > 0 : within === length;
    return { node: parent, offset: after ? index + 1 : index };
  }

  private positionInText(share: Share, offset: number): number {
    const { pieces } = this;
    const at = lastAtMost(pieces.offset, offset, share.first, share.end);
    if (at < share.first) return this.startOfPieces(share);
    const inside = Math.min(offset - (pieces.offset[at] as number), pieces.length[at] as number);
    return (pieces.start[at] as number) + inside;
  }

  /** Where pieces start that may be none: then where the text before them ends. */
  private startOfPieces(share: Share): number {
    if (share.first < share.end) return this.pieces.start[share.first] as number;
    return this.endOfPiecesBefore(share.first);
  }

  private endOfPiecesBefore(end: number): number {
    if (end === 0) return 0;
    return (this.pieces.start[end - 1] as number) + (this.pieces.length[end - 1] as number);
  }

  /** A child that is no element and no text (a comment), or that came after the index: as what comes before it. */
  private positionBeforeUnread(child: Node, parent: Node): number {
    for (let node = child.previousSibling; node !== null; node = node.previousSibling) {
      const share = this.shares.get(node);
      if (share !== undefined) return this.endOfPiecesBefore(share.end);
    }
    return this.startOfPieces(this.shares.get(parent) as Share);
  }

  /** Inside what is left out, or inside an equation: as the nearest ancestor that was read. */
  private positionOfUnread(node: Node, within: 'start' | 'end'): number | null {
    for (let up: Node | null = node; up !== null; up = up.parentNode) {
      const share = this.shares.get(up);
      if (share === undefined) continue;
      return within === 'end' ? this.endOfPiecesBefore(share.end) : this.startOfPieces(share);
    }
    return null;
  }
}

/** Null where the nodes no longer are in a document, have shrunk, or stand in the wrong order. */
function rangeBetween(from: { node: Node; offset: number }, to: { node: Node; offset: number }): Range | null {
  if (!from.node.isConnected || !to.node.isConnected) return null;
  if (from.offset > sizeOf(from.node) || to.offset > sizeOf(to.node)) return null;
  const range = (from.node.ownerDocument as Document).createRange();
  range.setStart(from.node, from.offset);
  range.setEnd(to.node, to.offset);
  // setEnd before the start moves the start: then the roots were not in the document's order.
  return range.startContainer === from.node && range.startOffset === from.offset ? range : null;
}

function sizeOf(node: Node): number {
  return node.nodeType === TEXT_NODE ? (node as Text).data.length : node.childNodes.length;
}

/** As `buildTextIndex`, in steps of well under a millisecond: run it on until a task has lasted long enough, then rest. */
export function* indexing(
  roots: readonly Element[],
  isNoise: (element: Element) => boolean,
): Generator<number, TextIndex, undefined> {
  const reader = new TextReader(isNoise);
  for (const root of roots) yield* reader.read(root);
  return new BuiltIndex(reader.text(), roots, reader);
}

/** Reads the roots in the order given (a root within an earlier one is read once). Linear in the page's size. */
export function buildTextIndex(roots: Element[], isNoise: (element: Element) => boolean): TextIndex {
  const steps = indexing(roots, isNoise);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The characters within a range of the page, as a reader's selection gives it; null where it has no indexed text. */
export function spanOfRange(index: TextIndex, range: AbstractRange): { start: number; end: number } | null {
  const start = index.positionOf(range.startContainer, range.startOffset, 'start');
  const end = index.positionOf(range.endContainer, range.endOffset, 'end');
  if (start === null || end === null || start >= end) return null;
  return { start, end };
}

/**
 * A range for each unbroken run of text in `[start, end)`: split at block edges, breaks and whatever is left out, so that
 * what is painted covers words and nothing else. Empty where the page has changed under the index.
 */
export function rangesOf(index: TextIndex, start: number, end: number): Range[] {
  const { pieces } = index;
  const ranges: Range[] = [];
  let at = Math.max(0, lastAtMost(pieces.start, start, 0, pieces.start.length));
  let from = -1;
  let to = -1;
  const close = () => {
    const range = from >= 0 && from < to ? index.rangeOf(from, to) : null;
    if (range !== null) ranges.push(range);
  };
  for (; at < pieces.start.length && (pieces.start[at] as number) < end; at++) {
    const pieceStart = pieces.start[at] as number;
    const pieceEnd = pieceStart + (pieces.length[at] as number);
    if (pieces.gap[at] === 1) {
      close();
      from = -1;
    }
    const left = Math.max(start, pieceStart);
    const right = Math.min(end, pieceEnd);
    if (left >= right) continue;
    if (from < 0) from = left;
    to = right;
  }
  close();
  return ranges;
}
