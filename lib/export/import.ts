import { err, ok, type Result } from '../base/result';
import { importCsv } from './import-csv';
import { importHypothesis } from './import-hypothesis';
import { type Imported, parseEntry, parseJson } from './import-item';
import { importJsonLd } from './import-json-ld';
import { findDataLines } from './markdown-data';

export type ImportKind = 'markdown' | 'jsonld' | 'csv' | 'hypothesis';

function importMarkdown(text: string): Result<Imported> {
  const lines = findDataLines(text);
  if (lines === null) return err('this Markdown has no data to import: it was not exported here, or without its data');
  const imported: Imported = { entries: [], problems: [] };
  lines.forEach((line, index) => {
    const json = parseJson(line);
    const entry = json.ok ? parseEntry(json.value) : json;
    if (entry.ok) imported.entries.push(entry.value);
    else imported.problems.push({ item: index + 1, reason: entry.error });
  });
  return ok(imported);
}

/**
 * Reads annotations back: this product's own Markdown, JSON-LD and CSV without loss, other programs' Web Annotations
 * and Hypothesis' JSON export as highlights with notes. A file that is no such thing is an error; in a good file the
 * items that cannot be read are reported (numbered from 1; CSV by line) and the rest is given.
 */
export function importAnnotations(text: string, kind: ImportKind): Result<Imported> {
  if (kind === 'markdown') return importMarkdown(text);
  if (kind === 'csv') return importCsv(text);
  const json = parseJson(text.replace(/^\uFEFF/, ''));
  if (!json.ok) return json;
  return kind === 'jsonld' ? importJsonLd(json.value) : importHypothesis(json.value);
}
