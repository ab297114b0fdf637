import { isTailwindPage, readEaTailwind } from './ea-tailwind';
import { readForumMagnum } from './forum-magnum/read';
import type { SiteAdapter } from './post';

/** The EA Forum, in its present front end and in the Tailwind one that may follow it. */
export const eaforum: SiteAdapter = {
  id: 'eaforum',
  matches: (url) => url.hostname === 'forum.effectivealtruism.org',
  read: (document, url) =>
    isTailwindPage(document)
      ? readEaTailwind(document, url)
      : readForumMagnum(document, url, { site: 'eaforum', family: 'eaf' }),
};
