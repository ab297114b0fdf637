import { err, ok, type Result } from '../base/result';
import { asArray, foreignEntry, type Imported, isObject, parseEntry, selectorsOf } from './import-item';
import { fromIso } from './iso';
import { URN } from './json-ld';
import type { Entry } from './post-view';

/** All annotations in a document: one, a list, a page, or a collection with its pages inside. */
function annotationsIn(value: unknown, depth = 0): unknown[] {
  if (depth > 8) return [];
  if (Array.isArray(value)) return value.flatMap((item) => annotationsIn(item, depth + 1));
  if (!isObject(value)) return [value];
  if (value['@graph'] !== undefined) return annotationsIn(value['@graph'], depth + 1);
  const type = asArray(value.type ?? value['@type']);
  if (type.includes('AnnotationCollection')) return annotationsIn(asArray(value.first), depth + 1);
  if (type.includes('AnnotationPage')) {
    return [
      ...annotationsIn(asArray(value.items), depth + 1),
      ...asArray(value.next)
        .filter(isObject)
        .flatMap((next) => annotationsIn(next, depth + 1)),
    ];
  }
  return [value];
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

interface Bodies {
  note: string;
  tags: string[];
}

function bodiesOf(value: unknown): Bodies {
  const notes: string[] = [];
  const tags: string[] = [];
  for (const body of asArray(value)) {
    if (!isObject(body)) continue;
    const words = text(body.value);
    if (words === '') continue;
    if (body.purpose === 'tagging' || body.purpose === 'classifying') tags.push(words);
    else notes.push(words);
  }
  return { note: notes.join('\n\n'), tags };
}

/** One of our own annotations: standard properties first, the rest from its record. */
function ownEntry(item: Record<string, unknown>, record: Record<string, unknown>): Result<Entry> {
  const target = asArray(item.target).find(isObject);
  const selectors = selectorsOf(asArray(target?.selector));
  if (selectors === null) return err('it quotes no words');
  const { note } = bodiesOf(item.body);
  let annotation: unknown = null;
  if (isObject(record.annotation)) {
    const created = fromIso(item.created);
    const id = text(item.id);
    if (created === null) return err('created: not a time');
    if (!id.startsWith(`${URN}annotation:`)) return err('id: not an annotation of this program');
    annotation = {
      ...record.annotation,
      id: decodeId(id.slice(`${URN}annotation:`.length)),
      selectors,
      note,
      createdAt: created,
      updatedAt: fromIso(item.modified) ?? created,
    };
  }
  return parseEntry({
    post: record.post,
    passage: record.passage,
    selectors,
    claim: record.claim,
    annotation,
  });
}

function decodeId(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch (error) {
    if (error instanceof URIError) return id;
    throw error;
  }
}

function foreign(item: Record<string, unknown>): Result<Entry> {
  const target = asArray(item.target)[0];
  if (!isObject(target)) return err('it has no target with a selector');
  const selectors = selectorsOf(asArray(target.selector));
  if (selectors === null) return err('it quotes no words, so its place cannot be found');
  const source = isObject(target.source) ? target.source.id : target.source;
  const body = item.body;
  const { note, tags } = typeof body === 'string' ? { note: body, tags: [] } : bodiesOf(body);
  const bodyValue = text(item.bodyValue);
  return foreignEntry({
    origin: 'w',
    id: text(item.id) || JSON.stringify(item),
    url: text(source),
    title: '',
    selectors,
    note: [note, bodyValue].filter((part) => part !== '').join('\n\n'),
    tags,
    created: fromIso(item.created),
    modified: fromIso(item.modified),
  });
}

/** Reads W3C Web Annotations (a parsed JSON document): our own without loss, others as highlights with notes. */
export function importJsonLd(document: unknown): Result<Imported> {
  if (!isObject(document) && !Array.isArray(document)) return err('this is no Web Annotation document');
  const imported: Imported = { entries: [], problems: [] };
  annotationsIn(document).forEach((item, index) => {
    const entry = readItem(item);
    if (entry.ok) imported.entries.push(entry.value);
    else imported.problems.push({ item: index + 1, reason: entry.error });
  });
  return ok(imported);
}

function readItem(item: unknown): Result<Entry> {
  if (!isObject(item)) return err('it is no object');
  if (!asArray(item.type ?? item['@type']).includes('Annotation')) return err('it is no Annotation');
  const record = item['cruxlight:record'];
  return isObject(record) ? ownEntry(item, record) : foreign(item);
}
