import type { Box } from './view';

export interface Placed {
  x: number;
  y: number;
  side: 'right' | 'left' | 'below' | 'above' | 'edge';
  width: number;
  /** Room for the card's height there. */
  height: number;
}

interface Size {
  width: number;
  height: number;
}

const GAP = 14;
const EDGE = 8;
/** Less than this is no room for a card, whatever its height: it scrolls inside. */
const LEAST = 150;
/** A narrower card beside the passage is better than a wide one over the words that come next. */
const NARROW = 256;

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));

/**
 * Where a card stands beside a passage without covering it: right, left, below or above it, whichever first has room;
 * where the passage fills the window, at the edge further from the line that is being read.
 *
 * @param around the passage; @param line the line to stand beside. All in CSS pixels of the window.
 */
export function placeCard(view: Size, around: Box, line: Box, card: Size): Placed {
  const full = view.height - 2 * EDGE;
  const rightRoom = view.width - around.right - GAP - 2 * EDGE;
  const leftRoom = around.left - GAP - EDGE;
  for (const least of [card.width, NARROW]) {
    const width = (room: number) => Math.min(card.width, room);
    // A narrower card is a taller one.
    const tall = least < card.width ? card.height * 1.25 : card.height;
    const y = clamp(line.top - 10, EDGE, Math.max(EDGE, view.height - tall - EDGE));
    if (rightRoom >= least) return { x: around.right + GAP, y, side: 'right', width: width(rightRoom), height: full };
    if (leftRoom >= least)
      return { x: around.left - GAP - width(leftRoom), y, side: 'left', width: width(leftRoom), height: full };
  }
  const { width } = card;
  const x = clamp(line.left, EDGE, Math.max(EDGE, view.width - card.width - EDGE));
  const roomBelow = view.height - around.bottom - GAP - EDGE;
  const roomAbove = around.top - GAP - EDGE;
  if (roomBelow >= Math.min(card.height, LEAST) && (roomBelow >= card.height || roomBelow >= roomAbove))
    return { x, y: around.bottom + GAP, side: 'below', width, height: roomBelow };
  if (roomAbove >= Math.min(card.height, LEAST)) {
    const height = Math.min(card.height, roomAbove);
    return { x, y: around.top - GAP - height, side: 'above', width, height: roomAbove };
  }
  const middle = (line.top + line.bottom) / 2;
  const atBottom = middle < view.height / 2;
  const height = clamp(atBottom ? view.height - line.bottom - GAP - EDGE : line.top - GAP - EDGE, 80, full);
  const tall = Math.min(card.height, height);
  return { x, y: atBottom ? view.height - tall - EDGE : EDGE, side: 'edge', width, height };
}

/** Below the selection's last line, within the window; above it where the window ends there. */
export function placeBar(view: Size, around: Box, bar: Size): { x: number; y: number } {
  const x = clamp(
    (around.left + around.right) / 2 - bar.width / 2,
    EDGE,
    Math.max(EDGE, view.width - bar.width - EDGE),
  );
  const below = around.bottom + 10;
  if (below + bar.height + EDGE <= view.height) return { x, y: Math.max(EDGE, below) };
  return { x, y: clamp(around.top - bar.height - 10, EDGE, view.height - bar.height - EDGE) };
}
