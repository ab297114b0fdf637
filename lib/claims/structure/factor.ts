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

/**
 * Position of a rating. Short scales (up to 7) run from 1 unless a 0 is given, so that 3/5 is the middle; longer ones
 * and percentages run from 0.
 */
export function positionOfRating({ value, max }: Pick<Rating, 'value' | 'max'>): number {
  const low = max <= 7 && value >= 1 ? 1 : 0;
  const position = ((value - low) / (max - low)) * 2 - 1;
  return Math.max(-1, Math.min(1, Math.round(position * 1000) / 1000));
}

/** A factor whose high value is bad for the type's axis ("difficulty of verification 5/5"). */
const INVERTED = /\b(?:difficult|hard|lack|poor|slow|absence|cost)/iu;

/** True where a high value of the factor lies on the type's minus side. */
export const isInverted = (type: ClaimType, factor: string): boolean => type !== 'CB' && INVERTED.test(factor);
