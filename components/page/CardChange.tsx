import { CLAIM_TYPES, TOPICS, type Topic } from '../../lib/claims/claim';
import { toldPosition } from '../../lib/claims/sure';
import { TOPIC_WORDS, TYPE_WORDS } from '../../lib/synthesis/words';
import { Positions } from './Positions';
import { TypeLine } from './TypeLine';
import type { CardSubject, PageActions, PageClaim } from './view';

const MOST_TOPICS = 3;

function Topics({ claim, actions }: { claim: PageClaim; actions: PageActions }) {
  const toggle = (topic: Topic) => {
    const kept = claim.topics.filter((other) => other !== topic);
    actions.setTopics(kept.length < claim.topics.length ? kept : [topic, ...kept].slice(0, MOST_TOPICS));
  };
  return (
    <fieldset className="choices topics">
      <legend>Field</legend>
      {TOPICS.map((topic) => (
        <button type="button" key={topic} aria-pressed={claim.topics.includes(topic)} onClick={() => toggle(topic)}>
          {TOPIC_WORDS[topic].short}
        </button>
      ))}
    </fieldset>
  );
}

/** Corrections: another type, position or field, each one click. */
export function CardChange(props: { subject: CardSubject; claim: PageClaim | null; actions: PageActions }) {
  const { subject, claim, actions } = props;
  const active = subject.kind === 'claim' ? subject.active : subject.type;
  const taken = subject.kind === 'claim' ? subject.claims.map((one) => one.type) : active ? [active] : [];
  const position = claim ? toldPosition(claim) : subject.kind === 'highlight' ? subject.position : null;
  const free = CLAIM_TYPES.filter((type) => !taken.includes(type));
  return (
    <div className="change">
      <fieldset className="choices">
        <legend>Type</legend>
        {CLAIM_TYPES.map((type) => (
          <button
            type="button"
            key={type}
            aria-pressed={type === active}
            onClick={() => {
              if (type === active) return;
              if (subject.kind === 'claim' && taken.includes(type)) actions.chooseClaim(type);
              else actions.retype(type);
            }}
          >
            <TypeLine type={type} /> {TYPE_WORDS[type].short}
          </button>
        ))}
      </fieldset>
      {active && <Positions type={active} position={position} onChoose={actions.setPosition} />}
      {claim && <Topics claim={claim} actions={actions} />}
      {subject.kind === 'claim' && free.length > 0 && (
        <fieldset className="choices">
          <legend>Also a claim about</legend>
          {free.map((type) => (
            <button type="button" key={type} onClick={() => actions.addClaim(type)}>
              + {TYPE_WORDS[type].short}
            </button>
          ))}
        </fieldset>
      )}
    </div>
  );
}
