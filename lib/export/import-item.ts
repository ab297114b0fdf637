import type * as z from 'zod';
import { err, ok, type Result } from '../base/result';
import { hashText } from '../base/text';
import { CLAIM_TYPES, type ClaimType } from '../claims/claim';
import type { Annotation } from '../library/records';
import type { Selectors } from '../passages/passage';
import { TYPE_WORDS } from '../synthesis/words';
import { type Entry, entrySchema } from './post-view';

/** What could be read, and which items could not and why. */
export interface Imported {
  entries: Entry[];
  problems: { item: number; reason: string }[];
}

/** The first complaint of zod, with the path at which it arose. */
function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return 'not of the expected form';
  return issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message;
}

export function parseWith<T>(schema: z.ZodType<T>, value: unknown): Result<T> {
  const parsed = schema.safeParse(value);
  return parsed.success ? ok(parsed.data) : err(firstIssue(parsed.error));
}

export const parseEntry = (value: unknown): Result<Entry> => parseWith(entrySchema, value);

export function parseJson(text: string): Result<unknown> {
  try {
    return ok(JSON.parse(text) as unknown);
  } catch (error) {
    if (error instanceof SyntaxError) return err(`not JSON: ${error.message}`);
    throw error;
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const asArray = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

/** The claim type that a tag names by its code or in words, whatever its case; null for any other tag. */
export function typeOfTag(tag: string): ClaimType | null {
  const word = tag.trim().toLowerCase();
  const names = (type: ClaimType): string[] => [type, TYPE_WORDS[type].short, TYPE_WORDS[type].long];
  return CLAIM_TYPES.find((type) => names(type).some((name) => name.toLowerCase() === word)) ?? null;
}

/** Quote and position selectors out of a Web Annotation target's list; null where no words are quoted. */
export function selectorsOf(list: readonly unknown[]): Selectors | null {
  let quote: Selectors['quote'] | null = null;
  let position: Selectors['position'];
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  for (const selector of list) {
    if (!isObject(selector)) continue;
    if (selector.type === 'TextQuoteSelector' && quote === null) {
      // Contexts are kept to the schema's length from the side of the quote.
      quote = {
        exact: text(selector.exact),
        prefix: text(selector.prefix).slice(-400),
        suffix: text(selector.suffix).slice(0, 400),
      };
    }
    const { start, end } = selector;
    if (selector.type === 'TextPositionSelector' && typeof start === 'number' && typeof end === 'number') {
      position = { start, end };
    }
  }
  if (quote === null || quote.exact === '') return null;
  return position === undefined ? { quote } : { quote, position };
}

/** An annotation made by another program: a highlight on the page it names. */
export interface Foreign {
  origin: 'w' | 'h';
  id: string;
  url: string;
  title: string;
  selectors: Selectors;
  note: string;
  tags: readonly string[];
  created: number | null;
  modified: number | null;
}

/**
 * Makes an entry of a foreign annotation. The first tag that names a claim type becomes its type; other tags are kept
 * as a last line of the note. Its post is known by address alone (`url:`): the library finds whether it has the post.
 * Its id is derived from the foreign one, so that importing twice changes nothing.
 */
export function foreignEntry(foreign: Foreign): Result<Entry> {
  if (!/^https?:\/\//i.test(foreign.url) || !URL.canParse(foreign.url)) return err('it names no web page');
  const type = foreign.tags.map(typeOfTag).find((found) => found !== null) ?? null;
  const others = foreign.tags.filter((tag) => tag.trim() !== '' && typeOfTag(tag) === null);
  const tagLine = others.length > 0 ? `Tags: ${others.join(', ')}` : '';
  const created = foreign.created ?? foreign.modified ?? 0;
  const url = new URL(foreign.url);
  url.hash = '';
  const key = `url:${url.href}`;
  const annotation: Annotation = {
    id: `${foreign.origin}:${hashText(foreign.id)}`,
    kind: 'highlight',
    post: key,
    passage: null,
    selectors: foreign.selectors,
    type,
    verdict: null,
    note: [foreign.note, tagLine].filter((part) => part !== '').join('\n\n'),
    createdAt: created,
    updatedAt: Math.max(created, foreign.modified ?? 0),
    deletedAt: null,
  };
  return parseEntry({
    post: { key, url: url.href, title: foreign.title, authors: [], publishedAt: null, site: null },
    passage: null,
    selectors: foreign.selectors,
    annotation,
    claim: null,
  });
}
