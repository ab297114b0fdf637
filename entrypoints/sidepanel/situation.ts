import type { PageSituation } from '../../components/panel/model';
import type { Settings } from '../../lib/library/records';
import type { TabPage } from './usePage';

export function hostOf(url: string | null): string | null {
  return url !== null && URL.canParse(url) ? new URL(url).host : null;
}

/** The match pattern that can be asked for so that a page's site is read always; null where none can. */
export function grantable(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' ? `https://${hostname}/*` : null;
}

const isWeb = (url: string) => /^https?:/.test(url);

/** What the panel says about the tab beside it. */
export function situationOf(page: TabPage | null, settings: Settings | null): PageSituation {
  if (page === null) return { state: 'asking' };
  const host = hostOf(page.url);
  if (page.alone) {
    return { state: 'none', reason: 'Choose a post in the library to see its claims here.', read: false, host: null };
  }
  const { status } = page;
  const always = grantable(page.url) === null ? null : host;
  if (status === null) {
    if (page.url !== null && !isWeb(page.url)) {
      return { state: 'none', reason: 'The browser keeps its own pages to itself.', read: false, host: null };
    }
    if (page.ownDomain && always !== null) {
      const reason = `${host} is a Substack publication on a domain of its own. Cruxlight reads it by itself once you let it.`;
      return { state: 'none', reason, read: true, host: always, publication: true };
    }
    const reason =
      host === null
        ? 'Cruxlight reads LessWrong, the Alignment Forum, the EA Forum and Substack by itself, and any other page when you ask.'
        : `Cruxlight found no post on this page of ${host}.`;
    return { state: 'none', reason, read: true, host: always };
  }
  switch (status.state) {
    case 'off': {
      const where = settings?.off ? 'everywhere' : host !== null && settings?.offSites.includes(host) ? 'site' : 'post';
      return { state: 'off', where, host };
    }
    case 'waiting':
      return { state: 'asking' };
    case 'no post':
      return { state: 'none', reason: status.reason ?? 'There is no post on this page.', read: true, host: always };
    case 'reading':
      return status.tagged < status.passages
        ? { state: 'tagging', tagged: status.tagged, passages: status.passages }
        : { state: 'ready' };
  }
}
