import { type KeyboardEvent, useEffect, useRef, useState } from 'react';

interface Props {
  ask: string;
  question: string;
  yes: string;
  onYes: () => void;
  /** The way back, where "Keep it" would not be clear. */
  keep?: string;
  /** The first button's whole name, where several say the same. */
  label?: string;
  small?: boolean;
}

/** For what can't be undone: a first click asks, a second one does it. The focus lands on the way back. */
export function TwoSteps({ ask, question, yes, onYes, keep: back = 'Keep it', label, small = false }: Props) {
  const [asking, setAsking] = useState(false);
  const keep = useRef<HTMLButtonElement>(null);
  const first = useRef<HTMLButtonElement>(null);
  const was = useRef(false);
  useEffect(() => {
    if (asking) keep.current?.focus();
    else if (was.current) first.current?.focus();
    was.current = asking;
  }, [asking]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setAsking(false);
  };
  if (!asking) {
    return (
      <button
        ref={first}
        type="button"
        className={`button danger${small ? ' small' : ''}`}
        aria-label={label}
        onClick={() => setAsking(true)}
      >
        {ask}
      </button>
    );
  }
  return (
    <fieldset className="two-steps" onKeyDown={onKeyDown}>
      <legend>{question}</legend>
      <button ref={keep} type="button" className="button" onClick={() => setAsking(false)}>
        {back}
      </button>
      <button
        type="button"
        className="button danger filled"
        onClick={() => {
          setAsking(false);
          onYes();
        }}
      >
        {yes}
      </button>
    </fieldset>
  );
}
