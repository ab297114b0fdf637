/** What the round control takes of the window's edge, its distance from it included, in CSS pixels. */
const TAKEN = 56;

/** True where the post's column leaves less room than the control needs beside it on that side. Reads the layout. */
export function leavesNoRoom(
  bodies: readonly Pick<Element, 'getBoundingClientRect'>[],
  side: 'left' | 'right',
  window: Pick<Window, 'document'>,
): boolean {
  const { clientWidth } = window.document.documentElement;
  return bodies.some((body) => {
    const { left, right, width } = body.getBoundingClientRect();
    // A body that isn't drawn now hides nothing.
    if (width === 0) return false;
    return side === 'left' ? left < TAKEN : clientWidth - right < TAKEN;
  });
}
