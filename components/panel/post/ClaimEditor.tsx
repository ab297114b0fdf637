import { type KeyboardEvent, useId } from 'react';
import { CLAIM_TYPES, type ClaimType, TOPICS, type Topic } from '../../../lib/claims/claim';
import { toldPosition } from '../../../lib/claims/sure';
import { sideOf, TOPIC_WORDS, TYPE_WORDS } from '../../shared/words';
import type { ShownClaim } from '../model';

interface Props {
  claim: Pick<ShownClaim, 'type' | 'position' | 'positionConfidence' | 'topics'>;
  taken: ClaimType[];
  onDecide: (change: { position?: number; topics?: Topic[] }) => void;
  onRetype: (to: ClaimType) => void;
  onClose: () => void;
}

const SIDES = [
  { side: 'plus', value: 1, sign: '+' },
  { side: 'zero', value: 0, sign: '0' },
  { side: 'minus', value: -1, sign: '−' },
] as const;

/** Corrects a claim in place. Every choice counts at once; the undo of the panel takes it back. */
export function ClaimEditor({ claim, taken, onDecide, onRetype, onClose }: Props) {
  const id = useId();
  const side = sideOf(toldPosition(claim));
  const words = TYPE_WORDS[claim.type];
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };
  return (
    <fieldset className="editor" onKeyDown={onKeyDown}>
      <legend className="visually-hidden">Change this claim</legend>
      <div className="choices" role="radiogroup" aria-label="Side">
        {SIDES.map((item) => (
          <label key={item.side} className="choice">
            <input
              type="radio"
              name={`${id}-side`}
              checked={side === item.side}
              onChange={() => onDecide({ position: item.value })}
            />
            <span>
              <b aria-hidden="true">{item.sign}</b> {words[item.side]}
            </span>
          </label>
        ))}
      </div>
      <div className="editor-row">
        <label htmlFor={`${id}-type`}>Type</label>
        <select id={`${id}-type`} value={claim.type} onChange={(event) => onRetype(event.target.value as ClaimType)}>
          {CLAIM_TYPES.map((type) => (
            <option key={type} value={type} disabled={type !== claim.type && taken.includes(type)}>
              {TYPE_WORDS[type].long}
            </option>
          ))}
        </select>
      </div>
      <div className="editor-row">
        <label htmlFor={`${id}-topic`}>Field</label>
        <select
          id={`${id}-topic`}
          value={claim.topics[0] ?? ''}
          onChange={(event) =>
            onDecide({ topics: [event.target.value as Topic, ...claim.topics.slice(1)].filter(isFirst) })
          }
        >
          {claim.topics.length === 0 ? <option value="">not clear</option> : null}
          {TOPICS.map((topic) => (
            <option key={topic} value={topic}>
              {TOPIC_WORDS[topic].short}
            </option>
          ))}
        </select>
      </div>
      <button type="button" className="button small" onClick={onClose}>
        Done
      </button>
    </fieldset>
  );
}

const isFirst = (topic: Topic, at: number, all: Topic[]) => all.indexOf(topic) === at;
