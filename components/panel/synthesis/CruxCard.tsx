import { bestWords } from '../../../lib/synthesis/cruxes';
import { Quote } from '../../shared/Quote';
import { TypeMark } from '../../shared/TypeMark';
import { namesWord, surenessWord } from '../../shared/words';
import type { Cell, Crux } from '../model';

interface Props {
  crux: Crux;
  cell: Cell | undefined;
  onOpen: () => void;
  onQuote: (post: string, passage: string) => void;
}

/** A question on which speakers part, with the best sentence of each side. */
export function CruxCard({ crux, cell, onOpen, onQuote }: Props) {
  const side = (names: string[], word: 'Yes' | 'No') => {
    const standings = cell?.positions.filter(({ speaker }) => names.includes(speaker)) ?? [];
    const best = bestWords(standings, word === 'Yes' ? 1 : -1);
    const speaker = standings.find(({ evidence }) => best && evidence.includes(best))?.speaker;
    return (
      <div className="crux-side" data-side={word}>
        <h4>
          <span className="crux-answer">{word}</span> {namesWord(names)}
        </h4>
        {best ? (
          <Quote
            text={best.quote}
            action={`Open the post of ${speaker} here`}
            onOpen={() => onQuote(best.post, best.passage)}
          />
        ) : null}
      </div>
    );
  };
  return (
    <article className="crux" data-type={crux.type}>
      <p className="crux-meta">
        <TypeMark type={crux.type} />
        <span className="sureness">{surenessWord(crux.sureness)}</span>
      </p>
      <h3>
        <button type="button" className="title-link" onClick={onOpen}>
          {crux.question}
        </button>
      </h3>
      <div className="crux-sides">
        {side(crux.yes, 'Yes')}
        {side(crux.no, 'No')}
      </div>
      {cell?.machineOnly ? <p className="aside">Rests on machine tags only, not confirmed.</p> : null}
    </article>
  );
}
