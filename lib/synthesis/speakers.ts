import type { Curation } from '../library/records';

/** Names that stand for nobody in particular. */
const NOBODY = /^(?:\[?deleted\]?|anonymous|unknown|guest)?$/i;

/**
 * One person's name with everything dropped that sites vary: case, accents, spaces, underscores, dots. Names without
 * any letter or digit keep their own characters.
 */
export function foldPerson(name: string): string {
  const bare = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return bare === '' ? name.trim().toLowerCase() : bare;
}

/** The key of a speaker. Co-authors ("A & B") are one speaker, in whichever order they are named. */
export function foldSpeaker(name: string): string {
  return [...new Set(name.split(' & ').map(foldPerson))].sort().join('&');
}

/** `foldSpeaker` that remembers: a library names the same few people on each of its passages. */
function rememberingFold(): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    const key = known.get(name) ?? foldSpeaker(name);
    known.set(name, key);
    return key;
  };
}

/** True where the name tells one speaker from another. */
export function isSomebody(name: string | null): name is string {
  return name !== null && !NOBODY.test(name.trim());
}

/** Which name a speaker is shown by, and who is the same speaker as whom. */
export interface Speakers {
  /** Registers a name as it stands on a page; to be called for every line before the first `nameOf`. */
  see: (name: string) => void;
  /** Says that two names belong to one speaker. */
  same: (a: string, b: string) => void;
  /** The one name by which this speaker is shown. */
  nameOf: (name: string) => string;
}

/** The nicer of two spellings of one name: more often used, then with spaces, then first in the alphabet. */
function betterSpelling(a: [string, number], b: [string, number]): number {
  const spaced = (s: string): number => (s.includes(' ') ? 0 : 1);
  return b[1] - a[1] || spaced(a[0]) - spaced(b[0]) || (a[0] < b[0] ? -1 : 1);
}

/** Applies the reader's merges and renames (in the order in which they were made) over the obvious merges. */
export function createSpeakers(curations: readonly Curation[]): Speakers {
  const parent = new Map<string, string>();
  const spellings = new Map<string, Map<string, number>>();
  const chosen: [key: string, name: string][] = [];
  const fold = rememberingFold();
  let names: Map<string, string> | null = null;

  const find = (key: string): string => {
    let root = key;
    for (let up = parent.get(root); up !== undefined; up = parent.get(root)) root = up;
    return root;
  };
  // Roots are chosen by the alphabet, so that the order of the merges leaves no trace.
  const union = (a: string, b: string): void => {
    const [x, y] = [find(a), find(b)].sort() as [string, string];
    if (x !== y) parent.set(y, x);
  };
  const settle = (): Map<string, string> => {
    const live = curations
      .filter((c) => c.deletedAt === null)
      .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
    for (const c of live) {
      if (c.kind !== 'merge-speakers') continue;
      union(fold(c.from), fold(c.into));
      chosen.push([fold(c.into), c.into]);
    }
    for (const c of live) {
      if (c.kind !== 'rename-speaker') continue;
      // A rename to a name that another speaker bears makes them one: two speakers of one name could not be told apart.
      union(fold(c.speaker), fold(c.name));
      chosen.push([fold(c.name), c.name]);
    }
    const groups = new Map<string, Map<string, number>>();
    for (const [key, counts] of spellings) {
      const group = groups.get(find(key)) ?? new Map<string, number>();
      for (const [name, n] of counts) group.set(name, (group.get(name) ?? 0) + n);
      groups.set(find(key), group);
    }
    const result = new Map<string, string>();
    const wanted = new Map(chosen.map(([key, name]) => [find(key), name]));
    for (const [root, group] of groups) {
      const best = [...group].sort(betterSpelling)[0]?.[0] ?? root;
      result.set(root, wanted.get(root) ?? best);
    }
    return result;
  };

  return {
    see: (name) => {
      const key = fold(name);
      const counts = spellings.get(key) ?? new Map<string, number>();
      counts.set(name.trim(), (counts.get(name.trim()) ?? 0) + 1);
      spellings.set(key, counts);
    },
    same: (a, b) => union(fold(a), fold(b)),
    nameOf: (name) => {
      names ??= settle();
      return names.get(find(fold(name))) ?? name;
    },
  };
}
