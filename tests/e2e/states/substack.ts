import { describe, expect, test } from 'vitest';
import type { Driver } from '../tools/driver';
import { until } from '../tools/page-marks';
import { claims } from './forum-pages';
import { about, aWhile, marks, marksOnce, partsOf } from './marks';

export function substackStates(browser: () => Driver): void {
  describe('Substack', () => {
    const article = (postId: string, name: string) =>
      `<article class="typography newsletter-post post" data-part="${name}"><div class="post-header"><h1 class="post-title published">On ${name}</h1>
     <div class="byline-wrapper"><a href="https://substack.com/@sue">Sue</a></div></div>
     <div><div class="available-content"><div dir="auto" class="body markup">
     <h2 class="header-anchor-post">Part<div class="header-anchor-parent"><div class="header-anchor" data-href="https://pub.substack.com/i/${postId}/part"></div></div></h2>
     ${Array.from({ length: 12 }, (_, i) => `<p>We moved the desk for the ${i}th time, and the cat slept on it again.</p>`).join('')}
     ${claims(name)}</div></div></div></article>`;
    const app = (inner: string) =>
      `<!doctype html><html><head><link rel="preconnect" href="https://substackcdn.com"><meta property="og:site_name" content="Substack">
     <style>html, body { margin: 0; height: 100%; overflow: hidden } #reader-nav-page-scroll { height: 100vh; overflow-y: auto } p { line-height: 3 }</style></head>
     <body class="pc-root"><div id="entry"><div class="reader-nav-root"><div id="reader-nav-page-scroll" class="reader-nav-page-scroll">${inner}</div></div></div></body></html>`;

    test('in the reader app: marks in the post of the address, and stepping scrolls the inner scroller to them', async () => {
      const url = 'https://substack.com/home/post/p-171000555';
      const at = browser().serve(
        url,
        app(
          `${article('171000888', 'neighbours')}<div class="modalViewer-x1">${article('171000555', 'readers')}</div>`,
        ),
      );
      const page = await browser().open(at);
      const all = await marksOnce(page, about('readers'));
      expect(partsOf(all)).toEqual(['readers']);
      const top = () => page.evaluate(() => document.querySelector('#reader-nav-page-scroll')?.scrollTop ?? 0);
      expect(await top()).toBe(0);
      await page.press('j');
      const scrolled = await until(top, (now) => now > 0);
      expect(scrolled).toBeGreaterThan(0);
      // A smooth scroll takes its time.
      const seen = await until(
        () =>
          page.evaluate(() =>
            [...(CSS.highlights as unknown as Iterable<[string, Iterable<Range>]>)]
              .filter(([name]) => name.startsWith('cruxlight-'))
              .flatMap(([, highlight]) => [...highlight])
              .some((range) => {
                const { top, bottom } = range.getBoundingClientRect();
                return top >= 0 && bottom <= window.innerHeight && bottom > top;
              }),
          ),
        (now) => now,
      );
      expect(seen).toBe(true);
      await page.close();
    });

    test('behind a paywall: the free part is marked, and signing in brings the rest', async () => {
      const free = `<p>We moved the desk, and the cat slept on it again.</p>${claims('previews')}`;
      const url = 'https://pub.substack.com/p/walled';
      const wall =
        '<div class="paywall" role="region" aria-label="Paywall"><h2>This post is for paid subscribers</h2></div>';
      const walled = (body: string, gate: string) =>
        `<!doctype html><html><head><link rel="preconnect" href="https://substackcdn.com"></head><body><div id="entry"><div id="main">
         <article class="newsletter-post post" data-part="walled"><h1 class="post-title">Walled</h1>
         <div class="available-content"><div dir="auto" class="body markup">${body}</div></div>${gate}</article></div></div></body></html>`;
      const page = await browser().open(browser().serve(url, walled(free, wall)));
      await marksOnce(page, about('previews'));
      await page.evaluate(
        ([html]) => {
          document.querySelector('.paywall')?.remove();
          document.querySelector('.body.markup')?.insertAdjacentHTML('beforeend', html as string);
        },
        [claims('subscribers')],
      );
      const all = await marksOnce(page, (now) => about('subscribers')(now) && about('previews')(now));
      expect(about('subscribers')(all)).toBe(true);
      await page.close();
    });

    test('on another publication: the post that is drawn after the page has loaded is found', async () => {
      const url = 'https://pub.substack.com/p/late-drawn';
      const at = browser().serve(
        url,
        `<!doctype html><html><head><link rel="preconnect" href="https://substackcdn.com"></head><body><div id="entry"><div id="main"></div></div></body></html>`,
      );
      const page = await browser().open(at);
      await aWhile();
      expect(await marks(page)).toEqual([]);
      await page.evaluate(
        (html) => {
          (document.getElementById('main') as HTMLElement).innerHTML = html;
        },
        article('171000999', 'latecomers'),
      );
      expect(partsOf(await marksOnce(page, about('latecomers')))).toEqual(['latecomers']);
      await page.close();
    });
  });
}
