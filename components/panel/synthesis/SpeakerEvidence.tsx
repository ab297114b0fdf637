import { useState } from 'react';
import type { ClaimType } from '../../../lib/claims/claim';
import { toldPosition } from '../../../lib/claims/sure';
import type { Evidence, Standing } from '../../../lib/synthesis/synthesis';
import { Icon } from '../../shared/Icon';
import { Quote } from '../../shared/Quote';
import { SpeakerEditor } from '../../shared/SpeakerEditor';
import { Strip } from '../../shared/Strip';
import { heardAs, isSideGuessed, plural, positionWord, standWord, VOICE_WORDS } from '../../shared/words';
import type { SynthesisActions } from '../model';
import { EvidenceActions } from './EvidenceActions';

interface Props {
  type: ClaimType;
  standing: Standing;
  others: string[];
  actions: SynthesisActions;
}

const FIRST = 4;

const SOURCE = { confirmed: 'confirmed', rating: 'written rating', label: 'labelled', machine: 'machine tag' } as const;

/** One speaker's words on a question, each leading to its post. */
export function SpeakerEvidence({ type, standing, others, actions }: Props) {
  const [all, setAll] = useState(false);
  const [editing, setEditing] = useState(false);
  const { speaker, position, evidence } = standing;
  const confirmed = evidence.some((item) => item.confirmed);
  const heard = heardAs(standing);
  const perhaps = heard === 'perhaps' || isSideGuessed(standing);
  const word = positionWord(type, position);
  /** Where one quote stands by itself: said only where it is not where the speaker stands. */
  const own = (item: Evidence) => standWord({ ...item, type });
  return (
    <section className="speaker" aria-label={speaker}>
      <div className="speaker-head">
        <h3>{speaker}</h3>
        <button
          type="button"
          className="icon-button"
          aria-label={`Rename or merge ${speaker}`}
          title="Rename or merge"
          aria-expanded={editing}
          onClick={() => setEditing(!editing)}
        >
          <Icon name="edit" size={14} />
        </button>
        <span className="grow" />
        {heard === 'reports' ? null : (
          <Strip type={type} dots={[{ name: speaker, position, confirmed, faint: perhaps }]} width={72} height={18} />
        )}
      </div>
      <p className="claim-position">
        {heard === 'reports' ? 'only reports others' : `${perhaps ? 'perhaps ' : ''}${word}`}
      </p>
      {editing ? (
        <SpeakerEditor
          name={speaker}
          others={others}
          onRename={(name) => actions.renameSpeaker(speaker, name)}
          onMerge={(into) => actions.mergeSpeakers(speaker, into)}
          onClose={() => setEditing(false)}
        />
      ) : null}
      <ul className="plain">
        {evidence.slice(0, all ? undefined : FIRST).map((item) => (
          <li key={`${item.post}:${item.passage}`}>
            <Quote
              text={item.quote}
              action={`Open in ${item.title ?? 'its post'}`}
              onOpen={() => actions.openQuote(item.post, item.passage)}
            />
            <div className="lead-line">
              <p className="aside">
                {own(item) === word ? null : <span>{own(item)}</span>}
                <span className={item.confirmed ? 'status' : 'machine'}>{SOURCE[item.source ?? 'machine']}</span>
                {item.repeats?.length ? <span>said {item.repeats.length + 1} times</span> : null}
                {item.voice !== 'a' ? <span className="reported">{VOICE_WORDS[item.voice]}</span> : null}
                {item.title ? <cite>{item.title}</cite> : null}
              </p>
              <EvidenceActions
                type={type}
                speaker={speaker}
                evidence={item}
                actions={actions}
                shown={toldPosition(item)}
              />
            </div>
          </li>
        ))}
      </ul>
      {evidence.length > FIRST ? (
        <button type="button" className="button quiet small" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${plural(evidence.length, 'quote')}`}
        </button>
      ) : null}
    </section>
  );
}
