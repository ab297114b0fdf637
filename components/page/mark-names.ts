import type { ClaimType } from '../../lib/claims/claim';
import type { PaletteName } from './palette';

/** All our names in the page's highlight registry begin with this; no other name is ever touched. */
export const PREFIX = 'cruxlight-';

/** How many lines can stand under the same words, each lower than the one before. */
export const SLOTS = 4;

/** `pencil` for what is shown as sure or decided, `faint` for what is shown only at the density "all". */
export type Weight = 'pencil' | 'faint';

export const lineName = (palette: PaletteName, type: ClaimType, weight: Weight, slot: number) =>
  `${PREFIX}${palette}-${type.toLowerCase()}-${weight}-${slot}`;
export const tintName = (palette: PaletteName, type: ClaimType) => `${PREFIX}${palette}-${type.toLowerCase()}-ink`;
export const ownName = (palette: PaletteName) => `${PREFIX}${palette}-own`;
export const focusName = (palette: PaletteName) => `${PREFIX}${palette}-focus`;
