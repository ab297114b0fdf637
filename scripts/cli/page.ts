import { JSDOM, VirtualConsole } from 'jsdom';
import { type FoundPassage, findPassages, indexOf } from '../../lib/passages/find';
import type { TextIndex } from '../../lib/passages/text-index';
import { readPage } from '../../lib/sites';
import type { NoPost, Post } from '../../lib/sites/post';
import { BadInput, readText } from './shell';

export interface ReadPage {
  post: Post;
  index: TextIndex;
  passages: FoundPassage[];
}

/** A page's address as the page itself gives it, or null. */
function addressIn(document: Document): string | null {
  const canonical = document.querySelector<HTMLLinkElement>('link[rel="canonical"]')?.getAttribute('href');
  const graph = document.querySelector('meta[property="og:url"]')?.getAttribute('content');
  return canonical ?? graph ?? null;
}

/** Parses a saved page without running any of it. */
export function parsePage(html: string, url?: string): { document: Document; url: URL } {
  const silent = new VirtualConsole();
  const given = url === undefined ? null : URL.parse(url);
  if (url !== undefined && !given) throw new BadInput(`not a URL: ${url}`);
  const dom = new JSDOM(html, { virtualConsole: silent, ...(given ? { url: given.href } : {}) });
  const document = dom.window.document;
  if (given) return { document, url: given };
  const found = URL.parse(addressIn(document) ?? '');
  return { document, url: found ?? new URL('about:blank') };
}

/** Reads a saved page: its post with passages, or why there is none. */
export async function readSavedPage(file: string, url?: string): Promise<ReadPage | NoPost> {
  const page = parsePage(await readText(file), url);
  const post = readPage(page.document, page.url);
  if (post.site === null) return post;
  const index = indexOf(post);
  return { post, index, passages: findPassages(post, index) };
}

export const isNoPost = (page: ReadPage | NoPost): page is NoPost => 'site' in page;
