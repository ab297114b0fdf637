/** What the path of a ForumMagnum address says about a post. Either `id` or `slug` is known. */
export interface ForumAddress {
  id: string | null;
  slug: string | null;
  isEvent: boolean;
}

const ID = '[A-Za-z0-9]{17}|[A-Za-z0-9]{24}';
/** Post routes with the post's id in them (GreaterWrong's `/comment/<id>` and `/answer/<id>` tails included). */
const WITH_ID = [
  new RegExp(`^/posts/(${ID})(?:/([^/]+))?(?:/(?:comment|answer)/[^/]+)?/?$`),
  new RegExp(`^/events/(${ID})(?:/([^/]+))?/?$`),
  new RegExp(`^/s/[^/]+/p/(${ID})/?$`),
  new RegExp(`^/g/[^/]+/p/(${ID})(?:/([^/]+))?/?$`),
];
/** Post routes that name the post by slug alone. */
const WITH_SLUG = [
  /^\/(?:rationality|codex|hpmor|highlights)\/([^/]+)\/?$/,
  /^\/posts\/slug\/([^/]+)\/?$/,
  /^\/posts\/([^/]+)\/?$/,
  /^\/lw\/[^/]+\/([^/]+)\/?$/,
];

/** The post that a path names, or null where the route is none of a post (lists, profiles, tags, revisions). */
export function forumAddress(path: string): ForumAddress | null {
  for (const route of WITH_ID) {
    const match = route.exec(path);
    if (match?.[1]) return { id: match[1], slug: match[2] ?? null, isEvent: path.startsWith('/events/') };
  }
  for (const route of WITH_SLUG) {
    const match = route.exec(path);
    if (match?.[1]) return { id: null, slug: match[1], isEvent: false };
  }
  return null;
}
