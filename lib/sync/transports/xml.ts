/** An element without its namespace's prefix, and its text. Attributes are not kept: no answer that is read here has its words there. */
export interface Element {
  name: string;
  text: string;
  children: Element[];
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The five entities of XML and numbered characters. Others stay as they are: no document type is read. */
const decode = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name) return ENTITIES[name] ?? whole;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<!DOCTYPE[^>[]*(?:\[[^\]]*\])?[^>]*>|<(\/?)([^\s/>]+)(?:[^>"']|"[^"]*"|'[^']*')*?(\/?)>|([^<]+)/giy;

/**
 * Reads the XML that WebDAV servers and buckets answer with; a worker has no DOMParser. Local names only, in lower case, any
 * prefix. Null for what is not well-formed: HTML of a sign-in page seldom is, and its root has another name anyway.
 */
export function parseXml(xml: string): Element | null {
  const root: Element = { name: '', text: '', children: [] };
  const open: Element[] = [root];
  const source = xml.replace(/^\uFEFF/, '');
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const match = TOKEN.exec(source);
    const top = open.at(-1);
    if (!match || !top) return null;
    const [, cdata, slash, qualified, empty, text] = match;
    if (cdata !== undefined) top.text += cdata;
    else if (text !== undefined) top.text += decode(text);
    else if (qualified !== undefined) {
      const name = (qualified.split(':').at(-1) ?? '').toLowerCase();
      if (slash) {
        if (open.length < 2 || top.name !== name) return null;
        open.pop();
        continue;
      }
      const element: Element = { name, text: '', children: [] };
      top.children.push(element);
      if (!empty) open.push(element);
      if (open.length > 40) return null;
    }
  }
  return open.length === 1 && root.children.length === 1 ? (root.children[0] ?? null) : null;
}

export const child = (element: Element | undefined, name: string): Element | undefined =>
  element?.children.find((it) => it.name === name);

export const childrenOf = (element: Element, name: string): Element[] =>
  element.children.filter((it) => it.name === name);
