import { type KeyboardEvent, type ReactNode, useRef } from 'react';

export interface TabItem<T extends string> {
  id: T;
  label: string;
  badge?: string;
}

interface Props<T extends string> {
  label: string;
  items: TabItem<T>[];
  chosen: T;
  onChoose: (id: T) => void;
}

const STEP: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

/** ARIA tabs with a roving tab stop: arrows, Home and End move and choose. The panels are `TabPanel`s. */
export function Tabs<T extends string>({ label, items, chosen, onChoose }: Props<T>) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = items.findIndex((item) => item.id === chosen);
    const step = STEP[event.key];
    const next =
      event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? items.length - 1
          : step === undefined
            ? -1
            : (at + step + items.length) % items.length;
    const item = items[next];
    if (!item) return;
    event.preventDefault();
    onChoose(item.id);
    list.current?.querySelector<HTMLElement>(`#tab-${item.id}`)?.focus();
  };
  return (
    <div className="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
      {items.map((item) => (
        <button
          key={item.id}
          id={`tab-${item.id}`}
          type="button"
          role="tab"
          aria-selected={item.id === chosen}
          aria-controls={`panel-${item.id}`}
          tabIndex={item.id === chosen ? 0 : -1}
          onClick={() => onChoose(item.id)}
        >
          {item.label}
          {item.badge ? <span className="badge">{item.badge}</span> : null}
        </button>
      ))}
    </div>
  );
}

export function TabPanel({ id, chosen, children }: { id: string; chosen: string; children: ReactNode }) {
  return (
    <section
      id={`panel-${id}`}
      role="tabpanel"
      aria-labelledby={`tab-${id}`}
      hidden={id !== chosen}
      className="tabpanel"
    >
      {id === chosen ? children : null}
    </section>
  );
}
