import { bestWords, sidesOf } from '../synthesis/cruxes';
import { canTell, heardAs, isSideGuessed, verdictLabel, verdictSureness } from '../synthesis/heard';
import type { Cell, Crux, Evidence, Lead, LeadVoice, RatingRow, Synthesis } from '../synthesis/synthesis';
import {
  hintWord,
  positionWord,
  questionOf,
  standWord,
  surenessWord,
  TOPIC_WORDS,
  TYPE_WORDS,
  VERDICT_WORDS,
} from '../synthesis/words';
import { toMarkdownLink, toMarkdownText } from './markdown-text';
import { textFragmentUrl } from './text-fragment';
import { toFrontMatter } from './yaml';

/** Longest quote shown, in characters; the link leads to the rest. */
const QUOTE = 400;

/** Leads shown, likeliest first. */
const LEADS = 12;

const LEADS_MEAN =
  'The evidence seems to lean to two sides here, but nobody has confirmed it. Read the sentences before you rely on it.';

/** Passages shown for each speaker in a cell, strongest first. */
const SHOWN = 4;

function shorten(text: string): string {
  if (text.length <= QUOTE) return text;
  const cut = text.lastIndexOf(' ', QUOTE);
  return `${text.slice(0, cut > QUOTE / 2 ? cut : QUOTE)} …`;
}

/** What stands behind a piece of evidence, for a reader who has to judge how far to trust it. */
function provenance(evidence: Evidence): string {
  if (evidence.voice === 'o') return "reports others' view";
  if (evidence.voice === 'q') return 'quotes';
  if (evidence.source === 'rating') return 'rated in writing';
  if (evidence.confirmed) return 'confirmed';
  if (evidence.source === 'label') return 'labelled by hand';
  return 'by machine';
}

function linkTo(evidence: Evidence, quote: string): string {
  const link = evidence.url === null ? null : textFragmentUrl(evidence.url, { exact: quote });
  return toMarkdownLink(evidence.title ?? evidence.post, link);
}

function quoteLine(cell: Cell, evidence: Evidence): string {
  const again = evidence.repeats?.length ? `, said ${evidence.repeats.length + 1} times` : '';
  const about = `${standWord({ ...evidence, type: cell.type })}; ${provenance(evidence)}${again}`;
  return `“${toMarkdownText(shorten(evidence.quote))}” — ${linkTo(evidence, evidence.quote)} (${about})`;
}

function judgement(cell: Cell): string {
  if (cell.voices === 0) return "nobody's own view, only views reported of others";
  const { label } = VERDICT_WORDS[cell.verdict];
  if (cell.overruled !== undefined)
    return `${label} (your verdict; the synthesis said ${VERDICT_WORDS[cell.overruled.verdict].label})`;
  if (!canTell(cell)) return cell.verdict === 'single voice' ? "can't tell yet" : `can't tell yet (closest: ${label})`;
  const notes = [verdictSureness(cell), cell.machineOnly ? 'machine tags only, none confirmed' : null];
  const said = notes.filter((note) => note !== null).join('; ');
  return said === '' ? verdictLabel(cell) : `${verdictLabel(cell)} (${said})`;
}

function cruxBlock(crux: Crux, cell: Cell | undefined, rank: number): string {
  const lines = [`### ${rank}. ${toMarkdownText(crux.question)}`, '', `How sure: ${surenessWord(crux.sureness)}.`, ''];
  if (cell === undefined) return lines.join('\n');
  const sides = sidesOf(cell);
  for (const [word, standings, sign] of [
    ['Yes', sides.yes, 1],
    ['No', sides.no, -1],
  ] as const) {
    for (const standing of standings) {
      const best = bestWords([standing], sign);
      lines.push(
        `- **${word}: ${toMarkdownText(standing.speaker)}**${best === undefined ? '' : `: ${quoteLine(cell, best)}`}`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

function ratedWhat({ rating }: Evidence): string | null {
  if (rating === undefined) return null;
  const item = rating.item?.trim() ? ` for ${toMarkdownText(rating.item.trim())}` : '';
  return `rated ${rating.value}/${rating.max}${item}, in writing`;
}

function leadLine(
  lead: Lead,
  word: 'Yes' | 'No',
  { speaker, topic, sureness, evidence, comparison }: LeadVoice,
): string {
  const about = [
    ...(topic === lead.topic ? [] : [`on ${TOPIC_WORDS[topic].phrase}`]),
    comparison === undefined ? positionWord(lead.type, evidence.position) : 'compares, by its words',
    ...(evidence.source === 'rating' ? [] : [hintWord(sureness)]),
    ratedWhat(evidence) ?? provenance(evidence),
  ].join('; ');
  const quote = comparison ?? evidence.quote;
  return `- **${word}? ${toMarkdownText(speaker)}**: “${toMarkdownText(shorten(quote))}” — ${linkTo(evidence, quote)} (${about})`;
}

const LEAD_NOTES: Record<Lead['kind'], string> = {
  'same field': 'Not confirmed; it may be no disagreement.',
  'nearby fields': 'Not confirmed, and not quite one question: a whole field and parts of it.',
  comparison: 'Not confirmed, and not quite one question: one side compares with other fields, the other rates.',
};

function leadBlock(lead: Lead): string {
  return `${[
    `### ${toMarkdownText(lead.question)}`,
    '',
    `*${LEAD_NOTES[lead.kind]}*`,
    '',
    ...lead.yes.map((voice) => leadLine(lead, 'Yes', voice)),
    ...lead.no.map((voice) => leadLine(lead, 'No', voice)),
  ].join('\n')}\n`;
}

function cellBlock(cell: Cell): string {
  const lines = [
    `### ${TYPE_WORDS[cell.type].long} · ${TOPIC_WORDS[cell.topic].short}${cell.pinned ? ' (pinned)' : ''}`,
    '',
    `${questionOf(cell.type, cell.topic)} **${judgement(cell)}**`,
    '',
  ];
  for (const standing of cell.positions) {
    const heard = heardAs(standing);
    const doubt =
      heard === 'perhaps'
        ? ' (perhaps: it is doubtful that this is said here)'
        : isSideGuessed(standing)
          ? ' (perhaps: no passage says so surely enough)'
          : '';
    const stand =
      heard === 'reports' ? "only reports others' views" : `${positionWord(cell.type, standing.position)}${doubt}`;
    lines.push(`- **${toMarkdownText(standing.speaker)}**: ${stand}`);
    for (const evidence of standing.evidence.slice(0, SHOWN)) lines.push(`  - ${quoteLine(cell, evidence)}`);
    const more = standing.evidence.length - SHOWN;
    if (more > 0) lines.push(`  - … and ${more} weaker ${more === 1 ? 'passage' : 'passages'}`);
  }
  for (const related of cell.related ?? []) {
    const stand = positionWord(cell.type, related.position);
    lines.push(
      `- *Bears on it:* ${toMarkdownText(related.speaker)}, on ${TOPIC_WORDS[related.topic].phrase}: ${stand}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** "Economic incentive" and "Economic Incentive" are one column; the commoner spelling heads it. */
export function factorColumns(rows: readonly RatingRow[]): { key: string; name: string }[] {
  const spellings = new Map<string, Map<string, number>>();
  for (const row of rows) {
    const counts = spellings.get(factorKey(row.factor)) ?? new Map<string, number>();
    counts.set(row.factor, (counts.get(row.factor) ?? 0) + 1);
    spellings.set(factorKey(row.factor), counts);
  }
  return [...spellings].map(([key, counts]) => ({
    key,
    name: [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]![0],
  }));
}

/** Factors that differ only in case, spacing and punctuation have one key. */
export function factorKey(factor: string): string {
  return factor
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function ratingTables(rows: readonly RatingRow[]): string {
  const speakers = [...new Set(rows.map((row) => row.speaker))];
  return speakers
    .map((speaker) => {
      const own = rows.filter((row) => row.speaker === speaker);
      const columns = factorColumns(own);
      const items = [...new Set(own.map((row) => row.item))];
      const head = ['Item', ...columns.map((column) => toMarkdownText(column.name) || 'Rating')];
      const body = items.map((item) => [
        toMarkdownText(item) || '(no name)',
        ...columns.map((column) =>
          own
            .filter((row) => row.item === item && factorKey(row.factor) === column.key)
            .map((row) => (row.max === 100 ? `${row.value}%` : `${row.value}/${row.max}`))
            .join(', '),
        ),
      ]);
      const table = [head, head.map((_, i) => (i === 0 ? '---' : '---:')), ...body].map(
        (cells) => `| ${cells.join(' | ')} |`,
      );
      return `### ${toMarkdownText(speaker)}\n\n${table.join('\n')}\n`;
    })
    .join('\n');
}

/**
 * The synthesis as Markdown: cruxes first, then every cell with who stands where and on what words, then the ratings
 * and the posts it was made of. Text of posts is escaped throughout.
 */
export function synthesisToMarkdown(synthesis: Synthesis): string {
  const { posts, speakers, cells, cruxes, ratings } = synthesis;
  const parts = [
    toFrontMatter({
      title: 'Synthesis',
      posts: posts.length,
      speakers: speakers.map((speaker) => speaker.name),
      cells: cells.length,
      cruxes: cruxes.length,
      generator: 'Cruxlight',
    }),
    '# Synthesis\n',
    posts.length === 0
      ? 'No posts yet.\n'
      : `${posts.length} ${posts.length === 1 ? 'post' : 'posts'}, ${speakers.length} ${speakers.length === 1 ? 'speaker' : 'speakers'}.\n`,
  ];
  if (cells.length > 0) {
    parts.push('## Cruxes\n');
    parts.push(cruxes.length === 0 ? 'No disagreement is sure enough to be named.\n' : '');
    cruxes.forEach((crux, i) => {
      const cell = cells.find((c) => c.type === crux.type && c.topic === crux.topic);
      parts.push(cruxBlock(crux, cell, i + 1));
    });
    const { leads = [] } = synthesis;
    if (leads.length > 0) parts.push('## Worth settling\n', `${LEADS_MEAN}\n`, ...leads.slice(0, LEADS).map(leadBlock));
    parts.push('## Who stands where\n', ...cells.map(cellBlock));
  }
  if (ratings.length > 0) parts.push('## Ratings\n', ratingTables(ratings));
  if (posts.length > 0) {
    parts.push(
      '## Posts\n',
      `${posts
        .map((post) => {
          const copies = post.copies.length > 0 ? `, also at ${post.copies.map(toMarkdownText).join(', ')}` : '';
          return `- ${toMarkdownLink(post.title ?? post.key, post.url)}, by ${toMarkdownText(post.speaker)}${copies}`;
        })
        .join('\n')}\n`,
    );
  }
  return parts.filter((part) => part !== '').join('\n');
}
