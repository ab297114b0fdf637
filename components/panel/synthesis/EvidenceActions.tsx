import { useState } from 'react';
import type { ClaimType } from '../../../lib/claims/claim';
import type { Evidence } from '../../../lib/synthesis/synthesis';
import { Icon } from '../../shared/Icon';
import { positionWord, SIDE_UNSURE, TYPE_WORDS } from '../../shared/words';
import type { SynthesisActions } from '../model';
import { ClaimEditor } from '../post/ClaimEditor';

interface Props {
  type: ClaimType;
  speaker: string;
  evidence: Evidence;
  actions: Pick<SynthesisActions, 'decide' | 'retype'>;
  /** The side that stands beside the words here, which accepting confirms; null where none is told. */
  shown: number | null;
  /** False where the words say something that the machine's tag does not: there is nothing right to accept. */
  acceptable?: boolean;
}

/**
 * Accept, reject or change a machine's tag where its words are read. What the reader decided already shows none, but for a claim that
 * was accepted without a side: that can be given one.
 */
export function EvidenceActions({ type, speaker, evidence, actions, shown, acceptable = true }: Props) {
  const [editing, setEditing] = useState(false);
  const { post, passage, position, topics = [] } = evidence;
  const proposed = evidence.source === 'machine';
  if (!proposed && !(evidence.confirmed && position === null)) return null;
  const unsure = shown === null && position !== null;
  const what = `${speaker}: ${TYPE_WORDS[type].short}, ${unsure ? SIDE_UNSURE : positionWord(type, shown)}`;
  return (
    <>
      <fieldset className="claim-actions">
        <legend className="visually-hidden">{what}</legend>
        {proposed && acceptable ? (
          <button
            type="button"
            className="icon-button accept"
            aria-label={`Accept “${what}”`}
            title="Accept"
            onClick={() => actions.decide(post, { passage, type, verdict: 'accepted', shown })}
          >
            <Icon name="check" />
          </button>
        ) : null}
        <button
          type="button"
          className="icon-button reject"
          aria-label={`Reject “${what}”`}
          title="Reject"
          onClick={() => actions.decide(post, { passage, type, verdict: 'rejected' })}
        >
          <Icon name="cross" />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-expanded={editing}
          aria-label={`Change “${what}”`}
          title="Change type, side or field"
          onClick={() => setEditing(!editing)}
        >
          <Icon name="edit" />
        </button>
      </fieldset>
      {editing ? (
        <ClaimEditor
          claim={{ type, position: acceptable ? shown : null, topics }}
          taken={[]}
          onDecide={(change) =>
            actions.decide(post, {
              passage,
              type,
              verdict: 'accepted',
              ...(acceptable ? { shown } : {}),
              ...change,
            })
          }
          onRetype={(to) => actions.retype(post, passage, type, to)}
          onClose={() => setEditing(false)}
        />
      ) : null}
    </>
  );
}
