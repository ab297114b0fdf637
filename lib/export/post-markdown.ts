import type { ClaimType, Topic } from '../claims/claim';
import { toldPosition } from '../claims/sure';
import { positionWord, surenessWord, TOPIC_WORDS, TYPE_WORDS } from '../synthesis/words';
import { toDataBlock } from './markdown-data';
import { toMarkdownLink, toMarkdownQuote, toMarkdownText } from './markdown-text';
import { type Entry, type ExportPost, entriesOf, urlOf } from './post-view';
import { textFragmentUrl } from './text-fragment';
import { toFrontMatter } from './yaml';

const SITE_NAMES: Record<string, string> = {
  lesswrong: 'LessWrong',
  alignmentforum: 'Alignment Forum',
  eaforum: 'EA Forum',
  greaterwrong: 'GreaterWrong',
  substack: 'Substack',
};

function about(type: ClaimType | null, position: number | null | undefined, topics: readonly Topic[]): string[] {
  const words = type === null ? [] : [`**${TYPE_WORDS[type].long}: ${positionWord(type, position ?? null)}**`];
  if (type !== null && position === undefined) words[0] = `**${TYPE_WORDS[type].long}**`;
  if (topics.length > 0) words.push(topics.map((topic) => TOPIC_WORDS[topic].short).join(', '));
  return words;
}

/** The first line of a block: what is claimed, in which field, and who says that it is claimed. */
function headline({ annotation, claim }: Entry): string {
  if (annotation?.kind === 'highlight') {
    const isNote = annotation.type === null && annotation.note !== '' && annotation.id.startsWith('n:');
    const words = about(annotation.type, annotation.position, annotation.topics ?? []);
    return [...words, isNote ? '*your note*' : '*your highlight*'].join(' · ');
  }
  const type = claim?.type ?? annotation?.type ?? null;
  const position = claim === null ? annotation?.position : toldPosition(claim);
  const words = about(type, position, claim?.topics ?? annotation?.topics ?? []);
  if (annotation !== null) {
    const done = { accepted: 'accepted by you', rejected: 'rejected by you', added: 'added by you' };
    const corrected = claim?.status === 'corrected' ? 'corrected by you' : null;
    words.push(`*${corrected ?? done[annotation.verdict ?? 'accepted']}*`);
  } else if (claim !== null) {
    words.push(`*proposed by the machine (${surenessWord(claim.confidence)})*`);
  }
  return words.join(' · ');
}

function block(entry: Entry, authors: string): string {
  const { quote } = entry.selectors;
  const speaker = entry.passage?.author ?? null;
  const lines = [headline(entry), ''];
  if (entry.passage?.kind === 'comment')
    lines.push(`Comment by ${toMarkdownText(speaker ?? 'an unnamed author')}:`, '');
  else if (speaker !== null && speaker !== authors) lines.push(`${toMarkdownText(speaker)}:`, '');
  lines.push(toMarkdownQuote(quote.exact), '');
  const note = entry.annotation?.note ?? '';
  const paragraphs = note
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map(toMarkdownText)
    .filter((line) => line !== '');
  for (const [i, line] of paragraphs.entries()) lines.push(i === 0 ? `Note: ${line}` : line, '');
  lines.push(toMarkdownLink('To the passage', textFragmentUrl(urlOf(entry), quote)));
  return `${lines.join('\n')}\n`;
}

export interface PostMarkdownOptions {
  /** Ends the document with a comment that holds everything for an import. True unless said otherwise. */
  data?: boolean;
}

/**
 * A post's annotations as Markdown: YAML front matter, then one block for every annotation and every open proposal, in
 * reading order under the post's own headings. Text of the page is escaped throughout.
 */
export function postToMarkdown(view: ExportPost, options: PostMarkdownOptions = {}): string {
  const { post } = view;
  const entries = entriesOf(view);
  const authors = post.authors.join(' & ');
  const parts = [
    toFrontMatter({
      title: post.title,
      authors: post.authors,
      url: post.url,
      site: post.site,
      published: post.publishedAt,
      key: post.key,
      annotations: entries.filter((entry) => entry.annotation !== null).length,
      proposals: entries.filter((entry) => entry.annotation === null).length,
      generator: 'Cruxlight',
    }),
    `# ${toMarkdownText(post.title) || 'Untitled'}\n`,
    `${[
      authors === '' ? null : `by ${toMarkdownText(authors)}`,
      post.publishedAt === null ? null : toMarkdownText(post.publishedAt.slice(0, 10)),
      toMarkdownLink(SITE_NAMES[post.site] ?? 'the page', post.url),
    ]
      .filter((part) => part !== null)
      .join(', ')}\n`,
  ];
  if (entries.length === 0) parts.push('Nothing marked yet.\n');
  let section = '';
  for (const entry of entries) {
    const comment = entry.passage?.kind === 'comment';
    const path = comment ? 'Comments' : (entry.passage?.heading ?? []).map(toMarkdownText).join(' › ');
    if (path !== section && path !== '') parts.push(`## ${path}\n`);
    section = path;
    parts.push(block(entry, authors));
  }
  if (options.data !== false && entries.length > 0) parts.push(toDataBlock(entries));
  return parts.join('\n');
}
