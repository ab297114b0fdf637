import { factorColumns, factorKey } from '../../../lib/export/synthesis-markdown';
import type { RatingRow } from '../../../lib/synthesis/synthesis';

interface Props {
  ratings: RatingRow[];
  onQuote: (post: string, passage: string) => void;
}

/** Ratings as they were written, one table for each speaker: items by factors. Nothing is shown where there are none. */
export function RatingsTable({ ratings, onQuote }: Props) {
  if (ratings.length === 0) return null;
  const speakers = [...new Set(ratings.map((row) => row.speaker))];
  return (
    <section className="group" aria-labelledby="ratings-title">
      <h2 id="ratings-title">Ratings, as written</h2>
      {speakers.map((speaker) => {
        const own = ratings.filter((row) => row.speaker === speaker);
        const factors = factorColumns(own);
        const items = [...new Set(own.map((row) => row.item))];
        return (
          <div className="table-scroll" key={speaker}>
            <table className="ratings">
              <caption>{speaker}</caption>
              <thead>
                <tr>
                  <th scope="col">Field</th>
                  {factors.map((factor) => (
                    <th key={factor.key} scope="col">
                      {factor.name || 'rating'}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {items.map((item) => (
                  <tr key={item}>
                    <th scope="row">{item}</th>
                    {factors.map((factor) => {
                      const row = own.find((other) => other.item === item && factorKey(other.factor) === factor.key);
                      return <td key={factor.key}>{row ? <Rating row={row} onQuote={onQuote} /> : null}</td>;
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        );
      })}
    </section>
  );
}

function Rating({ row, onQuote }: { row: RatingRow; onQuote: Props['onQuote'] }) {
  return (
    <button
      type="button"
      className="rating"
      title="Open in its post"
      aria-label={`${row.value} of ${row.max}. Open in its post.`}
      onClick={() => onQuote(row.post, row.passage)}
    >
      <span>
        {row.value}
        <small>/{row.max}</small>
      </span>
      <meter min={0} max={row.max} value={row.value} aria-hidden="true" />
    </button>
  );
}
