import type * as z from 'zod';
import { type ClaimLine, claimLineSchema } from './synthesis';

/** A line that could not be read: `line` counts from 1. */
export interface LineProblem {
  file: string;
  line: number;
  reason: string;
}

/** The first two complaints of zod, with the path at which each arose. */
export function issuesToReason(error: z.ZodError): string {
  return error.issues
    .slice(0, 2)
    .map((issue) => (issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message))
    .join('; ');
}

function parseJson(text: string): { ok: true; value: unknown } | { ok: false; reason: string } {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, reason: `not JSON: ${error.message}` };
    throw error;
  }
}

/**
 * Reads the JSON Lines of `synthesize --claims`. Blank lines and a byte-order mark are passed over; a line that does not
 * parse is reported with its number and the rest is kept.
 */
export function parseClaimLines(text: string, file: string): { lines: ClaimLine[]; problems: LineProblem[] } {
  const lines: ClaimLine[] = [];
  const problems: LineProblem[] = [];
  text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .forEach((raw, index) => {
      if (raw.trim() === '') return;
      const json = parseJson(raw);
      if (!json.ok) {
        problems.push({ file, line: index + 1, reason: json.reason });
        return;
      }
      const parsed = claimLineSchema.safeParse(json.value);
      if (parsed.success) lines.push(parsed.data);
      else problems.push({ file, line: index + 1, reason: issuesToReason(parsed.error) });
    });
  return { lines, problems };
}
