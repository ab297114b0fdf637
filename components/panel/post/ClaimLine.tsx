import { useId, useState } from 'react';
import { asksForSide } from '../../../lib/claims/sure';
import { Icon } from '../../shared/Icon';
import { TypeMark } from '../../shared/TypeMark';
import { claimSureness, standWord, TOPIC_WORDS, TYPE_WORDS } from '../../shared/words';
import type { ClaimStatus, PostActions, ShownClaim } from '../model';
import { ClaimEditor } from './ClaimEditor';
import { NoteConflict } from './NoteConflict';
import { NoteEditor } from './NoteEditor';

const STATUS: Record<ClaimStatus, string> = {
  proposed: '',
  accepted: 'confirmed',
  corrected: 'corrected by you',
  added: 'added by you',
  rejected: 'rejected',
};

interface Props {
  passage: string;
  claim: ShownClaim;
  /** Types that this passage has already, so that a claim isn't turned into a second one of the same type. */
  taken: ShownClaim['type'][];
  actions: PostActions;
  /** The texts of its note where sync found more than one. */
  conflict?: string[] | undefined;
  onResolve?: ((text: string) => void) | undefined;
}

/** One claim of a passage: what it says, how sure, and the reader's decision about it. */
export function ClaimLine({ passage, claim, taken, actions, conflict, onResolve }: Props) {
  const [open, setOpen] = useState<'edit' | 'note' | null>(null);
  const id = useId();
  const { type } = claim;
  const name = `${TYPE_WORDS[type].short}: ${standWord(claim)}`;
  const accepted = claim.status !== 'proposed' && claim.status !== 'rejected';
  // A pressed button pressed again takes the decision back; but never a note with it.
  const decide = (verdict: 'accepted' | 'rejected', pressed: boolean) => {
    if (!pressed) actions.decide({ passage, type, verdict });
    else if (claim.note === '' && !conflict) actions.clear(passage, type);
  };
  const toggle = (what: 'edit' | 'note') => setOpen(open === what ? null : what);
  return (
    <div className="claim" data-status={claim.status} data-type={type}>
      <div className="claim-line">
        <p className="claim-words">
          <TypeMark type={type} />
        </p>
        <fieldset className="claim-actions">
          <legend className="visually-hidden">{name}</legend>
          <button
            type="button"
            className="icon-button accept"
            aria-pressed={accepted}
            aria-label="Accept"
            title="Accept"
            onClick={() => decide('accepted', accepted)}
          >
            <Icon name="check" />
          </button>
          <button
            type="button"
            className="icon-button reject"
            aria-pressed={claim.status === 'rejected'}
            aria-label="Reject"
            title="Reject"
            onClick={() => decide('rejected', claim.status === 'rejected')}
          >
            <Icon name="cross" />
          </button>
          <button
            type="button"
            className="icon-button"
            aria-expanded={open === 'edit'}
            aria-controls={id}
            aria-label="Change"
            title="Change type, side or field"
            onClick={() => toggle('edit')}
          >
            <Icon name="edit" />
          </button>
          {conflict ? null : (
            <button
              type="button"
              className="icon-button"
              aria-expanded={open === 'note'}
              aria-controls={id}
              aria-label={claim.note ? 'Change the note' : 'Add a note'}
              title={claim.note ? 'Change the note' : 'Add a note'}
              onClick={() => toggle('note')}
            >
              <Icon name="note" />
            </button>
          )}
        </fieldset>
      </div>
      <p className="claim-meta">
        {asksForSide(claim) ? (
          <button
            type="button"
            className="ask-side"
            aria-expanded={open === 'edit'}
            aria-controls={id}
            onClick={() => setOpen('edit')}
          >
            which side?
          </button>
        ) : (
          <b>{standWord(claim)}</b>
        )}
        <span>
          {claim.topics.length > 0
            ? claim.topics.map((topic) => TOPIC_WORDS[topic].short).join(', ')
            : 'field not clear'}
        </span>
        {claim.status === 'proposed' ? (
          <span className="sureness">{claimSureness(claim.confidence)}</span>
        ) : (
          <span className="status">{STATUS[claim.status]}</span>
        )}
      </p>
      <div id={id}>
        {open === 'edit' ? (
          <ClaimEditor
            claim={claim}
            taken={taken}
            onDecide={(change) => actions.decide({ passage, type, verdict: 'accepted', ...change })}
            onRetype={(to) => actions.retype(passage, type, to)}
            onClose={() => setOpen(null)}
          />
        ) : null}
        {open === 'note' && !conflict ? (
          <NoteEditor
            note={claim.note}
            onSave={(note) => {
              actions.note(passage, type, note);
              setOpen(null);
            }}
            onCancel={() => setOpen(null)}
          />
        ) : null}
      </div>
      {conflict ? <NoteConflict texts={conflict} onResolve={(text) => onResolve?.(text)} /> : null}
      {claim.note && open !== 'note' && !conflict ? <p className="note">{claim.note}</p> : null}
    </div>
  );
}
