import type { Claim, Tag } from '../../../lib/claims/claim';

const sides = (position: number | null) =>
  position === null ? 'without a side' : position > 0 ? 'plus' : position < 0 ? 'minus' : 'both sides';

/**
 * A stronger engine's tag in which its difference from the embedded one can be seen: where both find a claim with opposite
 * sides, or only the stronger one finds it, its first reason says so; where only the embedded one was sure, its claim
 * stays as a doubtful one (half as sure, not shown unasked) with the same note, instead of vanishing.
 */
export function withDifference(tag: Tag, embedded: Tag, label: string): Tag {
  const differs = tag.differs ?? [];
  if (differs.length === 0) return tag;
  const noted = (claim: Claim, words: string): Claim => ({
    ...claim,
    reasons: [{ label: words.slice(0, 200), weight: 0 }, ...(claim.reasons ?? [])].slice(0, 24),
  });
  const claims = tag.claims.map((claim) => {
    if (!differs.includes(claim.type)) return claim;
    const other = embedded.claims.find((it) => it.type === claim.type);
    const said = other ? `says ${sides(other.position)}` : 'finds none';
    return noted(claim, `engines differ: the embedded model ${said}`);
  });
  for (const claim of embedded.claims) {
    if (!differs.includes(claim.type) || claims.some((it) => it.type === claim.type)) continue;
    const doubtful = { ...claim, confidence: claim.confidence / 2, sure: false };
    claims.push(noted(doubtful, `engines differ: ${label} finds none`));
  }
  return { ...tag, claims };
}
