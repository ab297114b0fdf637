import { type ReactNode, useId, useState } from 'react';
import { Icon } from '../../shared/Icon';
import { NO_FILTER, type SynthesisFilter } from '../model';

export interface Facets {
  speakers: { name: string; posts: number }[];
  sites: { id: string; name: string; posts: number }[];
}

interface Props {
  filter: SynthesisFilter;
  facets: Facets;
  onChange: (filter: SynthesisFilter) => void;
  /** Other controls for the same line. */
  children: ReactNode;
}

function activeCount(filter: SynthesisFilter): number {
  return (
    Number(filter.speakers.length > 0) +
    Number(filter.sites.length > 0) +
    Number(filter.from !== null || filter.to !== null) +
    Number(filter.confirmedOnly)
  );
}

/** True where some claims are kept out. */
export const isFiltered = (filter: SynthesisFilter): boolean => activeCount(filter) > 0;

const toggled = (list: string[], item: string) =>
  list.includes(item) ? list.filter((other) => other !== item) : [...list, item];

/** By author, site, date, and confirmed only. Folded away until it is wanted; says how many are on. */
export function SynthesisFilters({ filter, facets, onChange, children }: Props) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const active = activeCount(filter);
  return (
    <div className="synthesis-filters">
      <div className="filter-line">
        <button
          type="button"
          className="button quiet small"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          <Icon name="filter" /> Filter{active > 0 ? ` (${active} on)` : ''}
        </button>
        {active > 0 ? (
          <button type="button" className="link" onClick={() => onChange(NO_FILTER)}>
            Clear
          </button>
        ) : null}
        <span className="grow" />
        {children}
      </div>
      <div id={id} hidden={!open} className="filter-box">
        <label className="switch">
          <input
            type="checkbox"
            checked={filter.confirmedOnly}
            onChange={(event) => onChange({ ...filter, confirmedOnly: event.target.checked })}
          />
          Confirmed only
        </label>
        <fieldset>
          <legend>Authors</legend>
          <div className="check-list">
            {facets.speakers.map((speaker) => (
              <label key={speaker.name}>
                <input
                  type="checkbox"
                  checked={filter.speakers.includes(speaker.name)}
                  onChange={() => onChange({ ...filter, speakers: toggled(filter.speakers, speaker.name) })}
                />
                <span>{speaker.name}</span> <small>{speaker.posts}</small>
              </label>
            ))}
          </div>
        </fieldset>
        <fieldset>
          <legend>Sites</legend>
          <div className="check-list">
            {facets.sites.map((site) => (
              <label key={site.id}>
                <input
                  type="checkbox"
                  checked={filter.sites.includes(site.id)}
                  onChange={() => onChange({ ...filter, sites: toggled(filter.sites, site.id) })}
                />
                <span>{site.name}</span> <small>{site.posts}</small>
              </label>
            ))}
          </div>
        </fieldset>
        <fieldset className="dates">
          <legend>Written</legend>
          <label>
            from{' '}
            <input
              type="date"
              value={filter.from ?? ''}
              onChange={(event) => onChange({ ...filter, from: event.target.value || null })}
            />
          </label>
          <label>
            to{' '}
            <input
              type="date"
              value={filter.to ?? ''}
              onChange={(event) => onChange({ ...filter, to: event.target.value || null })}
            />
          </label>
        </fieldset>
      </div>
    </div>
  );
}
