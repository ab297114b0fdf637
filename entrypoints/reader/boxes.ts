import type { Box } from '../../components/page/view';

const isDrawn = (rect: DOMRect) => rect.width > 0 && rect.height > 0;

/** The drawn boxes of ranges, in the window's pixels: empty where they are in something closed or hidden. */
export function rectsOf(ranges: readonly Range[]): DOMRect[] {
  return ranges.flatMap((range) => [...range.getClientRects()].filter(isDrawn));
}

/** The least box around others. */
export function boxAround(rects: readonly Box[]): Box | null {
  if (rects.length === 0) return null;
  return {
    left: Math.min(...rects.map((rect) => rect.left)),
    top: Math.min(...rects.map((rect) => rect.top)),
    right: Math.max(...rects.map((rect) => rect.right)),
    bottom: Math.max(...rects.map((rect) => rect.bottom)),
  };
}

/** The box that holds a point, with a little room around each line. */
export function rectAt(rects: readonly DOMRect[], x: number, y: number): DOMRect | null {
  return (
    rects.find((rect) => x >= rect.left - 4 && x <= rect.right + 4 && y >= rect.top - 4 && y <= rect.bottom + 4) ?? null
  );
}

/** Plain values, which stay as they are when the page scrolls. */
export function boxOf(rect: Box): Box {
  const { left, top, right, bottom } = rect;
  return { left, top, right, bottom };
}
