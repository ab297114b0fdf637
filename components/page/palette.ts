import { CLAIM_TYPES, type ClaimType } from '../../lib/claims/claim';
import { type Color, contrast, parseColor } from './color';

/**
 * Prepared sets of colours, for light, strongly coloured and dark backgrounds. The hues follow Okabe and Ito's set for
 * colour-blind readers, darkened or lightened until each keeps 3:1 against its backgrounds (WCAG 1.4.11).
 */
export const PALETTES = {
  light: {
    lines: { FQ: '#0068a8', IN: '#bf4e00', CB: '#8a3fa0', VV: '#00795a' },
    tint: 0.12,
    own: 'rgb(255 208 60 / 0.38)',
    focus: 'rgb(40 60 110 / 0.09)',
  },
  deep: {
    lines: { FQ: '#002f5c', IN: '#4d1c00', CB: '#3b0b52', VV: '#00382a' },
    tint: 0.16,
    own: 'rgb(255 236 140 / 0.4)',
    focus: 'rgb(0 0 0 / 0.12)',
  },
  dark: {
    lines: { FQ: '#74bdf5', IN: '#ffad66', CB: '#dba6f0', VV: '#58d6ab' },
    tint: 0.2,
    own: 'rgb(255 214 90 / 0.26)',
    focus: 'rgb(255 255 255 / 0.11)',
  },
} as const satisfies Record<string, { lines: Record<ClaimType, string>; tint: number; own: string; focus: string }>;

export type PaletteName = keyof typeof PALETTES;
export const PALETTE_NAMES = Object.keys(PALETTES) as PaletteName[];

/** The weakest of a palette's four lines against a background. */
export function weakestContrast(name: PaletteName, background: Color): number {
  return Math.min(...CLAIM_TYPES.map((type) => contrast(parseColor(PALETTES[name].lines[type]) as Color, background)));
}

/**
 * The palette for an opaque background: the first that keeps 4:1 throughout, in the order light, dark, deep, since the
 * first two have the clearer hues; else whichever keeps most.
 */
export function choosePalette(background: Color): PaletteName {
  const order: PaletteName[] = ['light', 'dark', 'deep'];
  const clear = order.find((name) => weakestContrast(name, background) >= 4);
  if (clear) return clear;
  return order.reduce((best, name) =>
    weakestContrast(name, background) > weakestContrast(best, background) ? name : best,
  );
}
