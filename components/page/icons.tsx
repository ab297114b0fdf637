/** Drawn here rather than taken from a font or a file: the overlay loads nothing. */
const PATHS = {
  accept: 'M3.5 8.5l3 3 6-7',
  reject: 'M4.5 4.5l7 7m0-7l-7 7',
  change: 'M3 11.5V13h1.5l7-7L10 4.5zM9 5.5L10.500 7',
  note: 'M3.500 4h9v6.500h-4.500l-2.500 2.500v-2.500h-2z',
  panel: 'M2.500 3.500h11v9h-11zM9.500 3.500v9',
  close: 'M4.5 4.500l7 7m0-7l-7 7',
  undo: 'M6 4L3 7l3 3M3.500 7h5.500a3 3 0 0 1 0 6h-1.500',
  remove: 'M3.500 5h9M6.500 5v-1.500h3V5M5 5l.5 8h5l.5-8',
  help: 'M6 6.200a2 2 0 1 1 2.700 1.900c-.5.2-.7.5-.7 1.100v.3M8 11.800v.1',
  marker: 'M4 12.500h8M5.500 10l-.5-2 5-5 2 2-5 5z',
} as const;

export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
