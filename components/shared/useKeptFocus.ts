import { type FocusEvent, type RefObject, useEffect, useRef } from 'react';

/**
 * A button that did its work may be gone with what it was for. The focus then goes to `fallback`, not back to the page's
 * start. What the reader left by themselves is not followed: React tells of a blur, but not of one by removal.
 */
export function useKeptFocus(fallback: RefObject<HTMLElement | null>) {
  const last = useRef<Element | null>(null);
  useEffect(() => {
    if (!last.current || last.current.isConnected) return;
    last.current = null;
    if (document.activeElement === document.body) fallback.current?.focus();
  });
  return {
    onFocus: (event: FocusEvent) => {
      last.current = event.target;
    },
    onBlur: () => {
      last.current = null;
    },
  };
}
