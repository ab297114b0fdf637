import { CLAIM_TYPES, type ClaimType } from '../../../lib/claims/claim';
import type { PassageRow, ShownClaim } from '../model';

export interface PostFilter {
  types: ClaimType[];
  density: 'sure' | 'all';
  confirmedOnly: boolean;
}

export const ALL_CLAIMS: PostFilter = { types: [...CLAIM_TYPES], density: 'sure', confirmedOnly: false };

/** Rejected claims stay on the list, struck through: a slip must be seen to be undone. */
function isShown(claim: ShownClaim, filter: PostFilter): boolean {
  if (!filter.types.includes(claim.type)) return false;
  const decided = claim.status !== 'proposed';
  if (filter.confirmedOnly) return decided && claim.status !== 'rejected';
  return decided || filter.density === 'all' || claim.sure;
}

export type ListItem =
  | { kind: 'heading'; key: string; path: string[] }
  | { kind: 'passage'; key: string; row: PassageRow; claims: ShownClaim[] };

/** The claims in reading order, each group under its heading path. */
export function listItems(rows: PassageRow[], filter: PostFilter): ListItem[] {
  const items: ListItem[] = [];
  let last: string | null = null;
  for (const row of rows) {
    const claims = row.claims.filter((claim) => isShown(claim, filter));
    if (claims.length === 0) continue;
    const path = row.passage.kind === 'comment' ? ['Comments'] : row.passage.heading;
    const key = path.join('\u0000');
    if (key !== last && (path.length > 0 || last !== null)) {
      items.push({
        kind: 'heading',
        key: `h:${row.passage.id}`,
        path: path.length > 0 ? path : ['Before the first heading'],
      });
    }
    last = key;
    items.push({ kind: 'passage', key: row.passage.id, row, claims });
  }
  return items;
}

/** How many passages only the doubtfulness of their claims keeps from being shown; 0 where anything else is shown. */
export function countDoubtful(rows: PassageRow[], filter: PostFilter): number {
  if (filter.density === 'all' || filter.confirmedOnly) return 0;
  const count = (density: PostFilter['density']) =>
    listItems(rows, { ...filter, density }).filter((item) => item.kind === 'passage').length;
  return count('sure') > 0 ? 0 : count('all');
}
