/** Beyond it numbers are not exact. Stamps that a vandal drove here stay equal, and the versions decide alone. */
const LAST = 2 ** 52;

/**
 * A hybrid logical clock in one number: milliseconds that never stand still and never go back (Kulkarni et al. 2014, with
 * the counter folded into the milliseconds). No stamp is refused for being in the future: a write that saw it gets a greater one.
 */
export const tick = (last: number, now: number): number => Math.min(LAST, Math.max(last + 1, Math.floor(now)));

/** After seeing a stamp from elsewhere, own stamps are greater than it. */
export const receive = (last: number, seen: number): number => Math.min(LAST, Math.max(last, seen));
