import { readForumMagnum } from './forum-magnum/read';
import type { SiteAdapter } from './post';

const HOSTS = new Set(['www.lesswrong.com', 'lesswrong.com']);

export const lesswrong: SiteAdapter = {
  id: 'lesswrong',
  matches: (url) => HOSTS.has(url.hostname),
  read: (document, url) => readForumMagnum(document, url, { site: 'lesswrong', family: 'lw' }),
};
