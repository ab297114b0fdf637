import { collapseSpace } from '../base/text';
import type { Author } from '../sites/post';
import { type OpenBlock, openBlock, SUMMARY_LEVEL } from './block-kinds';
import { Headings } from './headings';
import type { Passage } from './passage';
import type { TextIndex } from './text-index';
import { readingOf } from './text-rules';

/** A block of running text, before it is a passage: where it stands and what is above it. Offsets into the index. */
export interface FoundBlock {
  element: Element;
  block: Passage['block'];
  start: number;
  end: number;
  /** White space collapsed. */
  text: string;
  heading: string[];
  leadIn: string | null;
  /** Who speaks, where it is not the post's (or comment's) author. */
  speaker: Author | null;
}

export interface BlockSource {
  root: Element;
  index: TextIndex;
  isNoise: (element: Element) => boolean;
  speakers: ReadonlyMap<Element, Author>;
}

const TEXT_NODE = 3;
const ELEMENT_NODE = 1;
/** A cell with fewer words is a label or a number. */
const CELL_WORDS = 5;
/** A list item that is no longer than this, and no sentence, is a heading for the list within it. */
const ITEM_HEADING = 100;
/** A paragraph that is bold from end to end and no longer than this is a heading, as the sites' own contents lists have it. */
const BOLD_HEADING = 120;
/** Below every real heading. */
const BOLD_LEVEL = 7;

/** Inline content between two block edges: one passage at most. */
interface Run {
  first: Node | null;
  last: Node | null;
  hasWords: boolean;
  isBold: boolean;
}

/** Walks one body in reading order, in linear time. Yields a block where one ends, or null after a piece of other work. */
export class BlockWalker {
  private readonly headings = new Headings();
  private readonly open: OpenBlock[] = [];
  private run: Run = emptyRun();
  private bold = 0;
  /** The paragraph just before, for a list that follows at once. */
  private previous: string | null = null;

  constructor(private readonly source: BlockSource) {}

  *blocks(): Generator<FoundBlock | null, void, undefined> {
    const { root } = this.source;
    let work = 0;
    let node: Node = root;
    for (;;) {
      if (++work % 200 === 0) yield null;
      if (node.nodeType === TEXT_NODE) this.addText(node as Text);
      else if (node.nodeType === ELEMENT_NODE) {
        const entered = this.enter(node as Element);
        if (entered.found) yield entered.found;
        if (entered.inside && node.firstChild) {
          node = node.firstChild;
          continue;
        }
        if (entered.inside) {
          const found = this.leave(node as Element);
          if (found) yield found;
        }
      }
      while (node !== root && !node.nextSibling && node.parentNode) {
        node = node.parentNode;
        const found = this.leave(node as Element);
        if (found) yield found;
      }
      if (node === root || !node.nextSibling) break;
      node = node.nextSibling;
    }
    const rest = this.endRun();
    if (rest) yield rest;
  }

  private enter(element: Element): { inside: boolean; found: FoundBlock | null } {
    const isRoot = element === this.source.root;
    const reading = readingOf(element);
    if (!isRoot && (reading === 'skip' || this.source.isNoise(element))) return { inside: false, found: null };
    if (reading === 'equation') {
      this.extend(element);
      return { inside: false, found: null };
    }
    if (reading === 'break') return { inside: false, found: null };
    if (reading === 'inline' && !isRoot && !this.source.speakers.has(element)) {
      if (isBoldTag(element)) this.bold += 1;
      return { inside: true, found: null };
    }
    const found = this.endRun();
    this.openFrame(element);
    return { inside: true, found };
  }

  private openFrame(element: Element): void {
    const frame = openBlock(element, this.open.at(-1), this.source.speakers.get(element) ?? null);
    if (frame.kind === 'list') {
      const item = this.open.at(-1);
      if (item?.kind === 'item' && item.ownText !== null) {
        if (!isItemHeading(item.ownText)) frame.leadIn = item.ownText;
        else if (frame.headings.at(-1) !== item.ownText) frame.headings = [...frame.headings, item.ownText];
      } else if (this.previous !== null) frame.leadIn = this.previous;
    }
    if (frame.kind === 'quote' || frame.kind === 'fold') frame.mark = this.headings.mark();
    if (frame.kind !== 'other') this.previous = null;
    this.open.push(frame);
  }

  private leave(element: Element): FoundBlock | null {
    const frame = this.open.at(-1);
    if (frame?.element !== element) {
      if (isBoldTag(element)) this.bold -= 1;
      return null;
    }
    const found = this.endRun();
    this.open.pop();
    if (frame.mark !== null) this.headings.restore(frame.mark);
    if (frame.kind !== 'other') this.previous = null;
    return found;
  }

  private addText(node: Text): void {
    if (!/\S/.test(node.data)) return;
    this.extend(node);
    this.run.hasWords = true;
    if (this.bold === 0) this.run.isBold = false;
  }

  private extend(node: Node): void {
    this.run.first ??= node;
    this.run.last = node;
  }

  /** Closes the run of inline content at a block's edge; gives it back where it is running text. */
  private endRun(): FoundBlock | null {
    const { run } = this;
    if (!run.first || !run.last) return null;
    this.run = emptyRun();
    const frame = this.open.at(-1);
    const span = run.hasWords ? this.spanOf(run.first, run.last) : null;
    if (!frame || !span) return null;
    const text = collapseSpace(this.source.index.text.slice(span.start, span.end));
    if (!/\p{L}/u.test(text)) return null;
    if (frame.level !== null) {
      if (frame.level === SUMMARY_LEVEL) this.headings.addSummary(text);
      else this.headings.add(frame.level, text);
      this.previous = null;
      return null;
    }
    if (frame.inPre) return null;
    if (frame.inCell && text.split(' ').length < CELL_WORDS) return null;
    const found = this.blockOf(frame, span, text);
    this.remember(frame, run, text);
    return found;
  }

  private blockOf(frame: OpenBlock, span: { start: number; end: number }, text: string): FoundBlock {
    const footnote = frame.block === 'footnote';
    return {
      element: frame.element,
      block: frame.block,
      ...span,
      text,
      heading: footnote ? [] : [...this.headings.path(), ...frame.headings],
      leadIn: footnote ? null : frame.leadIn,
      speaker: frame.speaker,
    };
  }

  /** What this block is for those after it: a heading, a list item's own words, or the paragraph before a list. */
  private remember(frame: OpenBlock, run: Run, text: string): void {
    const item = itemAround(frame, this.open);
    if (item) {
      if (item.ownText === null) {
        item.ownText = text;
        // A bold label, then paragraphs in the same item: the label stands above them.
        if (run.isBold && isItemHeading(text)) item.headings = [...item.headings, text];
      }
      this.previous = text;
      return;
    }
    if (frame.block === 'paragraph' && run.isBold && text.length <= BOLD_HEADING && !/[.,;]$/.test(text)) {
      this.headings.add(BOLD_LEVEL, text);
      this.previous = null;
      return;
    }
    this.previous = text;
  }

  private spanOf(first: Node, last: Node): { start: number; end: number } | null {
    const { index } = this.source;
    let start = index.positionOf(first, 0, 'start');
    let end = last.nodeType === TEXT_NODE ? index.positionOf(last, (last as Text).data.length, 'end') : null;
    if (last.nodeType === ELEMENT_NODE) end = index.spanOf(last as Element)?.end ?? index.positionOf(last, 0, 'end');
    if (start === null || end === null) return null;
    while (start < end && /\s/u.test(index.text[start] ?? '')) start += 1;
    while (end > start && /\s/u.test(index.text[end - 1] ?? '')) end -= 1;
    return start < end ? { start, end } : null;
  }
}

function emptyRun(): Run {
  return { first: null, last: null, hasWords: false, isBold: true };
}

function isBoldTag(element: Element): boolean {
  return element.localName === 'strong' || element.localName === 'b';
}

function isItemHeading(text: string): boolean {
  return text.length <= ITEM_HEADING && !/[.;,!?…]["”’)]?$/.test(text);
}

/** The list item whose own words a block is: it stands in it directly or in a wrapper or paragraph of it. */
function itemAround(frame: OpenBlock, open: readonly OpenBlock[]): OpenBlock | null {
  if (frame.block !== 'item') return null;
  for (let at = open.length - 1; at >= 0; at--) {
    const candidate = open[at];
    if (candidate?.kind === 'item') return candidate;
    if (candidate?.kind !== 'other') return null;
  }
  return null;
}
