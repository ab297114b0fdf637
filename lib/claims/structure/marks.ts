/** Something written like a rating: a number on a scale. Whether it is one, the words around it tell. Half-open offsets. */
export interface Mark {
  value: number;
  max: number;
  start: number;
  end: number;
  percent: boolean;
}

/** Scales that people rate on. "24/7", "9/11", "1/3" and dates are none. */
const SCALES = new Set([4, 5, 6, 7, 10, 20, 100]);

/** How far into a passage ratings are looked for, and how many are read. */
const REACH = 2_000;
export const MOST_RATINGS = 24;

/** Most marks that are looked at: a page may be nothing but stars. */
const MOST_MARKS = 64;

const FRACTION =
  /(?<![\p{L}\d/.,$]|\p{L}-)(\d{1,3}(?:\.\d+)?)\s?(?:\/|out of)\s?(\d{1,3})(?![\d/\p{L}]|\.\d|\s?%)(?!\s?[-–]\s?\d)/gu;
const PERCENT = /(?<![\d/.,$–-])(\d{1,3}(?:\.\d+)?)\s?(?:%|percent\b)(?!\s?[–-]\s?\d)/gu;
const STARS = /([★⭐]{1,5})(☆{0,4})/gu;

/** All that is written like a rating, in order. */
export function marksIn(text: string): Mark[] {
  const head = text.slice(0, REACH);
  if (!/[/%★⭐]|out of|percent/u.test(head)) return [];
  const marks: Mark[] = [];
  const add = (match: RegExpExecArray, value: number, max: number, percent: boolean) => {
    if (value <= max) marks.push({ value, max, start: match.index, end: match.index + match[0].length, percent });
  };
  for (const match of head.matchAll(FRACTION)) {
    const max = Number(match[2]);
    if (SCALES.has(max)) add(match, Number(match[1]), max, false);
  }
  for (const match of head.matchAll(PERCENT)) add(match, Number(match[1]), 100, true);
  for (const match of head.matchAll(STARS)) {
    const filled = match[1]?.length ?? 0;
    if (filled + (match[2]?.length ?? 0) === 5) add(match, filled, 5, false);
  }
  return marks.sort((a, b) => a.start - b.start).slice(0, MOST_MARKS);
}
