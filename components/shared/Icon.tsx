const PATHS = {
  check: 'M3.5 8.5l3 3 6-7',
  cross: 'M4 4l8 8M12 4l-8 8',
  edit: 'M3 13l.7-3L10.5 3.2a1.2 1.2 0 0 1 1.7 0l.6.6a1.2 1.2 0 0 1 0 1.7L6 12.3 3 13z',
  note: 'M3.5 3.5h9v6.5h-4l-3 2.8v-2.8h-2z',
  undo: 'M6 3.5L3 6.5l3 3M3.3 6.5h5.7a3.5 3.5 0 0 1 0 7h-2',
  redo: 'M10 3.5l3 3-3 3M12.7 6.5H7a3.5 3.5 0 0 0 0 7h2',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.3l3.2 3.2',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  out: 'M9 3h4v4M13 3L7.5 8.5M11 9.5V13H3V5h3.5',
  back: 'M9.5 3.5L5 8l4.5 4.5',
  down: 'M4 6l4 4 4-4',
  pin: 'M6 2.5h4l-.5 4 2 2.5h-7l2-2.5zM8 9v4.5',
  trash: 'M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.6 8.5h5.8l.6-8.5',
  filter: 'M2.5 4h11M4.5 8h7M6.5 12h3',
  copy: 'M6 5.5h7V13H6zM10 5.5V3H3v7.5h3',
  save: 'M8 2.5v7M5 7l3 3 3-3M3 12.5h10',
  settings: 'M2.5 5h6M12 5h1.5M2.5 11H4M7.5 11h6M8.5 3.5v3h3.5v-3zM4 9.5v3h3.5v-3z',
  people:
    'M6 7.5a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6zM1.8 13c.2-2.6 1.8-4 4.2-4s4 1.4 4.2 4M10.5 3.2a2.2 2.2 0 0 1 0 4M12 9.3c1.3.5 2.1 1.8 2.2 3.7',
  sync: 'M13 6.2A5.3 5.3 0 0 0 3.4 5.3M3 2.8v2.7h2.7M3 9.8a5.3 5.3 0 0 0 9.6.9M13 13.2v-2.7h-2.7',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  warning: 'M8 2.5L14 13H2zM8 6.5v3M8 11.3h.01',
} as const;

export type IconName = keyof typeof PATHS;

/** A 16 px line icon. It is decoration: the control that holds it carries the words. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
