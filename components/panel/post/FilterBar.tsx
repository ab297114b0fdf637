import { CLAIM_TYPES } from '../../../lib/claims/claim';
import { TypeMark } from '../../shared/TypeMark';
import type { PostFilter } from './filter';

interface Props {
  filter: PostFilter;
  counts: Record<string, number>;
  onChange: (filter: PostFilter) => void;
}

/** By type, by how sure, confirmed only. Everything is a toggle: no menu to open for what is used often. */
export function FilterBar({ filter, counts, onChange }: Props) {
  return (
    <div className="filter-bar">
      <fieldset className="chips">
        <legend className="visually-hidden">Types</legend>
        {CLAIM_TYPES.map((type) => (
          <button
            key={type}
            type="button"
            className="chip"
            data-type={type}
            aria-pressed={filter.types.includes(type)}
            onClick={() => {
              const types = filter.types.includes(type)
                ? filter.types.filter((other) => other !== type)
                : [...filter.types, type];
              onChange({ ...filter, types });
            }}
          >
            <TypeMark type={type} />
            <span className="chip-count">{counts[type] ?? 0}</span>
          </button>
        ))}
      </fieldset>
      <div className="filter-line">
        <label className="switch">
          <input
            type="checkbox"
            checked={filter.density === 'all'}
            onChange={(event) => onChange({ ...filter, density: event.target.checked ? 'all' : 'sure' })}
          />
          Unsure ones too
        </label>
        <label className="switch">
          <input
            type="checkbox"
            checked={filter.confirmedOnly}
            onChange={(event) => onChange({ ...filter, confirmedOnly: event.target.checked })}
          />
          Confirmed only
        </label>
      </div>
    </div>
  );
}
