import type { ClaimType, Rating } from '../claim';

const FACTORS: [ClaimType, RegExp][] = [
  [
    'IN',
    /\bincentiv|\beconomic|\bprofit|\bmarket\b|\bcommercial|\bfunding\b|\bdemand\b|\bdesire\b|\bwillingness|\bmotivation/iu,
  ],
  ['FQ', /\bfeedback|\bground truth|\bmeasurab|\bevaluab|\bsignal\b|\bmetric|\blegib/iu],
  ['VV', /\bverif|\bvalidat|\bcheckab|\bassur|\bauditab|\btestab/iu],
  ['CB', /\bconcept|\binsight|\bidea|\btaste\b|\bnovel|\bcreativ|\bparadigm|\bphilosoph/iu],
];

/** The claim type that a rated factor speaks of, by its words; null where they name none. */
export function typeOfFactor(factor: string): ClaimType | null {
  return FACTORS.find(([, words]) => words.test(factor))?.[0] ?? null;
}

/** A factor whose high value is bad for the type's axis ("difficulty of verification 5/5"). */
const INVERTED = /\b(?:difficult|hard|lack|poor|slow|absence|cost)/iu;

/** True where a high value of the factor lies on the type's minus side. */
export const isInverted = (type: ClaimType, factor: string): boolean => type !== 'CB' && INVERTED.test(factor);

/**
 * Position of a rating on the axis of `type`, -1 to 1: above the middle of its scale +, below it -, at the middle 0, as
 * the codebook says. Nobody who rates out of 5 gives a 0, so scales up to 7 run from 1 unless a 0 is given: the middle of
 * 1..5 is 3, and that of 1..4 lies between 2 and 3, so that 2/4 is below it although it is half of 4. Longer scales and
 * percentages run from 0. Where a high value of the factor is bad on the type's axis, the number is turned round.
 */
export function positionOfRating({ value, max, factor }: Omit<Rating, 'item'>, type: ClaimType | null): number {
  const low = max > 1 && max <= 7 && value >= 1 ? 1 : 0;
  const position = Math.round((((value - low) / (max - low)) * 2 - 1) * 1000) / 1000;
  const bounded = Math.max(-1, Math.min(1, position));
  return type !== null && factor != null && isInverted(type, factor) ? 0 - bounded : bounded;
}
