import { useState } from 'react';
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
  if (leads.length === 0) return null;
  return (
    <section className="group" aria-labelledby="leads-title">
      <h2 id="leads-title">Worth settling</h2>
      <p className="muted group-note">
        The evidence leans to two sides here, but a machine alone says so. Accept what is right on both sides and it
        becomes a crux.
      </p>
      <div className="cruxes">
        {leads.slice(0, all ? undefined : FIRST).map((lead) => (
          <LeadCard key={leadKey(lead)} lead={lead} actions={actions} onOpen={() => onOpen(lead)} />
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

/** The same question may be open in two ways (a whole against its parts, and the reverse). */
const leadKey = ({ kind, type, topic, yes, no }: Lead) =>
  `${kind}:${type}:${topic}:${yes[0]?.topic === topic}:${no[0]?.topic === topic}`;
