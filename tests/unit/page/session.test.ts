import { JSDOM } from 'jsdom';
import { expect, test } from 'vitest';
import { readInSlices } from '../../../entrypoints/reader/reading';
import { Session } from '../../../entrypoints/reader/session';
import { type Annotation, settingsSchema } from '../../../lib/library/records';
import type { PostState } from '../../../lib/messaging/protocol';
import { describe } from '../../../lib/passages/describe';
import { isPost, readPage } from '../../../lib/sites/index';
import { fixture } from '../sites/pages';

const never = new AbortController().signal;

async function readingOf(html: string) {
  const page = fixture('lw-settled');
  const { document } = new JSDOM(html, { url: page.url }).window;
  const post = readPage(document, new URL(page.url));
  const reading = isPost(post) ? await readInSlices(post, never) : null;
  if (!reading) throw new Error('not read');
  return reading;
}

const highlight = (id: string, selectors: Annotation['selectors'], note = ''): Annotation => ({
  ...{ id, kind: 'highlight', post: 'lw:a', passage: null, selectors, type: null, verdict: null, note },
  ...{ createdAt: 1, updatedAt: 1, deletedAt: null },
});
const stateOf = (highlights: Annotation[]): PostState => ({
  ...{ key: 'lw:a', renamed: {}, passages: [], highlights, settings: settingsSchema.parse({}), undo: null, redo: null },
});

async function opened() {
  const { html } = fixture('lw-settled');
  const reading = await readingOf(html);
  const session = new Session(reading);
  const [first] = reading.passages;
  if (!first) throw new Error('no passage');
  const selectors = describe(reading.index, first.start, first.end);
  await session.apply(stateOf([highlight('h1', selectors)]), never);
  return { session, reading, html, first, selectors };
}

test('a reading that is ended by its signal leaves the session as it was, places and all', async () => {
  const { session, reading, html } = await opened();
  const before = session.highlights;
  const ended = new AbortController();
  ended.abort();
  expect(await session.reread(await readingOf(html), ended.signal)).toBe(false);
  expect(session.reading).toBe(reading);
  expect(session.highlights).toBe(before);
});

test('a new reading and its places take over in one moment', async () => {
  const { session, html, first } = await opened();
  const next = await readingOf(html.replace('<body', '<body data-anew'));
  const done = session.reread(next, never);
  expect(session.reading).not.toBe(next);
  expect(await done).toBe(true);
  expect(session.reading).toBe(next);
  const [range] = session.highlights[0]?.ranges ?? [];
  expect(range?.startContainer.ownerDocument).toBe(next.post.bodies[0]?.ownerDocument);
  expect(session.highlights[0]).toMatchObject({ start: first.start, end: first.end });
});

test('changes that come while a page is read anew are placed in the new reading', async () => {
  const { session, html, selectors } = await opened();
  const next = await readingOf(html);
  const reading = session.reread(next, never);
  const applied = session.apply(stateOf([highlight('h1', selectors), highlight('h2', selectors)]), never);
  expect(await Promise.all([reading, applied])).toEqual([true, true]);
  expect(session.reading).toBe(next);
  expect(session.highlights.map((one) => one.annotation.id)).toEqual(['h1', 'h2']);
});

test('a note on a highlight changes the highlight and not its place, which is not looked for again', async () => {
  const { session, selectors } = await opened();
  const [before] = session.highlights;
  await session.apply(stateOf([highlight('h1', selectors, 'A note.')]), never);
  expect(session.highlights[0]?.annotation.note).toBe('A note.');
  expect(session.highlights[0]?.ranges).toBe(before?.ranges);
});
