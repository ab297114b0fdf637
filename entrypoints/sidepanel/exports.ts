import type { ExportFormat } from '../../components/panel/model';
import { plural } from '../../components/shared/words';
import { type ExportPost, exportPostOf, postToMarkdown, toCsv, toJsonLd } from '../../lib/export';
import type { Library } from '../../lib/library/library';
import { copyText, fileName, saveFile } from './files';
import type { Notices } from './useNotices';

const FILES = {
  md: { extension: 'md', type: 'text/markdown' },
  jsonld: { extension: 'jsonld', type: 'application/ld+json' },
  csv: { extension: 'csv', type: 'text/csv' },
} as const;

/** Several documents as one JSON array; a single one stays as it is. */
const joinJson = (texts: string[]): string => (texts.length === 1 ? (texts[0] ?? '') : `[\n${texts.join(',\n')}\n]\n`);

function textOf(views: ExportPost[], format: ExportFormat): string {
  switch (format) {
    case 'md':
    case 'md-copy':
      // Each post keeps its own front matter, so that the file can be split at it again.
      return views.map((view) => postToMarkdown(view)).join('\n');
    case 'csv':
      return views.map((view, i) => (i === 0 ? toCsv(view) : toCsv(view).replace(/^[^\n]*\n/, ''))).join('');
    case 'jsonld':
      return joinJson(views.map((view) => toJsonLd(view)));
  }
}

/** Puts posts with their annotations on the clipboard or into a file, and says so. */
export async function exportPosts(library: Library, keys: string[], format: ExportFormat, notices: Notices) {
  const views: ExportPost[] = [];
  for (const key of keys) {
    const view = await library.postView(key);
    if (!view.ok) return notices.fail(view.error.message);
    if (view.value) views.push(exportPostOf(view.value));
  }
  const text = textOf(views, format);
  if (format === 'md-copy') {
    const reason = await copyText(text);
    if (reason === null) notices.say('Copied as Markdown.');
    else notices.fail(`The clipboard did not take it: ${reason}`);
    return;
  }
  const { extension, type } = FILES[format];
  const title = views.length === 1 ? (views[0]?.post.title ?? '') : `cruxlight ${plural(views.length, 'post')}`;
  saveFile(fileName(title, extension), type, text);
  notices.say('Saved.');
}
