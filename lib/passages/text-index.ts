import { isDisplayed, readingOf, texOf } from './text-rules';

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
  /** The characters of an indexed element; null where it has none or is not indexed. */
  spanOf(element: Element): { start: number; end: number } | null;
  /** The pieces behind the text, for what must not cover left-out parts. */
  readonly pieces: Pieces;
}

/**
 * The text's pieces in order, one entry each: where it starts in the text and how long it is, its node (a text node, or
 * the element of an equation) and the offset in that node; `gap` is 1 where a block's edge, a break or something left
 * out stands before it. Columns rather than objects: a long page has a hundred thousand.
 */
export interface Pieces {
  readonly start: number[];
  readonly length: number[];
  readonly node: Node[];
  readonly offset: number[];
  readonly gap: number[];
}

/** Pieces `[first, end)` belong to a node. */
interface Share {
  first: number;
  end: number;
}

const TEXT_NODE = 3;
const ELEMENT_NODE = 1;

/** Soft hyphen, zero-width space, word joiner, zero-width no-break space. Joiners (U+200C, U+200D) carry meaning and stay. */
function isDropped(code: number): boolean {
  return code === 0xad || code === 0x200b || code === 0x2060 || code === 0xfeff;
}

function isSpace(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 9 && code <= 13);
  if (code < 0xa0) return false;
  return (
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

class IndexBuilder {
  readonly pieces: Pieces = { start: [], length: [], node: [], offset: [], gap: [] };
  readonly shares = new Map<Node, Share>();
  readonly equations = new Set<Node>();
  private readonly parts: string[] = [];
  private length = 0;
  private pendingBreak = false;
  private endsInSpace = false;
  private gap = true;

  constructor(private readonly isNoise: (element: Element) => boolean) {}

  /** Yields the work done so far (nodes and characters), often; the caller decides when to rest. */
  *read(root: Element): Generator<number, void, undefined> {
    this.breakLine();
    let work = 0;
    const open: { node: Node; share: Share; after: boolean }[] = [];
    let node: Node | null = root;
    while (node !== null) {
      let into: Node | null = null;
      if (node.nodeType === TEXT_NODE) {
        this.readText(node as Text);
        work += 1 + (node as Text).data.length / 16;
      } else if (node.nodeType === ELEMENT_NODE && !this.shares.has(node)) {
        work += 1;
        const element = node as Element;
        const share = { first: this.pieces.start.length, end: this.pieces.start.length };
        this.shares.set(node, share);
        const reading = readingOf(element);
        if (reading === 'skip' || (element !== root && this.isNoise(element))) {
          this.gap = true;
        } else if (reading === 'break') {
          this.breakLine();
        } else if (reading === 'equation') {
          this.readEquation(element);
          share.end = this.pieces.start.length;
        } else {
          if (reading === 'block') this.breakLine();
          into = element.firstChild;
          if (into !== null) open.push({ node, share, after: reading === 'block' });
          else if (reading === 'block') this.breakLine();
        }
      }
      if (work > 400) {
        yield work;
        work = 0;
      }
      if (into !== null) {
        node = into;
        continue;
      }
      // On to what follows, closing the elements that end here.
      let next: Node | null = node === root ? null : node.nextSibling;
      while (next === null && open.length > 0) {
        const done = open.pop();
        if (done === undefined) break;
        done.share.end = this.pieces.start.length;
        if (done.after) this.breakLine();
        next = done.node === root ? null : done.node.nextSibling;
      }
      node = next;
    }
    this.breakLine();
    yield work;
  }

  text(): string {
    this.breakLine();
    return this.parts.join('');
  }

  private breakLine(): void {
    this.gap = true;
    if (this.length === 0) return;
    if (this.endsInSpace) this.dropLastSpace();
    this.pendingBreak = true;
  }

  /** A space before a line's end is no text. Its piece may become empty, but stays: nodes know pieces by number. */
  private dropLastSpace(): void {
    const last = this.parts.length - 1;
    this.parts[last] = (this.parts[last] as string).slice(0, -1);
    (this.pieces.length[this.pieces.length.length - 1] as number) -= 1;
    this.length -= 1;
    this.endsInSpace = false;
  }

  private open(node: Node, offset: number): void {
    if (this.pendingBreak) {
      this.parts.push('\n');
      this.length += 1;
      this.pendingBreak = false;
    }
    const { pieces } = this;
    pieces.start.push(this.length);
    pieces.length.push(0);
    pieces.node.push(node);
    pieces.offset.push(offset);
    pieces.gap.push(this.gap ? 1 : 0);
    this.gap = false;
  }

  private add(part: string): void {
    this.parts.push(part);
    this.length += part.length;
    (this.pieces.length[this.pieces.length.length - 1] as number) += part.length;
  }

  private readText(node: Text): void {
    const { data } = node;
    const share = { first: this.pieces.start.length, end: this.pieces.start.length };
    this.shares.set(node, share);
    let opened = false;
    let from = -1;
    for (let i = 0; i < data.length; i++) {
      const code = data.charCodeAt(i);
      const plain = code > 0x20 && code < 0xa0;
      if (plain || (!isDropped(code) && !isSpace(code))) {
        if (from < 0) {
          if (!opened) this.open(node, i);
          opened = true;
          from = i;
        }
        this.endsInSpace = false;
        continue;
      }
      const keepsSpace = isSpace(code) && !this.endsInSpace && (from >= 0 || this.length > 0) && !this.pendingBreak;
      if (keepsSpace && code === 0x20) {
        if (from < 0) {
          if (!opened) this.open(node, i);
          opened = true;
          from = i;
        }
        this.endsInSpace = true;
        continue;
      }
      if (from >= 0) this.add(data.slice(from, i));
      from = -1;
      if (keepsSpace) {
        if (!opened) this.open(node, i);
        opened = true;
        this.add(' ');
        this.endsInSpace = true;
      } else {
        opened = false;
      }
    }
    if (from >= 0) this.add(data.slice(from));
    share.end = this.pieces.start.length;
  }

  private readEquation(element: Element): void {
    const tex = texOf(element).replace(/\s+/gu, ' ').trim();
    if (tex === '') {
      this.gap = true;
      return;
    }
    const displayed = isDisplayed(element);
    if (displayed) this.breakLine();
    this.open(element, 0);
    this.add(tex);
    this.endsInSpace = false;
    this.equations.add(element);
    if (displayed) this.breakLine();
  }
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
    builder: IndexBuilder,
  ) {
    this.pieces = builder.pieces;
    this.shares = builder.shares;
    this.equations = builder.equations;
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
  const builder = new IndexBuilder(isNoise);
  for (const root of roots) yield* builder.read(root);
  return new BuiltIndex(builder.text(), roots, builder);
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
