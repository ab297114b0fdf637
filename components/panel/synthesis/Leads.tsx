import { useEffect, useRef, useState } from 'react';
import type { Lead } from '../../../lib/synthesis/synthesis';
import { plural } from '../../shared/words';
import type { SynthesisActions } from '../model';
import { LeadCard } from './LeadCard';

interface Props {
  leads: Lead[];
  actions: SynthesisActions;
  onOpen: (lead: Lead) => void;
}

const FIRST = 3;

/** The way from a machine's doubt to a crux: questions that seem to have two sides, to be settled by the reader. */
export function Leads({ leads, actions, onOpen }: Props) {
  const [all, setAll] = useState(false);
  const section = useRef<HTMLElement>(null);
  /** The card of the last decision, until the synthesis is counted again. */
  const decided = useRef<string | null>(null);
  // A decision takes its own buttons away: the focus goes on to the card's other side, else to the next question.
  useEffect(() => {
    const name = decided.current;
    if (name === null || leads.length === 0) return;
    decided.current = null;
    if (!isNowhere(document.activeElement)) return;
    const cards = [...(section.current?.querySelectorAll<HTMLElement>('[data-lead]') ?? [])];
    const next = [...cards.filter((card) => card.dataset.lead === name), ...cards]
      .map((card) => card.querySelector<HTMLElement>('.claim-actions button'))
      .find((button) => button !== null);
    (next ?? section.current?.querySelector('h2'))?.focus();
  }, [leads]);
  if (leads.length === 0) return null;
  const watched = (name: string): SynthesisActions => ({
    ...actions,
    decide: (...given) => {
      decided.current = name;
      actions.decide(...given);
    },
  });
  return (
    <section className="group" aria-labelledby="leads-title" ref={section}>
      <h2 id="leads-title" tabIndex={-1}>
        Worth settling
      </h2>
      <p className="muted group-note">
        The evidence leans to two sides here, but a machine alone says so. Accept what is right on both sides and it
        becomes a crux.
      </p>
      <div className="cruxes">
        {leads.slice(0, all ? undefined : FIRST).map((lead) => (
          <LeadCard
            key={leadKey(lead)}
            name={leadKey(lead)}
            lead={lead}
            actions={watched(leadKey(lead))}
            onOpen={() => onOpen(lead)}
          />
        ))}
      </div>
      {leads.length > FIRST ? (
        <button type="button" className="button quiet small" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${plural(leads.length, 'question')}`}
        </button>
      ) : null}
    </section>
  );
}

/** The focus is on nothing of the reader's choice: what had it is gone, and the panel may have taken it up. */
const isNowhere = (focused: Element | null) =>
  focused === null || focused === document.body || focused.classList.contains('panel-body');

/** The same question may be open in two ways (a whole against its parts, and the reverse). */
const leadKey = ({ kind, type, topic, yes, no }: Lead) =>
  `${kind}:${type}:${topic}:${yes[0]?.topic === topic}:${no[0]?.topic === topic}`;
