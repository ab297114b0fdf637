/** An sRGB colour: channels 0 to 255, alpha 0 to 1. */
export interface Color {
  r: number;
  g: number;
  b: number;
  a: number;
}

const NUMBERS = /[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?%?/giu;

/**
 * Parses what `getComputedStyle` gives for sRGB colours: `rgb()`, `rgba()`, `color(srgb …)` and hex. Null for other
 * spaces (`oklch()`, `lab()`), which the caller has the browser convert.
 */
export function parseColor(css: string): Color | null {
  const text = css.trim().toLowerCase();
  if (text === 'transparent') return { r: 0, g: 0, b: 0, a: 0 };
  if (/^#[0-9a-f]{6}$/u.test(text)) {
    const n = Number.parseInt(text.slice(1), 16);
    return { r: n >> 16, g: (n >> 8) & 255, b: n & 255, a: 1 };
  }
  const scale = text.startsWith('rgb') ? 1 : text.startsWith('color(srgb ') ? 255 : 0;
  if (scale === 0) return null;
  const inner = text.slice(text.indexOf('(') + 1).replace(/^srgb /u, '');
  const parts = (inner.match(NUMBERS) ?? []).map((part) =>
    part.endsWith('%')
      ? { value: Number(part.slice(0, -1)) / 100, percent: true }
      : { value: Number(part), percent: false },
  );
  const [r, g, b, alpha] = parts;
  if (!r || !g || !b) return null;
  const channel = (part: { value: number; percent: boolean }) =>
    Math.min(255, Math.max(0, part.percent ? part.value * 255 : part.value * scale));
  return { r: channel(r), g: channel(g), b: channel(b), a: Math.min(1, Math.max(0, alpha?.value ?? 1)) };
}

/** `top` painted over an opaque `under`. */
export function over(top: Color, under: Color): Color {
  const mix = (a: number, b: number) => a * top.a + b * (1 - top.a);
  return { r: mix(top.r, under.r), g: mix(top.g, under.g), b: mix(top.b, under.b), a: 1 };
}

/** Relative luminance, 0 to 1 (WCAG 2.2). */
export function luminance(color: Color): number {
  const linear = (value: number) => {
    const s = value / 255;
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b);
}

/** Contrast ratio, 1 to 21 (WCAG 2.2). */
export function contrast(a: Color, b: Color): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}
