import { CLAIM_TYPES, type ClaimType, type Reason, type Tag, type Topic } from '../claims/claim';
import type { Annotation } from './records';

/** `proposed` is the machine's alone; `rejected` is kept so that it can be shown and taken back. */
export type ClaimStatus = 'proposed' | 'accepted' | 'corrected' | 'added' | 'rejected';

/** One claim of one passage, as it stands after the reader's decisions. */
export interface EffectiveClaim {
  type: ClaimType;
  /** -1 to 1; null where it cannot be told. */
  position: number | null;
  /** Probability 0 to 1; 1 once the reader decided. */
  confidence: number;
  /** Probability that the position's sign is right; absent once the reader decided, and where there is no position. */
  positionConfidence?: number;
  /** The machine's claim passes its engine's precision floor; true once the reader decided. */
  sure?: boolean;
  topics: Topic[];
  status: ClaimStatus;
  /** The words and signals that decided the machine's claim. */
  reasons: Reason[];
  note: string;
}

/** True where the reader stands behind the claim. */
export function isConfirmed(claim: EffectiveClaim): boolean {
  return claim.status === 'accepted' || claim.status === 'corrected' || claim.status === 'added';
}

const sameTopics = (a: readonly Topic[], b: readonly Topic[]) =>
  a.length === b.length && a.every((topic) => b.includes(topic));

/**
 * The machine's claims with the reader's decisions applied, in the order of the codebook. What the reader accepted keeps
 * the position that was shown then (`seen`), whatever a later model says.
 */
export function effectiveClaims(tag: Tag | null, decisions: readonly Annotation[]): EffectiveClaim[] {
  const claims: EffectiveClaim[] = [];
  for (const type of CLAIM_TYPES) {
    const machine = tag?.claims.find((claim) => claim.type === type);
    const decision = decisions.find((d) => d.kind === 'decision' && d.type === type && d.deletedAt === null);
    if (!machine && !decision) continue;
    const proposal = {
      position: (decision?.seen ?? machine)?.position ?? null,
      topics: decision?.seen?.topics ?? tag?.topics ?? [],
    };
    const reasons = machine?.reasons ?? [];
    if (!decision) {
      const claim: EffectiveClaim = {
        type,
        position: proposal.position,
        confidence: machine?.confidence ?? 0,
        topics: proposal.topics,
        status: 'proposed',
        reasons,
        note: '',
      };
      if (machine?.positionConfidence !== undefined) claim.positionConfidence = machine.positionConfidence;
      if (machine?.sure !== undefined) claim.sure = machine.sure;
      claims.push(claim);
      continue;
    }
    const position = decision.position === undefined ? proposal.position : decision.position;
    const topics = decision.topics ?? proposal.topics;
    const changed = position !== proposal.position || !sameTopics(topics, proposal.topics);
    claims.push({
      type,
      position,
      confidence: 1,
      sure: true,
      topics,
      status: decision.verdict === 'accepted' && changed ? 'corrected' : (decision.verdict ?? 'accepted'),
      reasons,
      note: decision.note,
    });
  }
  return claims;
}
