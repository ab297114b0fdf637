import type { Claim } from './claim';

/** Whether a claim is shown unasked: its confidence passed the engine's precision floor. */
export const isSure = (claim: Pick<Claim, 'sure'>): boolean => claim.sure === true;
