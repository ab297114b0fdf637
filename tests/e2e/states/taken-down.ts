import { describe, expect, test } from 'vitest';
import type { Driver, Tab } from '../tools/driver';
import { until } from '../tools/page-marks';
import { address, claims, forumPage, forumPost, ORIGIN } from './forum-pages';
import { about, marksOnce } from './marks';

/** What of ours a reader can see: overlays, and marks that the page has a style for. */
const seen = (page: Tab) =>
  page.evaluate(() => {
    const overlays = [...document.querySelectorAll('[data-cruxlight]')].filter((host) =>
      host.checkVisibility({ visibilityProperty: true }),
    );
    const words = document.querySelector('#postContent p') as Element;
    const names = [...(CSS.highlights as unknown as Iterable<[string, Iterable<Range>]>)]
      .filter(([name, ranges]) => name.startsWith('cruxlight-') && [...ranges].length > 0)
      .map(([name]) => name)
      .filter((name) => {
        const { textDecorationLine, backgroundColor } = getComputedStyle(words, `::highlight(${name})`);
        return (
          !/^(?:none)?$/u.test(textDecorationLine) || !/^(?:rgba\(0, 0, 0, 0\)|transparent|)$/u.test(backgroundColor)
        );
      });
    return { overlays: overlays.length, marks: names.length };
  });

/**
 * Comes last: nothing of the extension is left afterwards. `updates`: the browser starts an extension again that a test
 * has reloaded (Chromium does not, where it was loaded by the command line; see page.test.ts for that).
 */
export function takenDown(browser: () => Driver, { updates }: { updates: boolean }): void {
  const open = async (id: string, name: string) => {
    const page = await browser().open(
      browser().serve(`${ORIGIN}${address(id)}`, forumPage(forumPost(id, claims(name)))),
    );
    await marksOnce(page, about(name));
    return page;
  };

  describe('while the page is open', () => {
    test.runIf(updates)('an update leaves one overlay and no mark of the version before', async () => {
      const page = await open('Updated', 'updates');
      expect(await seen(page)).toMatchObject({ overlays: 1 });
      expect((await seen(page)).marks).toBeGreaterThan(0);
      await browser().reloadExtension();
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      await page.press('j');
      // Firefox puts the new version into the page by itself.
      expect(await seen(page)).toMatchObject({ overlays: 1 });
      await page.reload();
      await marksOnce(page, about('updates'));
      expect(await seen(page)).toMatchObject({ overlays: 1 });
      await page.close();
    });

    test('taking the extension out takes overlay and marks with it', async () => {
      const page = await open('Removed', 'removals');
      await browser().removeExtension();
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      await page.press('j');
      // Chromium's overlay says for some seconds why it goes.
      const after = await until(
        () => seen(page),
        (now) => now.overlays === 0 && now.marks === 0,
        120,
      );
      expect(after).toEqual({ overlays: 0, marks: 0 });
      await page.close();
    });
  });
}
