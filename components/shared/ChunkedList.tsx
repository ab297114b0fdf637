import { type ReactNode, useEffect, useRef, useState } from 'react';

const CHUNK = 40;

interface Props<T> {
  items: T[];
  keyOf: (item: T) => string;
  render: (item: T, index: number) => ReactNode;
  /** A guess in CSS pixels, used for chunks that were never on screen. */
  rowHeight: number;
  label?: string;
  className?: string;
}

/**
 * A long list whose rows have their own heights. Rows live in chunks; a chunk far from the screen is an empty box of
 * its last height, so that 5,000 rows cost what some hundred cost. A chunk that holds the focus stays.
 */
export function ChunkedList<T>({ items, keyOf, render, rowHeight, label, className }: Props<T>) {
  const chunks = Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, i) => i);
  return (
    <section className={className} aria-label={label}>
      {chunks.map((i) => (
        <Chunk key={i} first={i === 0} guess={Math.min(CHUNK, items.length - i * CHUNK) * rowHeight}>
          {() =>
            items
              .slice(i * CHUNK, (i + 1) * CHUNK)
              .map((item, at) => <li key={keyOf(item)}>{render(item, i * CHUNK + at)}</li>)
          }
        </Chunk>
      ))}
    </section>
  );
}

function Chunk({ first, guess, children }: { first: boolean; guess: number; children: () => ReactNode }) {
  const box = useRef<HTMLUListElement>(null);
  const height = useRef<number | null>(null);
  const watched = typeof IntersectionObserver !== 'undefined';
  const [near, setNear] = useState(first || !watched);
  useEffect(() => {
    const element = box.current;
    if (!element || !watched) return undefined;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry) return;
        if (entry.isIntersecting) setNear(true);
        else if (!element.contains(document.activeElement) && entry.boundingClientRect.height > 0) {
          height.current = entry.boundingClientRect.height;
          setNear(false);
        }
      },
      { rootMargin: '1200px 0px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [watched]);
  return (
    <ul ref={box} className="plain" style={near ? undefined : { height: height.current ?? guess }}>
      {near ? children() : null}
    </ul>
  );
}
