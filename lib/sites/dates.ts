const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * ISO 8601 of a date as a page gives it: an instant where it names one ("2025-12-16T15:35:49+00:00"), a bare day where it
 * names only that ("9th May 2023", "Dec 19, 2025, 2:28 PM": the reader's time zone is not the page's). Relative and
 * yearless dates ("3mo", "May 9") give null rather than a guess.
 */
export function toIsoDate(text: string | null | undefined): string | null {
  const given = (text ?? '').trim();
  const day = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(given);
  if (day) return isoDay(Number(day[1]), Number(day[2]), Number(day[3]));
  if (/^\d{4}-\d{2}-\d{2}T/.test(given)) {
    const time = Date.parse(given);
    return Number.isNaN(time) ? null : new Date(time).toISOString();
  }
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3})[a-z]*\.?,?\s+(\d{4})/i.exec(given);
  if (dayFirst) return isoDay(Number(dayFirst[3]), monthOf(dayFirst[2]), Number(dayFirst[1]));
  const monthFirst = /^([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})/i.exec(given);
  if (monthFirst) return isoDay(Number(monthFirst[3]), monthOf(monthFirst[1]), Number(monthFirst[2]));
  return null;
}

/** ISO 8601 of milliseconds since the epoch written as digits, or null. */
export function millisecondsToIso(text: string | null): string | null {
  if (!text || !/^\d{10,14}$/.test(text)) return null;
  return new Date(Number(text)).toISOString();
}

function monthOf(name: string | undefined): number {
  return MONTHS.indexOf((name ?? '').toLowerCase()) + 1;
}

function isoDay(year: number, month: number, day: number): string | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
