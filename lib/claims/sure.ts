import type { Claim } from './claim';

/** Whether a claim is shown unasked: its confidence passed the engine's precision floor. */
export const isSure = (claim: Pick<Claim, 'sure'>): boolean => claim.sure === true;

/** From this probability up a machine's side is told; on unseen authors about three in four of those are right. */
const TOLD = 0.6;

/**
 * The position that may be told to a reader: null where the machine is unsure of the side, so that the claim is shown
 * without one and the reader is asked. A person's, and one that was read from a written rating, are always told.
 */
export function toldPosition(
  claim: Pick<Claim, 'position'> & { positionConfidence?: number | undefined },
): number | null {
  const { position, positionConfidence = 1 } = claim;
  return positionConfidence >= TOLD ? position : null;
}

/** Whether the machine has a side, but is too unsure of it to tell. */
export const isSideUnsure = (claim: Parameters<typeof toldPosition>[0]): boolean =>
  claim.position !== null && toldPosition(claim) === null;

/** Whether the reader is asked for a side: the machine is too unsure of it, or has none and nobody has looked at the claim yet. */
export const asksForSide = (claim: Parameters<typeof toldPosition>[0] & { status: string }): boolean =>
  isSideUnsure(claim) || (claim.position === null && claim.status === 'proposed');
