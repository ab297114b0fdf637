/** One probability that was given, and whether it came true. */
export interface Point {
  kind: 'type' | 'position';
  p: number;
  right: boolean;
}

const BINS = 10;
const SIZE = 320;
const EDGE = 46;

interface Bin {
  p: number;
  share: number;
  count: number;
}

function binsOf(points: Point[]): Bin[] {
  const sums = Array.from({ length: BINS }, () => ({ p: 0, right: 0, count: 0 }));
  for (const { p, right } of points) {
    const bin = sums[Math.min(BINS - 1, Math.floor(p * BINS))]!;
    bin.p += p;
    bin.right += right ? 1 : 0;
    bin.count++;
  }
  return sums
    .filter(({ count }) => count >= 15)
    .map(({ p, right, count }) => ({ p: p / count, share: right / count, count }));
}

const errorOf = (bins: Bin[]): number => {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  return bins.reduce((sum, { p, share, count }) => sum + (Math.abs(p - share) * count) / total, 0);
};

/** The picture: probability given against the share that was right, for types and for positions; and the mean gaps. */
export function calibrationSvg(points: Point[]): { svg: string; error: { type: number; position: number } } {
  const type = binsOf(points.filter(({ kind }) => kind === 'type'));
  const position = binsOf(points.filter(({ kind }) => kind === 'position'));
  const x = (v: number) => (EDGE + v * SIZE).toFixed(1);
  const y = (v: number) => (12 + (1 - v) * SIZE).toFixed(1);
  const line = (bins: Bin[], colour: string, dash: string) =>
    `<polyline fill="none" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}" points="${bins.map((b) => `${x(b.p)},${y(b.share)}`).join(' ')}"/>` +
    bins
      .map(
        (b) =>
          `<circle cx="${x(b.p)}" cy="${y(b.share)}" r="4" fill="${colour}"><title>${b.count} cases</title></circle>`,
      )
      .join('');
  const ticks = [0, 0.25, 0.5, 0.75, 1]
    .map(
      (v) =>
        `<text x="${x(v)}" y="${SIZE + 30}" text-anchor="middle">${v}</text><text x="${EDGE - 8}" y="${Number(y(v)) + 4}" text-anchor="end">${v}</text>` +
        `<line x1="${x(v)}" y1="${y(0)}" x2="${x(v)}" y2="${y(1)}" stroke="#ddd"/><line x1="${x(0)}" y1="${y(v)}" x2="${x(1)}" y2="${y(v)}" stroke="#ddd"/>`,
    )
    .join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE + EDGE + 20}" height="${SIZE + 56}" font-family="sans-serif" font-size="11" role="img"><title>Calibration: probability given against share right, out of fold</title><rect width="100%" height="100%" fill="#fff"/>${ticks}<line x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}" stroke="#888"/>${line(type, '#0072b2', '')}${line(position, '#d55e00', '6 4')}<text x="${x(0.05)}" y="${y(0.93)}" fill="#0072b2">claim types (solid)</text><text x="${x(0.05)}" y="${y(0.87)}" fill="#d55e00">positions (dashed)</text><text x="${x(0.5)}" y="${SIZE + 48}" text-anchor="middle">probability given</text></svg>\n`;
  return { svg, error: { type: errorOf(type), position: errorOf(position) } };
}
