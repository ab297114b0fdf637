import * as z from 'zod';

const authorSchema = z.object({ name: z.string(), url: z.string().optional().catch(undefined) });

/** The parts of schema.org's articles and forum postings that are used here; the rest is dropped. */
const articleSchema = z.object({
  '@type': z.union([z.string(), z.array(z.string())]).transform((type) => (Array.isArray(type) ? type : [type])),
  url: z.string().optional().catch(undefined),
  headline: z.string().optional().catch(undefined),
  datePublished: z.string().optional().catch(undefined),
  author: z
    .union([z.array(authorSchema), authorSchema.transform((author) => [author])])
    .optional()
    .catch(undefined),
});
export type LinkedArticle = z.infer<typeof articleSchema>;

const TYPES = ['NewsArticle', 'BlogPosting', 'Article', 'DiscussionForumPosting'];

/** Every article that the page describes in JSON-LD. A script that doesn't parse is skipped: old pages have some. */
export function linkedArticles(root: ParentNode): LinkedArticle[] {
  const articles: LinkedArticle[] = [];
  for (const script of root.querySelectorAll('script[type="application/ld+json"]')) {
    const json = parseJson(script.textContent ?? '');
    const candidates = Array.isArray(json) ? json : [json];
    for (const candidate of candidates) {
      const article = articleSchema.safeParse(candidate);
      if (article.success && article.data['@type'].some((type) => TYPES.includes(type))) articles.push(article.data);
    }
  }
  return articles;
}

/** The value, or undefined where the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
