import { readingOf } from '../../../lib/passages/text-rules';

/** The innermost blocks of running text under a root, in document order: what the mutations move, delete and edit. */
export function blocksOf(root: Element): Element[] {
  const blocks: Element[] = [];
  const visit = (element: Element): boolean => {
    const reading = readingOf(element);
    if (reading === 'skip' || reading === 'equation') return false;
    let holdsBlock = false;
    for (const child of element.children) holdsBlock = visit(child) || holdsBlock;
    if (holdsBlock) return true;
    if (reading !== 'block') return false;
    if (element !== root && (element.textContent ?? '').trim() !== '') blocks.push(element);
    return true;
  };
  visit(root);
  return blocks;
}

/** The text nodes of a block that are text for the index. */
export function textsOf(element: Element): Text[] {
  const texts: Text[] = [];
  for (const child of element.childNodes) {
    if (child.nodeType === 3) texts.push(child as Text);
    else if (child.nodeType === 1 && !['skip', 'equation'].includes(readingOf(child as Element))) {
      texts.push(...textsOf(child as Element));
    }
  }
  return texts;
}
