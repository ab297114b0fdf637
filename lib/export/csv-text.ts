import { err, ok, type Result } from '../base/result';

/**
 * One cell of CSV (RFC 4180). Null is an empty cell, the empty string a quoted one. Text that a spreadsheet would run
 * as a formula gets a leading apostrophe; text that has one already gets another, so that reading is exact.
 */
export function toCell(value: string | null): string {
  if (value === null) return '';
  const text = isNumber(value) ? value : value.replace(FORMULA, "'$&");
  return text === '' || /[",\r\n]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** First characters at which spreadsheets start a formula, the wide forms included, and our own mark. */
const FORMULA = /^[=+\-@\t\r\n'＝＋－＠|%]/u;
const isNumber = (text: string): boolean => /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text);

const fromCell = (text: string): string => (/^'[=+\-@\t\r\n'＝＋－＠|%]/u.test(text) ? text.slice(1) : text);

/** Rows as CSV with CRLF line ends. */
export function toCsvText(rows: readonly (readonly (string | null)[])[]): string {
  return rows.map((row) => `${row.map(toCell).join(',')}\r\n`).join('');
}

/** A row with the number of the line, from 1, on which it starts. */
export interface CsvRow {
  line: number;
  cells: (string | null)[];
}

/** Reads CSV: any line ends, quoted cells over several lines, a byte-order mark. Blank lines are passed over. */
export function parseCsvText(text: string): Result<CsvRow[]> {
  const rows: CsvRow[] = [];
  let cells: (string | null)[] = [];
  let line = 1;
  let start = 1;
  let i = text.startsWith('\uFEFF') ? 1 : 0;
  while (i < text.length) {
    let cell: string | null = null;
    if (text[i] === '"') {
      let value = '';
      const opened = line;
      i++;
      for (;;) {
        const end = text.indexOf('"', i);
        if (end < 0) return err(`the quoted cell that starts on line ${opened} does not end`);
        value += text.slice(i, end);
        i = end + 1;
        if (text[i] !== '"') break;
        value += '"';
        i++;
      }
      line += value.match(/\r\n|\r|\n/g)?.length ?? 0;
      cell = fromCell(value);
    } else {
      let end = i;
      while (end < text.length && !',\r\n'.includes(text[end]!)) end++;
      const value = text.slice(i, end);
      cell = value === '' ? null : fromCell(value);
      i = end;
    }
    cells.push(cell);
    if (text[i] === ',') {
      i++;
      if (i === text.length) cells.push(null);
      continue;
    }
    if (i < text.length && text[i] !== '\r' && text[i] !== '\n')
      return err(`stray text after a quoted cell on line ${line}`);
    if (text[i] === '\r' && text[i + 1] === '\n') i++;
    i++;
    if (cells.length > 1 || cells[0] !== null) rows.push({ line: start, cells });
    cells = [];
    line++;
    start = line;
  }
  if (cells.length > 0) rows.push({ line: start, cells });
  return ok(rows);
}
