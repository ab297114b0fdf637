import type { ClaimType, Topic } from '../claims/claim';
import { toldPosition } from '../claims/sure';
import { bestFirst } from './heard';
import type { Evidence, Standing, Synthesis } from './synthesis';
import { MIDDLE } from './words';

/** One passage in another post that speaks to the same question. */
export interface ElsewhereItem {
  speaker: string;
  stance: 'agrees' | 'disagrees';
  quote: string;
  title: string | null;
  url: string | null;
  confirmed: boolean;
}

const side = (position: number | null) =>
  position === null || Math.abs(position) < MIDDLE ? 0 : position > 0 ? 1 : -1;

/** A speaker's best words outside one post. Those whose side is not told are none: nobody is said to agree or disagree by them. */
function bestOutside(standing: Standing, post: string): Evidence | undefined {
  return standing.evidence
    .filter((evidence) => evidence.post !== post && evidence.voice === 'a' && side(toldPosition(evidence)) !== 0)
    .toSorted(bestFirst)[0];
}

/**
 * Who agrees and who disagrees, in the other posts of the library, with a position on a question. Nobody does where the
 * position takes no side. At most `limit`, disagreement first among equals, since it is what a reader wants to see.
 */
export function elsewhere(
  synthesis: Synthesis,
  question: { post: string; type: ClaimType; topics: Topic[]; position: number | null },
  limit = 6,
): ElsewhereItem[] {
  const own = side(question.position);
  if (own === 0) return [];
  const copies = synthesis.posts.find((post) => post.key === question.post || post.copies.includes(question.post));
  const home = copies?.key ?? question.post;
  const found = synthesis.cells
    .filter((cell) => cell.type === question.type && question.topics.includes(cell.topic))
    .flatMap((cell) =>
      cell.positions.flatMap((standing) => {
        const best = bestOutside(standing, home);
        if (!best) return [];
        const item: ElsewhereItem = {
          speaker: standing.speaker,
          stance: side(best.position) === own ? 'agrees' : 'disagrees',
          quote: best.quote,
          title: best.title,
          url: best.url,
          confirmed: best.confirmed,
        };
        return [{ item, weight: best.weight }];
      }),
    )
    .toSorted(
      (a, b) =>
        Number(b.item.confirmed) - Number(a.item.confirmed) ||
        Number(b.item.stance === 'disagrees') - Number(a.item.stance === 'disagrees') ||
        b.weight - a.weight,
    );
  // A speaker with a passage about two fields stands in two cells, and is shown once.
  const seen = new Set<string>();
  return found
    .map(({ item }) => item)
    .filter((item) => {
      const key = `${item.speaker}\n${item.quote}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .slice(0, limit);
}
