import { CLAIM_TYPES, type ClaimType } from '../../lib/claims/claim';
import type { Settings } from '../../lib/library/records';
import type { Paint } from './painter';
import type { PageClaim } from './view';

/** True where the reader decided: ink, and shown whatever the density. */
export const isInk = (claim: PageClaim) => claim.status !== 'proposed' && claim.status !== 'rejected';

/** True where the density lets a claim be shown; the filter by type aside. */
export function passesDensity(claim: PageClaim, density: Settings['density']): boolean {
  if (claim.status === 'rejected') return false;
  return claim.sure || isInk(claim) || density === 'all';
}

/** The claims of a passage that are shown, in the types' order. */
export function shownClaims(claims: readonly PageClaim[], settings: Pick<Settings, 'types' | 'density'>): PageClaim[] {
  const shown = claims.filter((claim) => settings.types.includes(claim.type) && passesDensity(claim, settings.density));
  return shown.sort((a, b) => CLAIM_TYPES.indexOf(a.type) - CLAIM_TYPES.indexOf(b.type));
}

/** Pencil for a proposed claim, ink for a decided one, a faint line for one that is shown only at the density "all". */
export function paintOf(shown: readonly PageClaim[], ranges: readonly AbstractRange[]): Paint {
  return {
    ranges,
    lines: shown.map((claim) => ({ type: claim.type, faint: !claim.sure && !isInk(claim) })),
    ink: shown.filter(isInk).map((claim) => claim.type),
    own: false,
  };
}

/** The paint of words that the reader highlighted. */
export function paintOfHighlight(type: ClaimType | null, ranges: readonly AbstractRange[]): Paint {
  return type
    ? { ranges, lines: [{ type, faint: false }], ink: [type], own: false }
    : { ranges, lines: [], ink: [], own: true };
}
