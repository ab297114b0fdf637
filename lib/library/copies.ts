import { NEAR_DUPLICATE, similarity } from '../passages/fingerprint';
import type { PostRecord } from './records';

/**
 * So like is a text to the one that its page names as its original: an author edits a copy more than chance makes two
 * texts alike (under 0.05). Never enough without the name.
 */
const NAMED_DUPLICATE = 0.25;

/** Two signatures as like as `NAMED_DUPLICATE` have two equal numbers side by side in some band, all but surely. */
const BAND = 2;

/** An address without what varies between links to one page. */
const bare = (url: string) => url.replace(/^https?:\/\/(?:www\.)?/, '').replace(/[?#].*$|\/+$/g, '');

/** The addresses and `host/slug` names under which a post's page may be named by others. */
const namesOf = ({ url, aliases }: PostRecord) => [
  bare(url),
  ...aliases.map((alias) => bare(`https://${alias.replace(/^substack:/, '').replace(/\//, '/p/')}`)),
];

/**
 * Posts that are the same text on different pages: for each post's key, the others. The content decides: near-duplicates
 * of any origin, and less like ones where one page names the other as its original.
 */
export function copiesOf(posts: readonly PostRecord[]): Map<string, PostRecord[]> {
  const copies = new Map<string, PostRecord[]>();
  const seen = new Set<string>();
  const link = (a: PostRecord, b: PostRecord) => {
    const pair = a.key < b.key ? `${a.key} ${b.key}` : `${b.key} ${a.key}`;
    if (a === b || seen.has(pair)) return;
    seen.add(pair);
    const named = [
      [a, b],
      [b, a],
    ].some(([from, to]) => from?.original !== undefined && to && namesOf(to).includes(bare(from.original)));
    if (similarity(a.fingerprint, b.fingerprint) < (named ? NAMED_DUPLICATE : NEAR_DUPLICATE)) return;
    copies.set(a.key, [...(copies.get(a.key) ?? []), b]);
    copies.set(b.key, [...(copies.get(b.key) ?? []), a]);
  };
  // Comparing each with each would be felt with a thousand posts: only those with a band in common are compared.
  const bands = new Map<string, PostRecord[]>();
  for (const post of posts) {
    for (let at = 0; at + BAND <= post.fingerprint.length; at += BAND) {
      const band = `${at} ${post.fingerprint.slice(at, at + BAND)}`;
      const others = bands.get(band);
      for (const other of others ?? []) link(other, post);
      if (others) others.push(post);
      else bands.set(band, [post]);
    }
  }
  return copies;
}
