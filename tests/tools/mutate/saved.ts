import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from './measure';

const FOLDER = fileURLToPath(new URL('../../../../shared/pages/', import.meta.url));
const ROOTS = [
  '#postContent',
  '.commentOnSelection',
  '.available-content .body.markup',
  '.available-content',
  '.body.markup',
];

/** Real saved posts, where a checkout has them beside it; empty elsewhere. */
export function savedPages(names?: readonly string[]): Page[] {
  if (!existsSync(FOLDER)) return [];
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.html') && (names === undefined || names.includes(name)))
    .flatMap((name) => {
      const html = readFileSync(FOLDER + name, 'utf8');
      const root = ROOTS.find((selector) => html.includes(selector.split(' ')[0]?.slice(1) ?? ''));
      return root === undefined ? [] : [{ name, html, root: ROOTS.join(',') }];
    });
}
