import { useEffect, useRef, useState } from 'react';
import { Icon } from './Icon';

export interface Notice {
  /** Changes with every notice, so that the same words said twice are announced twice. */
  id: number;
  text: string;
  tone: 'done' | 'problem';
  /** Set where the step can be taken back. */
  undo: (() => void) | null;
}

const STAYS_MS = 8_000;

/**
 * One notice at the foot of the panel, announced politely. It leaves by itself, but not while it is pointed at or
 * focused, and a problem stays until it is dismissed.
 */
export function Toast({ notice, onClose }: { notice: Notice | null; onClose: () => void }) {
  const [held, setHeld] = useState(false);
  const close = useRef(onClose);
  close.current = onClose;
  const id = notice?.id;
  const stays = notice?.tone === 'problem' || held;
  useEffect(() => {
    if (id === undefined || stays) return undefined;
    const timer = setTimeout(() => close.current(), STAYS_MS);
    return () => clearTimeout(timer);
  }, [id, stays]);
  return (
    <div className="toast-place">
      <div role="status" aria-live="polite" className="visually-hidden">
        {notice ? `${notice.text}${notice.undo ? ' You can undo this.' : ''}` : ''}
      </div>
      {notice ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: pointing at it only keeps it there; its buttons do the work
        <div
          className="toast"
          data-tone={notice.tone}
          onPointerEnter={() => setHeld(true)}
          onPointerLeave={() => setHeld(false)}
          onFocus={() => setHeld(true)}
          onBlur={() => setHeld(false)}
        >
          <span>{notice.text}</span>
          {notice.undo ? (
            <button
              type="button"
              className="link"
              onClick={() => {
                setHeld(false);
                notice.undo?.();
              }}
            >
              Undo
            </button>
          ) : null}
          <button type="button" className="icon-button" aria-label="Dismiss" onClick={onClose}>
            <Icon name="cross" size={14} />
          </button>
        </div>
      ) : null}
    </div>
  );
}
