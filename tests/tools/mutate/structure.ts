import type { Random } from '../../../lib/base/clock';
import { textsOf } from './blocks';
import { integer, pick, shuffled } from './random';

/** Takes out a share of the blocks. */
export function deleteBlocks(blocks: readonly Element[], share: number, random: Random): void {
  for (const block of blocks) if (random() < share) block.remove();
}

/** Trades the places of a share of the blocks, anywhere in the page. */
export function reorderBlocks(blocks: readonly Element[], share: number, random: Random): void {
  const movers = shuffled(
    random,
    blocks.filter((block) => block.isConnected && random() < share),
  );
  for (let i = 0; i + 1 < movers.length; i += 2) swap(movers[i] as Element, movers[i + 1] as Element);
}

/** Trades neighbours: the hardest order to tell from an edit. */
export function swapNeighbours(blocks: readonly Element[], share: number, random: Random): void {
  for (let i = 0; i + 1 < blocks.length; i += 2) {
    if (random() < share) swap(blocks[i] as Element, blocks[i + 1] as Element);
  }
}

function swap(a: Element, b: Element): void {
  if (!a.isConnected || !b.isConnected || a.contains(b) || b.contains(a)) return;
  const mark = a.ownerDocument.createComment('');
  a.replaceWith(mark);
  b.replaceWith(a);
  mark.replaceWith(b);
}

/** Puts copies of a share of the blocks right after themselves or after any other block. */
export function duplicateBlocks(blocks: readonly Element[], share: number, random: Random): void {
  for (const block of blocks) {
    if (random() >= share) continue;
    const after = random() < 0.3 ? block : pick(random, blocks);
    if (after.isConnected) after.after(block.cloneNode(true));
  }
}

/** Puts paragraphs made of other texts after a share of the blocks. */
export function insertBlocks(
  blocks: readonly Element[],
  share: number,
  texts: readonly string[],
  random: Random,
): void {
  for (const block of blocks) {
    if (random() >= share || !block.isConnected) continue;
    const added = block.ownerDocument.createElement(block.localName === 'li' ? 'li' : 'p');
    added.textContent = pick(random, texts);
    block.after(added);
  }
}

/** Wraps parts of the text in spans, as sites do for reactions, glossaries and link previews. No word changes. */
export function wrapInSpans(blocks: readonly Element[], share: number, random: Random): void {
  for (const block of blocks) {
    for (const text of textsOf(block)) {
      if (text.data.length < 8 || random() >= share) continue;
      const middle = text.splitText(integer(random, text.data.length - 4) + 1);
      if (middle.data.length > 3) middle.splitText(integer(random, middle.data.length - 2) + 1);
      const span = block.ownerDocument.createElement(pick(random, ['span', 'em', 'a']));
      middle.replaceWith(span);
      span.append(middle);
    }
  }
}

/** Puts footnote markers after a share of the blocks' words. No word changes. */
export function addFootnotes(blocks: readonly Element[], share: number, random: Random): void {
  for (const block of blocks) {
    const text = textsOf(block)[0];
    if (text === undefined || text.data.length < 8 || random() >= share) continue;
    const mark = block.ownerDocument.createElement('sup');
    mark.className = 'footnote-ref';
    mark.textContent = '[7]';
    text.splitText(integer(random, text.data.length)).before(mark);
  }
}

/** Breaks a share of the blocks' lines at a space with `<br>`. No word changes. */
export function breakLines(blocks: readonly Element[], share: number, random: Random): void {
  for (const block of blocks) {
    const text = textsOf(block)[0];
    const space = text?.data.indexOf(' ', integer(random, Math.max(1, text.data.length))) ?? -1;
    if (text === undefined || space < 0 || random() >= share) continue;
    text.splitText(space).before(block.ownerDocument.createElement('br'));
  }
}
