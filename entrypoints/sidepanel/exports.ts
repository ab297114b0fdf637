import type { ExportFormat } from '../../components/panel/model';
import { plural } from '../../components/shared/words';
import { toCsv } from '../../lib/export/csv';
import { postToMarkdown } from '../../lib/export/post-markdown';
import { exportPostOf } from '../../lib/export/post-view';
import type { Library } from '../../lib/library/library';
import { copyText, fileName, saveFile } from './files';
import type { Notices } from './useNotices';

const FILES = {
  md: { extension: 'md', type: 'text/markdown' },
  jsonld: { extension: 'jsonld', type: 'application/ld+json' },
  csv: { extension: 'csv', type: 'text/csv' },
} as const;

type Views = ReturnType<typeof exportPostOf>[];

function textOf(views: Views, format: ExportFormat): string {
  switch (format) {
    case 'md':
    case 'md-copy':
      // Each post keeps its own front matter, so that the file can be split at it again.
      return views.map((view) => postToMarkdown(view)).join('\n');
    case 'csv':
      return views.map((view, i) => (i === 0 ? toCsv(view) : toCsv(view).replace(/^[^\n]*\n/, ''))).join('');
    case 'jsonld':
      return '';
  }
}

/** Puts posts with their annotations on the clipboard or into a file, and says so. */
export async function exportPosts(library: Library, keys: string[], format: ExportFormat, notices: Notices) {
  const views: Views = [];
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
