import type { Author } from '../sites/post';
import type { Headings } from './headings';
import type { Passage } from './passage';

/** An element with edges, on the way from the body's root to where the walk stands. */
export interface OpenBlock {
  element: Element;
  kind: 'heading' | 'list' | 'item' | 'quote' | 'footnote' | 'cell' | 'pre' | 'fold' | 'other';
  /** What a run of text right here is. Footnote before quote before cell before item: the outermost reason to read it apart. */
  block: Passage['block'];
  level: number | null;
  /** Code is no running text; Substack keeps poems and long quotations preformatted, and those are read as quotes. */
  inPre: boolean;
  inCell: boolean;
  /** Headings made by list items above, outermost first. */
  headings: string[];
  leadIn: string | null;
  speaker: Author | null;
  /** The first words of a list item, once read. */
  ownText: string | null;
  mark: ReturnType<Headings['mark']> | null;
}

/** Summaries head their fold, whatever headings are in it. */
export const SUMMARY_LEVEL = 0;

export function openBlock(element: Element, parent: OpenBlock | undefined, speaker: Author | null): OpenBlock {
  const kind = kindOf(element, parent);
  return {
    element,
    kind,
    block: blockOf(kind, parent?.block ?? 'paragraph'),
    level: kind === 'heading' ? levelOf(element) : (parent?.level ?? null),
    inPre: kind === 'pre' || (parent?.inPre ?? false),
    inCell: kind === 'cell' || (parent?.inCell ?? false),
    headings: parent?.headings ?? [],
    leadIn: kind === 'quote' ? null : (parent?.leadIn ?? null),
    speaker: speaker ?? parent?.speaker ?? null,
    ownText: null,
    mark: null,
  };
}

function kindOf(element: Element, parent: OpenBlock | undefined): OpenBlock['kind'] {
  const tag = element.localName;
  if (/^h[1-6]$/.test(tag) || tag === 'summary') return 'heading';
  if (tag === 'details' || element.classList.contains('callout-block')) return 'fold';
  if (isFootnote(element)) return 'footnote';
  if (tag === 'ul' || tag === 'ol') return 'list';
  if (tag === 'li' && parent?.block !== 'footnote') return 'item';
  if (tag === 'blockquote' || element.classList.contains('pullquote')) return 'quote';
  if (tag === 'td' || tag === 'th') return 'cell';
  if (tag === 'pre') return element.closest('.preformatted-block') ? 'quote' : 'pre';
  return 'other';
}

function isFootnote(element: Element): boolean {
  const { classList, localName } = element;
  if (classList.contains('footnote') || classList.contains('footnote-item')) return true;
  if (element.getAttribute('role') === 'doc-endnote') return true;
  return (
    localName === 'section' && (classList.contains('footnotes') || element.getAttribute('role') === 'doc-endnotes')
  );
}

function blockOf(kind: OpenBlock['kind'], outer: Passage['block']): Passage['block'] {
  if (outer === 'footnote' || kind === 'footnote') return 'footnote';
  if (outer === 'quote' || kind === 'quote') return 'quote';
  if (outer === 'cell' || kind === 'cell') return 'cell';
  return kind === 'item' ? 'item' : outer;
}

function levelOf(element: Element): number {
  return element.localName === 'summary' ? SUMMARY_LEVEL : Number(element.localName.slice(1));
}
