import type { ClaimType } from '../../lib/claims/claim';
import { standWord, surenessWord, TOPIC_WORDS, TYPE_WORDS } from '../../lib/synthesis/words';
import type { PageClaim, QuotePart } from './view';

/** "14 claims", "1 claim". */
export const count = (n: number, one: string, many = `${one}s`) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

export const STATUS_WORDS: Record<PageClaim['status'], string> = {
  proposed: 'proposed',
  accepted: 'accepted by you',
  corrected: 'corrected by you',
  added: 'added by you',
  rejected: 'rejected by you',
};

/** How sure a proposed claim is, or that the reader decided it. */
export function surenessOf(claim: PageClaim): string {
  return claim.status === 'proposed' ? surenessWord(claim.confidence) : STATUS_WORDS[claim.status];
}

export function fieldsOf(claim: PageClaim): string {
  return claim.topics.length === 0
    ? 'field not told'
    : claim.topics.map((topic) => TOPIC_WORDS[topic].short).join(', ');
}

/** A claim as one spoken sentence. */
export function spokenClaim(
  claim: PageClaim,
  quote: readonly QuotePart[],
  place: { at: number; of: number } | null,
): string {
  const words = quote.map((part) => part.text).join('');
  const where = place ? ` Claim ${place.at} of ${place.of}.` : '';
  return `${TYPE_WORDS[claim.type].long}: ${standWord(claim)}. ${fieldsOf(claim)}. ${surenessOf(claim)}.${where} ${words}`;
}

/** The type's name for a person, or "Highlight" for words marked without one. */
export const typeName = (type: ClaimType | null) => (type ? TYPE_WORDS[type].short : 'Highlight');
