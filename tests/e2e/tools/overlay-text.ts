import type { BrowserContext, Page } from 'playwright-core';

interface DomNode {
  nodeId: number;
  nodeName: string;
  nodeValue: string;
  attributes?: string[];
  children?: DomNode[];
  shadowRoots?: DomNode[];
}

function find(node: DomNode, wanted: (node: DomNode) => boolean): DomNode | null {
  if (wanted(node)) return node;
  for (const child of [...(node.children ?? []), ...(node.shadowRoots ?? [])]) {
    const found = find(child, wanted);
    if (found) return found;
  }
  return null;
}

function textOf(node: DomNode): string {
  if (node.nodeName === '#text') return node.nodeValue;
  const labels = (node.attributes ?? []).filter((_, at, all) => at % 2 === 1 && all[at - 1] === 'aria-label');
  const inner = [...(node.children ?? []), ...(node.shadowRoots ?? [])].map(textOf);
  return [...labels.map((label) => `[${label}]`), ...inner].join(' ');
}

/** What the overlay says, labels in brackets. Its shadow root is closed to scripts, but not to the debugger. */
export async function overlayText(context: BrowserContext, page: Page): Promise<string> {
  const session = await context.newCDPSession(page);
  const { root } = (await session.send('DOM.getDocument', { depth: -1, pierce: true })) as { root: DomNode };
  await session.detach();
  const host = find(root, (node) => node.attributes?.includes('data-cruxlight') ?? false);
  return host ? textOf(host).replace(/\s+/gu, ' ') : '';
}

/** Where the innermost button or link of the overlay that says this stands in the window. */
export async function boxInOverlay(
  context: BrowserContext,
  page: Page,
  wanted: RegExp,
): Promise<{ left: number; top: number; right: number; bottom: number }> {
  const session = await context.newCDPSession(page);
  const { root } = (await session.send('DOM.getDocument', { depth: -1, pierce: true })) as { root: DomNode };
  const host = find(root, (node) => node.attributes?.includes('data-cruxlight') ?? false);
  const button =
    host && find(host, (node) => /^(?:BUTTON|A)$/u.test(node.nodeName) && wanted.test(textOf(node).trim()));
  if (!button) throw new Error(`Nothing to click says ${wanted}`);
  const { model } = (await session.send('DOM.getBoxModel', { nodeId: button.nodeId })) as {
    model: { border: number[] };
  };
  await session.detach();
  const [left = 0, top = 0, , , right = 0, bottom = 0] = model.border;
  return { left, top, right, bottom };
}

/** Clicks, as a reader would, on the innermost button or link of the overlay that says this. */
export async function clickInOverlay(context: BrowserContext, page: Page, wanted: RegExp): Promise<void> {
  const { left, top, right, bottom } = await boxInOverlay(context, page, wanted);
  await page.mouse.click((left + right) / 2, (top + bottom) / 2);
}
