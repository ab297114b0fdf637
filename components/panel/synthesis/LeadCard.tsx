import type { Lead, LeadVoice } from '../../../lib/synthesis/synthesis';
import { Quote } from '../../shared/Quote';
import { TypeMark } from '../../shared/TypeMark';
import { hintWord, positionWord, standWord, TOPIC_WORDS } from '../../shared/words';
import type { SynthesisActions } from '../model';
import { EvidenceActions } from './EvidenceActions';

interface Props {
  lead: Lead;
  /** Finds the card again after a decision. */
  name: string;
  actions: SynthesisActions;
  onOpen: () => void;
}

const NOTES: Record<Lead['kind'], string | null> = {
  'same field': null,
  'nearby fields': 'Not quite one question: one speaks of the whole field, the other of parts of it.',
  comparison: 'Not quite one question: one compares with other fields, the other says how good it is.',
};

/** A question that seems to have two sides: who, on which sentence, how sure; and the reader's decision right there. */
export function LeadCard({ lead, name, actions, onOpen }: Props) {
  const note = NOTES[lead.kind];
  return (
    <article className="crux lead" data-type={lead.type} data-lead={name} aria-label={lead.question}>
      <p className="crux-meta">
        <TypeMark type={lead.type} />
        <span className="sureness">not confirmed</span>
      </p>
      <h3>
        <button type="button" className="title-link" onClick={onOpen}>
          {lead.question}
        </button>
      </h3>
      <div className="crux-sides">
        <Side lead={lead} word="Yes" voices={lead.yes} actions={actions} onOpen={onOpen} />
        <Side lead={lead} word="No" voices={lead.no} actions={actions} onOpen={onOpen} />
      </div>
      {note === null ? null : <p className="aside">{note}</p>}
    </article>
  );
}

interface SideProps {
  lead: Lead;
  word: 'Yes' | 'No';
  voices: LeadVoice[];
  actions: SynthesisActions;
  onOpen: () => void;
}

/** Speakers shown on a side; the evidence has them all. */
const FIRST = 2;

function Side({ lead, word, voices, actions, onOpen }: SideProps) {
  const bySpeaker = Map.groupBy(voices, (voice) => voice.speaker);
  const more = bySpeaker.size - FIRST;
  return (
    <div className="crux-side" data-side={word}>
      <p className="lead-answer">{word === 'Yes' ? 'Seems to say yes' : 'Seems to say no'}</p>
      {[...bySpeaker].slice(0, FIRST).map(([speaker, own]) => (
        <section key={speaker} className="lead-voice" aria-label={`${speaker}, ${word.toLowerCase()}`}>
          <h4>{speaker}</h4>
          <Ratings voices={own} actions={actions} />
          {own.filter(isShown).map((voice) => (
            <Voice key={`${voice.topic}:${voice.evidence.passage}`} lead={lead} voice={voice} actions={actions} />
          ))}
        </section>
      ))}
      {more > 0 ? (
        <button type="button" className="link lead-more" onClick={onOpen}>
          and {more} more
        </button>
      ) : null}
    </div>
  );
}

/** Of written ratings the first is quoted; the numbers stand above it, each leading to its own words. */
function isShown(voice: LeadVoice, at: number, all: LeadVoice[]): boolean {
  return voice.evidence.rating === undefined || all.findIndex((it) => it.evidence.rating !== undefined) === at;
}

function Ratings({ voices, actions }: { voices: LeadVoice[]; actions: SynthesisActions }) {
  const rated = voices.flatMap(({ topic, evidence }) =>
    evidence.rating === undefined ? [] : [{ topic, evidence, rating: evidence.rating }],
  );
  if (rated.length === 0) return null;
  return (
    <ul className="plain lead-ratings">
      {rated.map(({ topic, evidence, rating }) => (
        <li key={evidence.passage}>
          <button
            type="button"
            className="link"
            title="Open in its post"
            onClick={() => actions.openQuote(evidence.post, evidence.passage)}
          >
            {rating.item?.trim() || TOPIC_WORDS[topic].short}
          </button>{' '}
          <b>
            {rating.value}/{rating.max}
          </b>
        </li>
      ))}
    </ul>
  );
}

function Voice({ lead, voice, actions }: { lead: Lead; voice: LeadVoice; actions: SynthesisActions }) {
  const { speaker, topic, sureness, evidence, comparison } = voice;
  const compares = comparison !== undefined;
  const decided = evidence.source !== 'machine';
  return (
    <>
      <Quote
        text={comparison ?? evidence.quote}
        whole={compares}
        action={`Open in ${evidence.title ?? 'its post'}`}
        onOpen={() => actions.openQuote(evidence.post, evidence.passage)}
      />
      <div className="lead-line">
        <p className="claim-meta">
          {evidence.rating === undefined ? (
            <b>{compares ? 'no worse than elsewhere' : positionWord(lead.type, evidence.position)}</b>
          ) : null}
          {topic === lead.topic || evidence.rating !== undefined ? null : <span>{TOPIC_WORDS[topic].short}</span>}
          {compares ? (
            <span className="sureness">by its words</span>
          ) : decided ? (
            <span className={evidence.confirmed ? 'status' : ''}>{DECIDED[evidence.source ?? 'machine']}</span>
          ) : (
            <span className="sureness">{hintWord(sureness)}</span>
          )}
        </p>
        <EvidenceActions
          type={lead.type}
          speaker={speaker}
          evidence={evidence}
          actions={actions}
          shown={evidence.position}
          acceptable={!compares}
        />
      </div>
      {compares && !decided ? (
        <p className="aside">
          The machine’s own tag for this passage is “{standWord({ ...evidence, type: lead.type })}”.
        </p>
      ) : null}
    </>
  );
}

const DECIDED = { confirmed: 'confirmed', rating: 'rated in writing', label: 'labelled', machine: '' } as const;
