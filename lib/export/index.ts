export { toCsv } from './csv';
export { type ImportKind, importAnnotations } from './import';
export type { Imported } from './import-item';
export { toJsonLd } from './json-ld';
export { type PostMarkdownOptions, postToMarkdown } from './post-markdown';
export { type Entry, type ExportItem, type ExportPost, entriesOf, exportPostOf } from './post-view';
export { synthesisToMarkdown } from './synthesis-markdown';
export { textFragmentUrl } from './text-fragment';
