import { useEffect, useRef } from 'react';

interface Props {
  value: string;
  label: string;
  onChange: (text: string) => void;
  onKey: (event: KeyboardEvent) => void;
}

/** What the field takes over from the overlay around it. */
const LOOKS = ['color', 'font-family', 'font-size', 'line-height', 'color-scheme'];

function fill(frame: HTMLIFrameElement, value: string, label: string): HTMLTextAreaElement | null {
  const document = frame.contentDocument;
  if (!document?.body) return null;
  const looks = getComputedStyle(frame);
  const field = document.createElement('textarea');
  field.value = value;
  field.maxLength = 100_000;
  field.setAttribute('aria-label', label);
  field.placeholder = label;
  for (const name of LOOKS) field.style.setProperty(name, looks.getPropertyValue(name));
  Object.assign(field.style, {
    position: 'fixed',
    inset: '0',
    boxSizing: 'border-box',
    width: '100%',
    height: '100%',
    padding: '7px 9px',
    border: '0',
    outline: 'none',
    resize: 'none',
    background: 'transparent',
  });
  // Frames of another colour scheme than their page are painted opaque.
  document.documentElement.style.setProperty('color-scheme', looks.getPropertyValue('color-scheme'));
  document.body.replaceChildren(field);
  return field;
}

/**
 * A text field whose keys the page can't see. Key and input events leave even a closed shadow root and pass the page's
 * own listeners, which would read a private note letter by letter and take its letters for the site's shortcuts. Events
 * of another document don't: so the field stands in an empty frame of its own, which no script of the page can reach
 * from outside the shadow root.
 */
export function PrivateField(props: Props) {
  const frame = useRef<HTMLIFrameElement>(null);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const work = new AbortController();
    let field: HTMLTextAreaElement | null = null;
    const start = () => {
      if (field?.isConnected && field.ownerDocument === element.contentDocument) return;
      field = fill(element, latest.current.value, latest.current.label);
      field?.addEventListener('input', (event) => {
        if (event.isTrusted) latest.current.onChange((event.target as HTMLTextAreaElement).value);
      });
      field?.addEventListener('keydown', (event) => {
        if (event.isTrusted) latest.current.onKey(event);
      });
      field?.focus({ preventScroll: true });
    };
    // Firefox puts a second empty document in place of the first; Chromium has its own at once.
    element.addEventListener('load', start, { signal: work.signal });
    start();
    return () => work.abort();
  }, []);

  return <iframe className="field" ref={frame} title={props.label} tabIndex={-1} />;
}
