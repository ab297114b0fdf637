import { collapseSpace } from '../base/text';

/** The visible words of a small element (a title, a name), white space collapsed. Drawings and scripts are left out. */
export function textOf(element: Element | null): string {
  if (!element) return '';
  let text = '';
  const visit = (node: Node): void => {
    for (const child of node.childNodes) {
      if (child.nodeType === 3) text += child.nodeValue ?? '';
      else if (child.nodeType === 1 && !/^(script|style|svg|template|noscript)$/i.test(child.nodeName)) visit(child);
    }
  };
  visit(element);
  return collapseSpace(text.replace(/[\u00ad\u200b\u2060\ufeff]/g, ''));
}

/**
 * The contents of every `<meta>` of this name or property. Looked up in the whole document: LessWrong streams its metas
 * into the body. Some savers rename `property` to `name` and `content` to `value`, so both are read.
 */
export function metaContents(document: Document, name: string): string[] {
  const metas = document.querySelectorAll(`meta[property="${name}"], meta[name="${name}"]`);
  return Array.from(metas, (meta) =>
    collapseSpace(meta.getAttribute('content') ?? meta.getAttribute('value') ?? ''),
  ).filter((content) => content !== '');
}

export function metaContent(document: Document, name: string): string | null {
  return metaContents(document, name)[0] ?? null;
}

/** An absolute http(s) address, or null where the text is none. */
export function absoluteUrl(href: string | null | undefined, base: URL | string): string | null {
  const url = href ? parseUrl(href, base) : null;
  return url && /^https?:$/.test(url.protocol) ? url.href : null;
}

export function parseUrl(href: string, base?: URL | string): URL | null {
  return URL.canParse(href, base) ? new URL(href, base) : null;
}
