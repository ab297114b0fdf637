import { CLAIM_TYPES, type ClaimType } from '../../lib/claims/claim';
import type { PaletteName } from './palette';

/** All our names in the page's highlight registry begin with this; no other name is ever touched. */
const PREFIX = 'cruxlight-';

/** How many lines can stand under the same words, each lower than the one before. */
export const SLOTS = 4;

/** `pencil` for what is shown as sure or decided, `faint` for what is shown only at the density "all". */
export type Weight = 'pencil' | 'faint';

export const lineName = (palette: PaletteName, type: ClaimType, weight: Weight, slot: number) =>
  `${PREFIX}${palette}-${type.toLowerCase()}-${weight}-${slot}`;
export const tintName = (palette: PaletteName, type: ClaimType) => `${PREFIX}${palette}-${type.toLowerCase()}-ink`;
export const ownName = (palette: PaletteName) => `${PREFIX}${palette}-own`;
export const focusName = (palette: PaletteName) => `${PREFIX}${palette}-focus`;

/** Every name that a palette has. A registry can't be asked for its names by an extension's script in Firefox. */
export const namesOf = (palette: PaletteName): string[] => [
  ...CLAIM_TYPES.flatMap((type) => [
    ...(['pencil', 'faint'] as const).flatMap((weight) =>
      Array.from({ length: SLOTS }, (_, slot) => lineName(palette, type, weight, slot)),
    ),
    tintName(palette, type),
  ]),
  ownName(palette),
  focusName(palette),
];
