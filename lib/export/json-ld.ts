import type { Annotation } from '../library/records';
import { TYPE_WORDS } from '../synthesis/words';
import { toIso } from './iso';
import { type Entry, type ExportPost, entriesOf, urlOf } from './post-view';

export const ANNO_CONTEXT = 'http://www.w3.org/ns/anno.jsonld';
export const URN = 'urn:cruxlight:';

/** What the Web Annotation vocabulary has no word for; `@json` keeps it as it is through any JSON-LD processor. */
const CONTEXT = [ANNO_CONTEXT, { 'cruxlight:record': { '@id': `${URN}record`, '@type': '@json' } }];

/** The fields of an annotation that standard properties do not carry. */
export type AnnotationRest = Omit<Annotation, 'id' | 'selectors' | 'note' | 'createdAt' | 'updatedAt'>;

/** The `cruxlight:record` of an annotation. */
export interface LdRecord {
  post: Entry['post'];
  passage: Entry['passage'];
  claim: Entry['claim'];
  annotation: AnnotationRest | null;
}

function motivation({ annotation }: Entry): string {
  if (annotation === null) return 'tagging';
  if (annotation.kind === 'decision') return 'assessing';
  return annotation.note === '' ? 'highlighting' : 'commenting';
}

function bodies({ annotation, claim }: Entry): object[] {
  const type = annotation === null ? claim?.type : annotation.type;
  const bodies: object[] = [];
  if (type) bodies.push({ type: 'TextualBody', purpose: 'tagging', value: type, 'rdfs:label': TYPE_WORDS[type].long });
  if (annotation !== null && annotation.note !== '') {
    bodies.push({ type: 'TextualBody', purpose: 'commenting', format: 'text/plain', value: annotation.note });
  }
  return bodies;
}

function toLd(entry: Entry, index: number): object {
  const { post, passage, selectors, annotation, claim } = entry;
  const selector: object[] = [{ type: 'TextQuoteSelector', ...selectors.quote }];
  if (selectors.position !== undefined) selector.push({ type: 'TextPositionSelector', ...selectors.position });
  let rest: AnnotationRest | null = null;
  if (annotation !== null) {
    const {
      id: _id,
      selectors: _selectors,
      note: _note,
      createdAt: _created,
      updatedAt: _updated,
      ...others
    } = annotation;
    rest = others;
  }
  const record: LdRecord = { post, passage, claim, annotation: rest };
  const id =
    annotation === null
      ? `${URN}tag:${encodeURIComponent((passage?.id ?? String(index)).toWellFormed())}:${claim?.type ?? index}`
      : `${URN}annotation:${encodeURIComponent(annotation.id.toWellFormed())}`;
  return {
    id,
    type: 'Annotation',
    motivation: motivation(entry),
    ...(annotation === null
      ? { generator: { type: 'Software', name: 'Cruxlight' } }
      : { creator: { type: 'Person' }, created: toIso(annotation.createdAt), modified: toIso(annotation.updatedAt) }),
    body: bodies(entry),
    target: { source: urlOf(entry), selector },
    'cruxlight:record': record,
  };
}

/** A post's annotations and open proposals as a W3C Web Annotation collection (JSON-LD) of one page. */
export function toJsonLd(view: ExportPost): string {
  const items = entriesOf(view).map(toLd);
  const page = { type: 'AnnotationPage', startIndex: 0, items };
  const collection = {
    '@context': CONTEXT,
    type: 'AnnotationCollection',
    label: view.post.title,
    total: items.length,
    ...(items.length > 0 ? { first: page } : {}),
  };
  return `${JSON.stringify(collection, null, 2)}\n`;
}
