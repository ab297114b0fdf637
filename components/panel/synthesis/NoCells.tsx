import { NO_FILTER, type SynthesisFilter } from '../model';
import { isFiltered } from './SynthesisFilters';

interface Props {
  filter: SynthesisFilter;
  onChange: (filter: SynthesisFilter) => void;
}

/** No claim to put side by side: because of the filters, or because none was found yet. */
export function NoCells({ filter, onChange }: Props) {
  if (!isFiltered(filter)) {
    return (
      <div className="empty">
        <h2>No claims yet</h2>
        <p>
          No claim was found in the posts of your library so far. Open further posts, or select words in one to mark a
          claim yourself.
        </p>
      </div>
    );
  }
  return (
    <div className="empty">
      <h2>{filter.confirmedOnly ? 'Nothing confirmed here yet' : 'No claims pass these filters'}</h2>
      {filter.confirmedOnly ? <p>Accept or correct claims in a post, or in the lists here, and they appear.</p> : null}
      <button type="button" className="button" onClick={() => onChange(NO_FILTER)}>
        Show all claims
      </button>
    </div>
  );
}
