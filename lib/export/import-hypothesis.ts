import { err, ok, type Result } from '../base/result';
import { asArray, foreignEntry, type Imported, isObject, selectorsOf } from './import-item';
import { fromIso } from './iso';
import type { Entry } from './post-view';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function readItem(item: unknown): Result<Entry> {
  if (!isObject(item)) return err('it is no object');
  if (asArray(item.references).length > 0) return err('it is a reply, and replies have no place of their own');
  const target = asArray(item.target).find(isObject);
  const selectors = selectorsOf(asArray(target?.selector));
  if (selectors === null) return err('it is a note on the whole page and quotes no words');
  const document = item.document;
  const title = isObject(document) ? text(asArray(document.title)[0]) : '';
  return foreignEntry({
    origin: 'h',
    id: text(item.id) || JSON.stringify(item),
    url: text(item.uri) || text(target?.source),
    title: title.slice(0, 2_000),
    selectors,
    note: text(item.text),
    tags: asArray(item.tags).filter((tag) => typeof tag === 'string'),
    created: fromIso(item.created),
    modified: fromIso(item.updated),
  });
}

/** Reads the JSON that Hypothesis' client exports (or the rows of its API's search): quotes, notes and tags. */
export function importHypothesis(document: unknown): Result<Imported> {
  const items = isObject(document) ? (document.annotations ?? document.rows) : document;
  if (!Array.isArray(items)) return err('this is no Hypothesis export: it has no list of annotations');
  const imported: Imported = { entries: [], problems: [] };
  items.forEach((item, index) => {
    const entry = readItem(item);
    if (entry.ok) imported.entries.push(entry.value);
    else imported.problems.push({ item: index + 1, reason: entry.error });
  });
  return ok(imported);
}
