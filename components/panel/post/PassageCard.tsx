import { memo } from 'react';
import { Quote } from '../../shared/Quote';
import { VOICE_WORDS } from '../../shared/words';
import type { NoteConflicts, OnResolve, PassageRow, PostActions, ShownClaim } from '../model';
import { ClaimLine } from './ClaimLine';

interface Props {
  row: PassageRow;
  claims: ShownClaim[];
  actions: PostActions;
  conflicts?: NoteConflicts | undefined;
  onResolve?: OnResolve | undefined;
}

/** A decision's id, as the library makes it. */
const decisionId = (passage: string, type: ShownClaim['type']) => `d:${passage}:${type}`;

/** A passage with its claims. The words are the way back: they scroll the reader's tab to where they stand. */
export const PassageCard = memo(function PassageCard({ row, claims, actions, conflicts, onResolve }: Props) {
  const { passage, voice, rating } = row;
  const asides = [
    passage.kind === 'comment' ? `comment by ${passage.author ?? 'somebody not named'}` : '',
    voice ? VOICE_WORDS[voice] : '',
    rating ? `rated ${rating.value} of ${rating.max}` : '',
  ].filter(Boolean);
  return (
    <article className="passage" data-rejected={claims.every((claim) => claim.status === 'rejected')}>
      {claims.map((claim) => (
        <ClaimLine
          key={claim.type}
          passage={passage.id}
          claim={claim}
          taken={row.claims.map((other) => other.type)}
          actions={actions}
          conflict={conflicts?.get(decisionId(passage.id, claim.type))}
          onResolve={(text) => onResolve?.(decisionId(passage.id, claim.type), text)}
        />
      ))}
      <Quote text={passage.text} action="Show in the post" onOpen={() => actions.show(passage)} />
      {asides.length > 0 ? <p className="aside">{asides.join(' · ')}</p> : null}
    </article>
  );
});
