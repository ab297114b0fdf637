import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { VERDICTS, type Verdict } from '../../../lib/synthesis/synthesis';
import { Icon } from '../../shared/Icon';
import { TypeMark } from '../../shared/TypeMark';
import { VerdictMark } from '../../shared/Verdict';
import {
  canTell,
  heardAs,
  plural,
  positionWord,
  TOPIC_WORDS,
  VERDICT_MEANS,
  VERDICT_WORDS,
  verdictSureness,
  voicesIn,
} from '../../shared/words';
import type { Cell, SynthesisActions } from '../model';
import { SpeakerEvidence } from './SpeakerEvidence';

interface Props {
  cell: Cell;
  question: string;
  speakers: string[];
  actions: SynthesisActions;
  onClose: () => void;
}

const FIRST = 40;

/** Who is heard comes first, who only reports others last. */
const RANK = { yes: 0, perhaps: 1, reports: 2 } as const;

function meaning(cell: Cell): string {
  if (!canTell(cell)) return 'The evidence is too thin for a verdict.';
  const { heard, perhaps } = voicesIn(cell);
  if (cell.verdict !== 'single voice' || perhaps === 0) return VERDICT_MEANS[cell.verdict];
  return heard === 0
    ? 'It is doubtful that anybody speaks to this question at all.'
    : 'Only one speaker surely takes a stand on this. Of those marked “perhaps” it is doubtful.';
}

/** The evidence of a cell: every speaker with their words, and the reader's own verdict. Escape closes. */
export function CellDetail({ cell, question, speakers, actions, onClose }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [all, setAll] = useState(false);
  useEffect(() => heading.current?.focus(), []);
  const pinned = cell.pinned === true;
  const related = cell.related ?? [];
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) onClose();
  };
  const standings = [...cell.positions].sort(
    (a, b) => RANK[heardAs(a)] - RANK[heardAs(b)] || (b.position ?? -2) - (a.position ?? -2),
  );
  return (
    <aside className="detail" aria-label="Evidence" onKeyDown={onKeyDown}>
      <div className="detail-bar">
        <button type="button" className="button quiet small" onClick={onClose}>
          <Icon name="back" /> All questions
        </button>
        <span className="grow" />
        <button
          type="button"
          className="button quiet small"
          aria-pressed={pinned}
          onClick={() => actions.pin(cell.type, cell.topic, !pinned)}
        >
          <Icon name="pin" /> {pinned ? 'Pinned' : 'Pin'}
        </button>
      </div>
      <TypeMark type={cell.type} long />
      <h2 ref={heading} tabIndex={-1}>
        {question}
      </h2>
      <p className="detail-verdict">
        <VerdictMark cell={cell} />
        <span className="sureness">{verdictSureness(cell)}</span>
      </p>
      <p className="muted">
        {meaning(cell)}{' '}
        {cell.overruled ? `The machine had said “${VERDICT_WORDS[cell.overruled.verdict].label}”. ` : ''}
        {cell.machineOnly ? 'It rests on machine tags only, not confirmed.' : ''}
      </p>
      {standings.slice(0, all ? undefined : FIRST).map((standing) => (
        <SpeakerEvidence
          key={standing.speaker}
          type={cell.type}
          standing={standing}
          others={speakers.filter((name) => name !== standing.speaker)}
          actions={actions}
        />
      ))}
      {standings.length > FIRST && !all ? (
        <button type="button" className="button quiet small" onClick={() => setAll(true)}>
          Show all {plural(standings.length, 'speaker')}
        </button>
      ) : null}
      {related.length > 0 ? (
        <section className="related">
          <h3>On nearby questions</h3>
          <ul>
            {related.slice(0, 6).map((other) => (
              <li key={`${other.topic}:${other.speaker}`}>
                {other.speaker}: {positionWord(cell.type, other.position)} ({TOPIC_WORDS[other.topic].short})
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <div className="editor-row overrule">
        <label htmlFor="overrule">Your verdict</label>
        <select
          id="overrule"
          value={cell.overruled ? cell.verdict : ''}
          onChange={(event) => actions.overrule(cell.type, cell.topic, (event.target.value || null) as Verdict | null)}
        >
          <option value="">as found</option>
          {VERDICTS.map((verdict) => (
            <option key={verdict} value={verdict}>
              {VERDICT_WORDS[verdict].label}
            </option>
          ))}
        </select>
      </div>
    </aside>
  );
}
