import type { Tab } from '../tools/driver';
import { until } from '../tools/page-marks';

export interface Mark {
  words: string;
  /** Drawn somewhere, that is, seen by a reader who scrolls there. */
  drawn: boolean;
  part: string | null;
}

/** Our marks as they stand in the page. Ranges that the site's own redrawing has emptied are left out. */
export const marks = (page: Tab): Promise<Mark[]> =>
  page.evaluate(() => {
    const found: { words: string; drawn: boolean; part: string | null }[] = [];
    for (const [name, highlight] of CSS.highlights as unknown as Iterable<[string, Iterable<Range>]>) {
      if (!name.startsWith('cruxlight-')) continue;
      for (const range of highlight) {
        const words = range.toString();
        if (words.trim() === '') continue;
        const holder = range.startContainer.parentElement;
        const part = holder?.closest('[data-part]')?.getAttribute('data-part') ?? null;
        // What closed details hold has rectangles in newer browsers, although nobody sees it.
        found.push({ words, drawn: range.getClientRects().length > 0 && (holder?.checkVisibility() ?? false), part });
      }
    }
    return found;
  });

export const marksOnce = (page: Tab, will: (all: Mark[]) => boolean) => until(() => marks(page), will);
export const partsOf = (all: Mark[]) => [...new Set(all.map((mark) => mark.part))];
export const about = (name: string) => (all: Mark[]) => all.some((mark) => mark.words.includes(name));
/** Long enough for a reader program that looks too early to have looked. */
export const aWhile = () => new Promise((resolve) => setTimeout(resolve, 1_200));
