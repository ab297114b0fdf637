import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { JSDOM } from 'jsdom';
import { findPassages, indexOf } from '../../../lib/passages/find';
import { readPage } from '../../../lib/sites/index';
import type { NoPost, Post } from '../../../lib/sites/post';

const FOLDER = fileURLToPath(new URL('../../fixtures/pages/', import.meta.url));

/** A page of our own writing with a site's real structure, and what is to be read from it. */
export interface Fixture {
  name: string;
  html: string;
  url: string;
  /** The adapter that the page is for; absent where none may read it. */
  adapter?: string;
  /** The reader asked for this page. */
  generic?: boolean;
  expect: unknown;
}

export function fixtures(): Fixture[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.html'))
    .map((file) => {
      const name = file.replace(/\.html$/, '');
      const json = JSON.parse(readFileSync(`${FOLDER}${name}.json`, 'utf8'));
      return { name, html: readFileSync(`${FOLDER}${file}`, 'utf8'), ...json };
    });
}

export function fixture(name: string): Fixture {
  const found = fixtures().find((candidate) => candidate.name === name);
  if (!found) throw new Error(`No fixture ${name}`);
  return found;
}

export function openPage({ html, url }: { html: string; url: string }): Document {
  return new JSDOM(html, { url }).window.document;
}

export function readFixture(page: Fixture, document = openPage(page)): Post | NoPost {
  return readPage(document, new URL(page.url), page.generic ? { generic: true } : {});
}

/** What a reader program sees of a page, in plain values, to compare with the expectation beside the page. */
export function outline(read: Post | NoPost): unknown {
  if (read.site === null) return { site: null, reason: read.reason, wait: read.wait };
  const passages = findPassages(read, indexOf(read));
  const { site, kind, key, aliases, url, title, authors, publishedAt, extent } = read;
  return {
    site,
    kind,
    key,
    aliases,
    url,
    title,
    authors: authors.map((author) => [author.name, author.profile]),
    publishedAt,
    extent,
    comments: read.comments.map((comment) => [
      comment.id,
      comment.author?.name ?? null,
      comment.publishedAt,
      comment.parentId,
      comment.url,
    ]),
    passages: passages.map((passage) => ({
      [passage.block]: passage.text,
      by: passage.author,
      ...(passage.commentId ? { comment: passage.commentId } : {}),
      ...(passage.heading.length > 0 ? { heading: passage.heading } : {}),
      ...(passage.leadIn ? { leadIn: passage.leadIn } : {}),
    })),
  };
}
