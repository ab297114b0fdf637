import { JSDOM, VirtualConsole } from 'jsdom';
import type { Random } from '../../../lib/base/clock';
import { type Anchored, anchorAll } from '../../../lib/passages/anchor';
import { type FoundPassage, findPassages, indexOf } from '../../../lib/passages/find';
import { rangesOf, type TextIndex } from '../../../lib/passages/text-index';
import { readPage } from '../../../lib/sites/index';
import type { Post } from '../../../lib/sites/post';
import { seeded } from './random';

/*
 * An examiner from outside: it edits the HTML of a whole saved page, and knows of each passage only which text nodes it was
 * when the page was opened. The edited page is written out and opened again, as a program that is given a file would do.
 */

export interface Subject {
  name: string;
  html: string;
  url: string;
}

/** A passage as an editor of the HTML sees it. */
export interface Piece {
  passage: FoundPassage;
  nodes: Text[];
  /** The innermost element around all its words. */
  element: Element;
}

/** Edits pieces in place; text nodes that it divides off are added to their piece's. */
export type OutsideEdit = (pieces: Piece[], random: Random) => void;

export interface Verdict {
  piece: Piece;
  outcome: Anchored;
  /** `kept`: some of its text nodes are still in the page. */
  kept: boolean;
  /** Share of its words that are as they were. */
  same: number;
  truth: string;
  verdict: 'right' | 'wrong' | 'missed' | 'lost' | 'revived';
}

export interface Opened {
  post: Post;
  index: TextIndex;
  document: Document;
}

export function openSubject({ html, url, name }: Subject): Opened {
  const dom = new JSDOM(html, { url, virtualConsole: new VirtualConsole() });
  const { document } = dom.window;
  const post = readPage(document, new URL(url));
  if (post.site === null) throw new Error(`${name}: ${post.reason}`);
  return { post, index: indexOf(post), document };
}

export function piecesOf({ post, index }: Opened): Piece[] {
  return findPassages(post, index).map((passage) => {
    const nodes = textsIn(index, passage.start, passage.end);
    return { passage, nodes, element: around(nodes) };
  });
}

function textsIn(index: TextIndex, start: number, end: number): Text[] {
  return rangesOf(index, start, end).flatMap((range) => {
    const whole = range.commonAncestorContainer;
    if (whole.nodeType === 3) return [whole as Text];
    const walker = (whole.ownerDocument as Document).createTreeWalker(whole, 4);
    const texts: Text[] = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (range.intersectsNode(node) && (node as Text).data.trim() !== '') texts.push(node as Text);
    }
    return texts;
  });
}

function around(nodes: readonly Text[]): Element {
  let element = (nodes[0] as Text).parentElement as Element;
  while (!nodes.every((node) => element.contains(node))) element = element.parentElement as Element;
  return element;
}

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** The share of one text's words that another has, each once. */
export function commonWords(of: string, within: string): number {
  const left = new Map<string, number>();
  for (const word of wordsOf(within)) left.set(word, (left.get(word) ?? 0) + 1);
  const words = wordsOf(of);
  let common = 0;
  for (const word of words) {
    const count = left.get(word) ?? 0;
    if (count > 0) common += 1;
    left.set(word, count - 1);
  }
  return words.length === 0 ? 1 : common / words.length;
}

/** Opens, stores all passages, edits, writes out, opens again, anchors, and compares with where the text nodes went. */
export function examine(subject: Subject, edit: OutsideEdit, seed: number): Verdict[] {
  const first = openSubject(subject);
  const pieces = piecesOf(first);
  edit(pieces, seeded(seed));
  const again = openSubject({ ...subject, html: first.document.documentElement.outerHTML });
  // Read anew: comments may stand in another order now.
  const reread = readPage(first.document, new URL(subject.url));
  if (reread.site === null) throw new Error(`${subject.name}: ${reread.reason}`);
  const edited = indexOf(reread);
  if (edited.text !== again.index.text) throw new Error(`${subject.name}: the written page reads otherwise`);
  const outcomes = anchorAll(
    again.index,
    pieces.map((piece) => piece.passage.selectors),
  );
  return pieces.map((piece, i) => judge(piece, outcomes[i] as Anchored, edited));
}

function judge(piece: Piece, outcome: Anchored, edited: TextIndex): Verdict {
  const spans = piece.nodes.flatMap((node) => {
    if (!edited.roots.some((root) => root.contains(node))) return [];
    const start = edited.positionOf(node, 0, 'start');
    const end = edited.positionOf(node, node.data.length, 'end');
    return start === null || end === null || start >= end ? [] : [{ start, end }];
  });
  const truth = spans.map(({ start, end }) => edited.text.slice(start, end)).join(' ');
  const same = commonWords(piece.passage.selectors.quote.exact, truth);
  const result = { piece, outcome, kept: truth.trim() !== '', same, truth };
  if (!outcome.found) return { ...result, verdict: result.kept ? 'missed' : 'lost' };
  const inside = spans.reduce(
    (sum, span) => sum + Math.max(0, Math.min(span.end, outcome.end) - Math.max(span.start, outcome.start)),
    0,
  );
  if (inside >= 0.5 * (outcome.end - outcome.start)) return { ...result, verdict: 'right' };
  // The very words elsewhere, on a page that has them twice, are the words that were stored.
  if (outcome.text === piece.passage.selectors.quote.exact)
    return { ...result, verdict: result.kept ? 'right' : 'lost' };
  return { ...result, verdict: result.kept ? 'wrong' : 'revived' };
}
