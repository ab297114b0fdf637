import { isDisplayed, readingOf, texOf } from './text-rules';

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
export interface Share {
  first: number;
  end: number;
}

export const TEXT_NODE = 3;
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

/** Reads roots one after the other into text, pieces, and each node's share of the pieces. */
export class TextReader {
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
