import type { Annotation } from '../library/records';
import { toCsvText } from './csv-text';
import { toIso } from './iso';
import { type Entry, type ExportPost, entriesOf, urlOf } from './post-view';
import { textFragmentUrl } from './text-fragment';

/**
 * The columns of the CSV export, in order. Lists and the record of what the machine said (`seen`) are JSON; times are
 * ISO 8601; an empty cell is "not there", an empty quoted one an empty text.
 */
export const CSV_COLUMNS = [
  'type',
  'position',
  'topics',
  'quote',
  'note',
  'speaker',
  'status',
  'verdict',
  'confidence',
  'title',
  'link',
  'id',
  'kind',
  'created',
  'modified',
  'reader_position',
  'reader_topics',
  'position_confidence',
  'claim_type',
  'seen',
  'post',
  'url',
  'authors',
  'published',
  'site',
  'annotation_post',
  'annotation_passage',
  'deleted',
  'passage',
  'passage_kind',
  'passage_published',
  'passage_url',
  'heading',
  'order',
  'prefix',
  'suffix',
  'start',
  'end',
] as const;
export type CsvColumn = (typeof CSV_COLUMNS)[number];

const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));
const time = (ms: number | null): string | null => (ms === null ? null : toIso(ms));

function annotationCells(annotation: Annotation | null): Partial<Record<CsvColumn, string | null>> {
  if (annotation === null) return { kind: 'machine' };
  return {
    id: annotation.id,
    kind: annotation.kind,
    note: annotation.note,
    verdict: annotation.verdict,
    created: time(annotation.createdAt),
    modified: time(annotation.updatedAt),
    deleted: time(annotation.deletedAt),
    // Null ("can't be told") is the reader's word too: only an absent position leaves the cell empty.
    reader_position: json(annotation.position),
    reader_topics: json(annotation.topics),
    seen: json(annotation.seen),
    annotation_post: annotation.post,
    annotation_passage: annotation.passage,
  };
}

function rowOf(entry: Entry): (string | null)[] {
  const { post, passage, selectors, annotation, claim } = entry;
  const { quote, position } = selectors;
  const shown = claim === null ? (annotation?.position ?? null) : claim.position;
  const cells: Partial<Record<CsvColumn, string | null>> = {
    ...annotationCells(annotation),
    type: annotation?.type ?? (annotation === null ? (claim?.type ?? null) : null),
    claim_type: claim?.type ?? null,
    position: shown === null ? null : String(shown),
    topics: json(claim === null ? annotation?.topics : claim.topics),
    quote: quote.exact,
    prefix: quote.prefix,
    suffix: quote.suffix,
    start: position === undefined ? null : String(position.start),
    end: position === undefined ? null : String(position.end),
    status: claim?.status ?? null,
    confidence: claim === null ? null : String(claim.confidence),
    position_confidence: claim?.positionConfidence === undefined ? null : String(claim.positionConfidence),
    speaker: passage?.author ?? null,
    passage: passage?.id ?? null,
    passage_kind: passage?.kind ?? null,
    passage_published: passage?.publishedAt ?? null,
    passage_url: passage?.url ?? null,
    heading: passage === null ? null : json(passage.heading),
    order: passage === null ? null : String(passage.order),
    title: post.title,
    link: textFragmentUrl(urlOf(entry), quote),
    post: post.key,
    url: post.url,
    authors: json(post.authors),
    published: post.publishedAt,
    site: post.site,
  };
  return CSV_COLUMNS.map((column) => cells[column] ?? null);
}

/** A post's annotations and open proposals as CSV (RFC 4180, UTF-8), safe to open in a spreadsheet, exact to read back. */
export function toCsv(view: ExportPost): string {
  return toCsvText([[...CSV_COLUMNS], ...entriesOf(view).map(rowOf)]);
}
