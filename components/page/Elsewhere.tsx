import type { CardView, ElsewhereQuote } from './view';

/** Only addresses of the web become links: the library's records may have come from an import. */
function webAddress(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  return /^https?:$/u.test(new URL(url).protocol) ? url : null;
}

function One({ one }: { one: ElsewhereQuote }) {
  const url = webAddress(one.url);
  return (
    <li className={one.stance}>
      <p className="who">
        <b aria-hidden="true">{one.stance === 'agrees' ? '=' : '≠'}</b>
        <span>{one.speaker}</span>
        <em>{one.stance}</em>
      </p>
      <p className="says">{one.quote}</p>
      {one.title &&
        (url ? (
          <a href={url} target="_blank" rel="noopener noreferrer">
            {one.title}
          </a>
        ) : (
          <cite>{one.title}</cite>
        ))}
    </li>
  );
}

/** In its place while the claim has no side that anybody could agree with. */
export function NoSideYet() {
  return <p className="elsewhere quiet">Who agrees in your library is shown once a side is chosen.</p>;
}

/** Who agrees and who disagrees in other posts of the reader's library. */
export function Elsewhere({ elsewhere }: { elsewhere: CardView['elsewhere'] }) {
  if (elsewhere === 'asking') return <p className="elsewhere quiet">Looking in your library…</p>;
  if (elsewhere === 'no answer') return <p className="elsewhere quiet">Your library could not be asked just now.</p>;
  if (elsewhere.length === 0)
    return <p className="elsewhere quiet">Nobody elsewhere in your library surely agrees or disagrees yet.</p>;
  return (
    <div className="elsewhere">
      <h3>Elsewhere in your library</h3>
      <ul>
        {elsewhere.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an answer is shown as a whole and never reordered
          <One key={index} one={one} />
        ))}
      </ul>
    </div>
  );
}
