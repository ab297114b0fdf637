import type { Coverage, SynthesisFilter } from '../../components/panel/model';
import type { Facets } from '../../components/panel/synthesis/SynthesisFilters';
import { isReadToEnd, SITE_WORDS } from '../../components/shared/words';
import type { LibraryLine, PostSummary } from '../../lib/library/library';
import type { Curation } from '../../lib/library/records';
import { createSpeakers } from '../../lib/synthesis/speakers';
import { synthesize } from '../../lib/synthesis/synthesize';
import type { FromWorker } from './synthesis-calls';

interface Input {
  lines: LibraryLine[];
  curations: Curation[];
  posts: PostSummary[];
}

function within(date: string | null, from: string | null, to: string | null): boolean {
  if (from === null && to === null) return true;
  const day = date?.slice(0, 10);
  return day !== undefined && (from === null || day >= from) && (to === null || day <= to);
}

function nameFinder(lines: readonly LibraryLine[], curations: readonly Curation[]) {
  const speakers = createSpeakers(curations);
  for (const line of lines) if (line.author !== null) speakers.see(line.author);
  return (author: string | null) => (author === null ? null : speakers.nameOf(author));
}

function facetsOf(lines: readonly LibraryLine[], nameOf: (author: string | null) => string | null): Facets {
  const bySpeaker = new Map<string, Set<string>>();
  const bySite = new Map<string, Set<string>>();
  const add = (map: Map<string, Set<string>>, key: string, post: string) =>
    map.set(key, (map.get(key) ?? new Set()).add(post));
  for (const line of lines) {
    const name = nameOf(line.author);
    if (name !== null) add(bySpeaker, name, line.post);
    add(bySite, line.site, line.post);
  }
  return {
    speakers: [...bySpeaker]
      .map(([name, posts]) => ({ name, posts: posts.size }))
      .sort((a, b) => b.posts - a.posts || a.name.localeCompare(b.name)),
    sites: [...bySite].map(([id, posts]) => ({
      id,
      name: SITE_WORDS[id as keyof typeof SITE_WORDS] ?? id,
      posts: posts.size,
    })),
  };
}

const isConfirmed = (line: LibraryLine) => line.claims.some((claim) => claim.confirmed);

/** Everything that the tab shows: the filter applied, the synthesis, and what it rests on. Pure. */
export function makeSynthesis({ lines, curations, posts }: Input, filter: SynthesisFilter): FromWorker {
  const nameOf = nameFinder(lines, curations);
  const chosen = lines.flatMap((line): LibraryLine[] => {
    if (filter.sites.length > 0 && !filter.sites.includes(line.site)) return [];
    if (filter.speakers.length > 0 && !filter.speakers.includes(nameOf(line.author) ?? '')) return [];
    if (!within(line.publishedAt, filter.from, filter.to)) return [];
    if (!filter.confirmedOnly) return [line];
    const claims = line.claims.filter((claim) => claim.confirmed);
    return claims.length > 0 || line.rating ? [{ ...line, claims }] : [];
  });
  const synthesis = synthesize(chosen, { curations });
  const all = chosen.length === lines.length;
  const keys = new Set(chosen.map((line) => line.post));
  const counted = all ? posts : posts.filter((post) => keys.has(post.key));
  const coverage: Coverage = {
    posts: counted.length,
    readToEnd: counted.filter(isReadToEnd).length,
    previews: counted.filter((post) => post.extent === 'preview').length,
    speakers: synthesis.speakers.length,
    claims: chosen.reduce((sum, line) => sum + line.claims.length, 0),
    confirmed: chosen.filter(isConfirmed).length,
  };
  return { state: 'ready', synthesis, coverage, facets: facetsOf(lines, nameOf), curations };
}
