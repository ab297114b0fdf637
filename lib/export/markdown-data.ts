import type { Entry } from './post-view';

const OPEN = '<!-- cruxlight:data';
const CLOSE = '-->';

/**
 * Entries as an HTML comment of JSON Lines: unseen where Markdown is rendered, and all that an import needs. Angle
 * brackets are escaped inside, so that no text of a page can end the comment.
 */
export function toDataBlock(entries: readonly Entry[]): string {
  const lines = entries.map((entry) =>
    JSON.stringify(entry)
      .replaceAll('<', '\\u003c')
      .replaceAll('>', '\\u003e')
      .replaceAll('\u2028', '\\u2028')
      .replaceAll('\u2029', '\\u2029'),
  );
  return `${OPEN}\n${lines.join('\n')}\n${CLOSE}\n`;
}

/** The JSON Lines of the data comments in a document, in order; null where there is none. */
export function findDataLines(markdown: string): string[] | null {
  const lines = markdown.split(/\r?\n/);
  const found: string[] = [];
  let inside = false;
  let any = false;
  for (const line of lines) {
    if (!inside && line.trim() === OPEN) {
      inside = true;
      any = true;
    } else if (inside && line.trim() === CLOSE) {
      inside = false;
    } else if (inside && line.trim() !== '') {
      found.push(line);
    }
  }
  return any ? found : null;
}
