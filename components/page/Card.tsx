import { useLayoutEffect, useRef, useState } from 'react';
import { asksForSide, toldPosition } from '../../lib/claims/sure';
import { positionWord, standWord, TYPE_WORDS } from '../../lib/synthesis/words';
import { CardChange } from './CardChange';
import { fieldsOf, STATUS_WORDS, surenessOf, typeName } from './claim-words';
import { Elsewhere, NoSideYet } from './Elsewhere';
import { Icon } from './icons';
import { NoteEditor } from './NoteEditor';
import { Positions } from './Positions';
import { type Placed, placeCard } from './place';
import { TypeLine } from './TypeLine';
import type { CardView, PageActions } from './view';

function Quote({ card }: { card: CardView }) {
  return (
    <blockquote>
      {card.quote.map((part, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one quote never move
        part.heavy ? <mark key={index}>{part.text}</mark> : <span key={index}>{part.text}</span>,
      )}
    </blockquote>
  );
}

function ClaimBody({ card, actions }: { card: CardView; actions: PageActions }) {
  const { subject } = card;
  if (subject.kind !== 'claim') return null;
  const claim = subject.claims.find((one) => one.type === subject.active);
  if (!claim) return null;
  const decided = claim.status !== 'proposed';
  const asks = asksForSide(claim);
  return (
    <>
      {subject.claims.length > 1 && (
        <div className="tabs" role="tablist" aria-label="Claims in this passage">
          {subject.claims.map((one) => (
            <button
              type="button"
              role="tab"
              key={one.type}
              aria-selected={one.type === claim.type}
              onClick={() => actions.chooseClaim(one.type)}
            >
              <TypeLine type={one.type} />
              {TYPE_WORDS[one.type].short}
            </button>
          ))}
        </div>
      )}
      <header>
        <h2>
          {subject.claims.length === 1 && (
            <span className="kind">
              <TypeLine type={claim.type} />
              {TYPE_WORDS[claim.type].short}
            </span>
          )}
          <span className="stand">{standWord(claim)}</span>
        </h2>
        <p className="facts">
          <span>{fieldsOf(claim)}</span>
          <span className={decided ? 'decided' : 'guess'}>{surenessOf(claim)}</span>
        </p>
      </header>
      {card.mode === 'look' && asks && (
        <Positions type={claim.type} position={null} legend="Which side? Keys + 0 −" onChoose={actions.setPosition} />
      )}
      {card.mode === 'look' && <Quote card={card} />}
      {card.mode === 'note' ? (
        <NoteEditor note={claim.note} onSave={actions.saveNote} onClose={() => actions.setMode('look')} />
      ) : (
        claim.note !== '' && <p className="note">{claim.note}</p>
      )}
      {card.mode === 'change' && <CardChange subject={subject} claim={claim} actions={actions} />}
      {card.mode === 'look' &&
        (toldPosition(claim) === null ? <NoSideYet /> : <Elsewhere elsewhere={card.elsewhere} />)}
      <footer>
        <button
          type="button"
          className="main"
          onClick={actions.accept}
          disabled={decided}
          aria-keyshortcuts="Enter"
          title={decided ? STATUS_WORDS[claim.status] : 'Accept (Enter)'}
        >
          <Icon name="accept" />
          {decided ? 'Accepted' : 'Accept'}
        </button>
        <button
          type="button"
          aria-pressed={card.mode === 'change'}
          onClick={() => actions.setMode(card.mode === 'change' ? 'look' : 'change')}
          title="Change type, position or field (c)"
        >
          <Icon name="change" />
          Change
        </button>
        <button type="button" onClick={actions.reject} aria-keyshortcuts="x" title="Reject: this is no such claim (x)">
          <Icon name="reject" />
          Reject
        </button>
        <button
          type="button"
          aria-pressed={card.mode === 'note'}
          onClick={() => actions.setMode(card.mode === 'note' ? 'look' : 'note')}
          aria-keyshortcuts="n"
          title="Note (n)"
        >
          <Icon name="note" />
          Note
        </button>
      </footer>
    </>
  );
}

function HighlightBody({ card, actions }: { card: CardView; actions: PageActions }) {
  const { subject } = card;
  if (subject.kind !== 'highlight') return null;
  return (
    <>
      <header>
        <h2>
          <span className="kind">
            <TypeLine type={subject.type} />
            {typeName(subject.type)}
          </span>
          {subject.type && subject.position !== null && (
            <span className="stand">{positionWord(subject.type, subject.position)}</span>
          )}
        </h2>
        <p className="facts">
          <span className="decided">your highlight</span>
        </p>
      </header>
      <Quote card={card} />
      {card.mode === 'note' ? (
        <NoteEditor note={subject.note} onSave={actions.saveNote} onClose={() => actions.setMode('look')} />
      ) : (
        subject.note !== '' && <p className="note">{subject.note}</p>
      )}
      {card.mode === 'change' && <CardChange subject={subject} claim={null} actions={actions} />}
      <footer>
        <button
          type="button"
          aria-pressed={card.mode === 'change'}
          onClick={() => actions.setMode(card.mode === 'change' ? 'look' : 'change')}
        >
          <Icon name="change" />
          Change
        </button>
        <button
          type="button"
          aria-pressed={card.mode === 'note'}
          onClick={() => actions.setMode(card.mode === 'note' ? 'look' : 'note')}
        >
          <Icon name="note" />
          Note
        </button>
        <button type="button" onClick={actions.removeHighlight}>
          <Icon name="remove" />
          Remove
        </button>
      </footer>
    </>
  );
}

/** CSS pixels, where there is room. */
const WIDTH = 328;

/** The card beside a passage: what is claimed, how sure, by which words, who says what elsewhere, and what to do. */
export function Card({ card, actions }: { card: CardView; actions: PageActions }) {
  const box = useRef<HTMLElement>(null);
  const [placed, setPlaced] = useState<Placed | null>(null);
  const { around, line, mode, elsewhere, subject, quote } = card;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the card says decides its height, and so its place
  useLayoutEffect(() => {
    const element = box.current;
    const window = element?.ownerDocument.defaultView;
    if (!element || !window) return;
    const height = element.scrollHeight + 2;
    setPlaced(
      placeCard({ width: window.document.documentElement.clientWidth, height: window.innerHeight }, around, line, {
        width: Math.min(WIDTH, window.document.documentElement.clientWidth - 16),
        height,
      }),
    );
  }, [around, line, mode, elsewhere, subject, quote]);
  return (
    <section
      className={`card ${placed ? placed.side : 'unplaced'}`}
      role="dialog"
      aria-label={card.place ? `Claim ${card.place.at} of ${card.place.of}` : 'Your highlight'}
      ref={box}
      tabIndex={-1}
      style={placed ? { left: placed.x, top: placed.y, width: placed.width, maxHeight: placed.height } : undefined}
      onPointerEnter={() => actions.holdCard(true)}
      onPointerLeave={() => actions.holdCard(false)}
    >
      <div className="top">
        {card.speaker && <span className="speaker">{card.speaker}</span>}
        {card.place && (
          <span className="place">
            {card.place.at} of {card.place.of}
          </span>
        )}
        <button type="button" className="bare" onClick={actions.closeCard} aria-label="Close">
          <Icon name="close" />
        </button>
      </div>
      <ClaimBody card={card} actions={actions} />
      <HighlightBody card={card} actions={actions} />
    </section>
  );
}
