import * as z from 'zod';
import { parseJson } from '../json-ld';

const bylineSchema = z.object({ name: z.string(), handle: z.string().nullish().catch(null) });

/** Old pages leave `post` out, but list the publication's newest posts, this one often among them. */
const listedSchema = z.array(z.object({ id: z.number().int().positive(), slug: z.string() })).catch([]);

/** What Substack's preloaded state says about the post and its publication; the rest of it is dropped. */
const preloadsSchema = z.object({
  post: z
    .object({
      id: z.number().int().positive(),
      slug: z.string(),
      title: z.string().nullish().catch(null),
      post_date: z.string().nullish().catch(null),
      audience: z.string().nullish().catch(null),
      publishedBylines: z.array(bylineSchema).nullish().catch(null),
    })
    .nullish()
    .catch(null),
  newPosts: listedSchema.optional(),
  pinnedPosts: listedSchema.optional(),
  pub: z
    .object({ subdomain: z.string().nullish().catch(null), custom_domain: z.string().nullish().catch(null) })
    .nullish()
    .catch(null),
});
export type Preloads = z.infer<typeof preloadsSchema>;

/** Parsed once for each script: it has up to 300 kB, and a page is read again at every change. */
const parsed = new WeakMap<Element, Preloads | null>();

/**
 * The state that the page was loaded with (stale after navigation inside the page: compare the slug), or null. Since 2023 it
 * is a string of JSON, before that an object literal.
 */
export function preloadsOf(document: Document): Preloads | null {
  for (const script of document.scripts) {
    const known = parsed.get(script);
    if (known !== undefined) return known;
    const text = script.textContent ?? '';
    const start = /window\._preloads\s*=\s*/.exec(text);
    if (!start) continue;
    const result = preloadsSchema.safeParse(parseAssigned(text.slice(start.index + start[0].length)));
    const preloads = result.success ? result.data : null;
    parsed.set(script, preloads);
    return preloads;
  }
  return null;
}

function parseAssigned(source: string): unknown {
  const quoted = /^JSON\.parse\(\s*("(?:[^"\\]|\\.)*")\s*\)/s.exec(source);
  if (quoted?.[1]) {
    const json = parseJson(quoted[1]);
    return typeof json === 'string' ? parseJson(json) : undefined;
  }
  const end = source.lastIndexOf('}');
  return end > 0 ? parseJson(source.slice(0, end + 1)) : undefined;
}
