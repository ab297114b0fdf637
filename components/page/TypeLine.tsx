import type { ClaimType } from '../../lib/claims/claim';

/** A sample of a type's line, as it stands under words: colour and form together. */
export function TypeLine({ type }: { type: ClaimType | null }) {
  return <span className={`line ${type ? `line-${type}` : 'line-own'}`} aria-hidden="true" />;
}
