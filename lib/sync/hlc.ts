/**
 * A hybrid logical clock in one number: milliseconds that never stand still and never go back (Kulkarni et al. 2014, with
 * the counter folded into the milliseconds). No stamp is refused for being in the future: a write that saw it gets a greater one.
 */
export const tick = (last: number, now: number): number => Math.max(last + 1, Math.floor(now));

/** After seeing a stamp from elsewhere, own stamps are greater than it. */
export const receive = (last: number, seen: number): number => Math.max(last, seen);
