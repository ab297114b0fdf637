import { err, ok, type Result } from '../base/result';
import { CSV_COLUMNS, type CsvColumn } from './csv';
import { parseCsvText } from './csv-text';
import { type Imported, parseEntry, parseJson } from './import-item';
import { fromIso } from './iso';
import type { Entry } from './post-view';

/** Without these a table is not ours. */
const NEEDED: readonly CsvColumn[] = ['kind', 'quote', 'post', 'url', 'title'];

type Cells = (column: CsvColumn) => string | null;

const number = (text: string | null): number | null => (text === null || text.trim() === '' ? null : Number(text));

/** A JSON cell; undefined where it is empty, and the text itself where it is no JSON, for the schema to refuse. */
function json(text: string | null): unknown {
  if (text === null || text === '') return undefined;
  const parsed = parseJson(text);
  return parsed.ok ? parsed.value : text;
}

/** Leaves out what is undefined: an absent field and an undefined one are not the same to the schemas. */
const defined = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

function readAnnotation(cell: Cells, selectors: unknown): unknown {
  if (cell('kind') === 'machine') return null;
  const deleted = cell('deleted');
  return defined({
    id: cell('id'),
    kind: cell('kind'),
    post: cell('annotation_post') ?? cell('post'),
    passage: cell('annotation_passage'),
    selectors,
    type: cell('type'),
    verdict: cell('verdict'),
    position: json(cell('reader_position')),
    topics: json(cell('reader_topics')),
    seen: json(cell('seen')),
    note: cell('note') ?? '',
    createdAt: fromIso(cell('created')),
    updatedAt: fromIso(cell('modified')) ?? fromIso(cell('created')),
    deletedAt: deleted === null ? null : fromIso(deleted),
  });
}

function readRow(cell: Cells): Result<Entry> {
  const position = defined({ start: number(cell('start')) ?? undefined, end: number(cell('end')) ?? undefined });
  const selectors = {
    quote: { exact: cell('quote'), prefix: cell('prefix') ?? '', suffix: cell('suffix') ?? '' },
    ...(Object.keys(position).length > 0 ? { position } : {}),
  };
  const claimType = cell('claim_type');
  return parseEntry({
    post: {
      key: cell('post'),
      url: cell('url') ?? '',
      title: cell('title') ?? '',
      authors: json(cell('authors')) ?? [],
      publishedAt: cell('published'),
      site: cell('site'),
    },
    passage:
      cell('passage') === null
        ? null
        : {
            id: cell('passage'),
            kind: cell('passage_kind'),
            author: cell('speaker'),
            publishedAt: cell('passage_published'),
            url: cell('passage_url'),
            heading: json(cell('heading')) ?? [],
            order: number(cell('order')),
          },
    selectors,
    annotation: readAnnotation(cell, selectors),
    claim:
      claimType === null
        ? null
        : defined({
            type: claimType,
            position: number(cell('position')),
            confidence: number(cell('confidence')),
            positionConfidence: number(cell('position_confidence')) ?? undefined,
            topics: json(cell('topics')) ?? [],
            status: cell('status'),
          }),
  });
}

/** Reads the CSV export back. Columns are found by name, in any order; unknown ones are passed over. */
export function importCsv(text: string): Result<Imported> {
  const rows = parseCsvText(text);
  if (!rows.ok) return rows;
  const [head, ...body] = rows.value;
  const at = new Map((head?.cells ?? []).map((name, index) => [name, index]));
  const missing = NEEDED.filter((name) => !at.has(name));
  if (missing.length > 0) return err(`this is not the export's table: no column ${missing.join(', ')}`);
  const width = head?.cells.length ?? CSV_COLUMNS.length;
  const imported: Imported = { entries: [], problems: [] };
  for (const { line, cells } of body) {
    const entry: Result<Entry> =
      cells.length > width
        ? err(`${cells.length} cells where the head has ${width}`)
        : readRow((column) => cells[at.get(column) ?? -1] ?? null);
    if (entry.ok) imported.entries.push(entry.value);
    else imported.problems.push({ item: line, reason: entry.error });
  }
  return ok(imported);
}
