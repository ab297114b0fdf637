/** The greatest time that a date can hold, in milliseconds (ECMA-262). */
const LAST = 8.64e15;

/** Milliseconds since the epoch as ISO 8601. */
export function toIso(ms: number): string {
  return new Date(Math.min(ms, LAST)).toISOString();
}

/** ISO 8601 as milliseconds since the epoch, never negative; null where it is no time. */
export function fromIso(text: unknown): number | null {
  if (typeof text !== 'string') return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : Math.max(0, Math.floor(ms));
}
