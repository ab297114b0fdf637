import type { ClaimType } from '../../lib/claims/claim';

export interface StripDot {
  name: string;
  /** -1 to 1, or null where the side can't be told: such dots stand hollow below the middle. */
  position: number | null;
  confirmed: boolean;
  /** Only perhaps heard here: small and faint. */
  faint?: boolean;
}

interface Props {
  type: ClaimType;
  dots: StripDot[];
  width?: number;
  height?: number;
}

const MAX_STACK = 4;

/**
 * The − … + axis with a dot for each speaker; dots at the same place stack upwards. Decoration: the control that holds
 * it says the same in words. Filled is confirmed, ringed is the machine's.
 */
export function Strip({ type, dots, width = 76, height = 24 }: Props) {
  const r = 3.2;
  const pad = r + 6;
  const base = height - r - 3;
  const x = (p: number) => pad + ((p + 1) / 2) * (width - 2 * pad);
  const taken = new Map<number, number>();
  const placed = dots.map((dot) => {
    const cx = x(dot.position ?? 0);
    const slot = Math.round(cx / (2 * r));
    const level = taken.get(slot) ?? 0;
    taken.set(slot, level + 1);
    return { ...dot, cx, cy: base - Math.min(level, MAX_STACK) * (2 * r - 1.2) };
  });
  return (
    <svg
      className="strip"
      data-type={type}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
    >
      <line className="strip-axis" x1={pad} x2={width - pad} y1={base} y2={base} />
      <line className="strip-mid" x1={width / 2} x2={width / 2} y1={base - 4} y2={base + 4} />
      <path className="strip-sign" d={`M1 ${base}h5`} />
      <path className="strip-sign" d={`M${width - 6} ${base}h5M${width - 3.5} ${base - 2.5}v5`} />
      {placed.map((dot) => (
        <circle
          key={dot.name}
          cx={dot.cx}
          cy={dot.cy}
          r={dot.faint ? r - 1 : r}
          className="strip-dot"
          data-unknown={dot.position === null}
          data-confirmed={dot.confirmed}
          data-faint={dot.faint === true}
        />
      ))}
    </svg>
  );
}
