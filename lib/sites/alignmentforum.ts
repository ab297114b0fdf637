import { readForumMagnum } from './forum-magnum/read';
import type { SiteAdapter } from './post';

const HOSTS = new Set(['www.alignmentforum.org', 'alignmentforum.org']);

/** Same database and ids as LessWrong, hence the same keys. */
export const alignmentforum: SiteAdapter = {
  id: 'alignmentforum',
  matches: (url) => HOSTS.has(url.hostname),
  read: (document, url) => readForumMagnum(document, url, { site: 'alignmentforum', family: 'lw' }),
};
