import { CLAIM_TYPES, type ClaimType } from '../../lib/claims/claim';
import type { Settings } from '../../lib/library/records';
import { emphasisOf, type Span } from './emphasis';
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

/** One claim's mark: which words of the passage, and on which of the lines below them. */
export interface Mark extends Span {
  type: ClaimType;
  slot: number;
  /** Shown only at the density "all". */
  faint: boolean;
  ink: boolean;
}

const overlap = (a: Span, b: Span) => a.start < b.end && b.start < a.end;

/**
 * The marks of a passage's shown claims, as offsets into its text. Where marks share words each has a line of its own,
 * the lower the later its type.
 */
export function marksOf(text: string, shown: readonly PageClaim[]): Mark[] {
  const marks: Mark[] = [];
  for (const claim of shown) {
    const span = emphasisOf(text, claim.reasons ?? []);
    const taken = marks.filter((mark) => overlap(mark, span)).map((mark) => mark.slot);
    let slot = 0;
    while (taken.includes(slot)) slot++;
    const ink = isInk(claim);
    marks.push({ ...span, type: claim.type, slot, faint: !claim.sure && !ink, ink });
  }
  return marks;
}
