import { describe, expect, test } from 'vitest';
import type { Driver, Point, Tab } from '../tools/driver';
import { until } from '../tools/page-marks';
import { address, claims, forumPage, forumPost, ORIGIN } from './forum-pages';
import { about, type marks, marksOnce } from './marks';

interface Kept {
  id: string;
  type: string | null;
  passage: string | null;
  selectors: { quote: { exact: string; prefix: string; suffix: string } };
}

/** Where the words `from … to` begin and end on the screen, in the first element that the selector names. */
function ends({ within, from, to }: { within: string; from: string; to: string }): [Point, Point] {
  const root = document.querySelector(within) as Element;
  root.scrollIntoView({ block: 'center' });
  const caret = (words: string, atEnd: boolean): Point => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
      const at = node.data.indexOf(words);
      if (at < 0) continue;
      const range = document.createRange();
      const offset = atEnd ? at + words.length : at;
      // The box of the character beside the point: a collapsed range has none in some browsers.
      range.setStart(node, atEnd ? offset - 1 : offset);
      range.setEnd(node, atEnd ? offset : offset + 1);
      const box = range.getBoundingClientRect();
      const rightToLeft = getComputedStyle(node.parentElement as Element).direction === 'rtl';
      return { x: atEnd === rightToLeft ? box.left : box.right, y: (box.top + box.bottom) / 2 };
    }
    throw new Error(`${words} is not in ${within}`);
  };
  const start = caret(from, false);
  return [start, caret(to, true)];
}

export function highlightStates(browser: () => Driver): void {
  const serve = (id: string, html: string) => browser().serve(`${ORIGIN}${address(id)}`, html);
  const keyOf = (id: string) => `lw:${id.padEnd(17, 'A')}`;
  const kept = async (id: string) => {
    const { value } = await browser().call('background', 'post.state', { post: keyOf(id) });
    return (value as { highlights?: Kept[] } | null)?.highlights ?? [];
  };
  const inked = (page: Tab, slug = 'in-ink') =>
    page.evaluate(
      (name) =>
        [...(CSS.highlights as unknown as Iterable<[string, Iterable<Range>]>)]
          .filter(([key]) => key.startsWith('cruxlight-') && key.endsWith(name))
          .flatMap(([, all]) => [...all].map((range) => range.toString()).filter((words) => words !== '')),
      slug,
    );
  /** Selects by the pointer and highlights as an incentive: `2`. */
  const highlight = async (page: Tab, within: string, from: string, to: string) => {
    const [start, end] = await page.evaluate(ends, { within, from, to });
    await page.drag(start, end);
    // The bar comes a moment after the pointer is let go; keys before it mean something else.
    await new Promise((resolve) => setTimeout(resolve, 250));
    await page.press('2');
  };

  /** A page that changes is looked at less and less often: what follows is seen seconds later. */
  const restless = async (page: Tab) => {
    for (let round = 0; round < 6; round++) {
      await page.evaluate((at) => {
        const holder = document.querySelector('#postContent > div > div') as Element;
        holder.insertAdjacentHTML('beforeend', `<p>An addition, the ${at}th of them.</p>`);
      }, round);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  };

  describe('a highlight', () => {
    test('made while the page is just changing keeps the words that stand there', async () => {
      const page = await browser().open(serve('Changing', forumPage(forumPost('Changing', claims('glaciers')))));
      await marksOnce(page, about('glaciers'));
      await restless(page);
      await page.evaluate(() => {
        const words = document.querySelector('#postContent p')?.firstChild as Text;
        words.data = words.data.replace('are poor', 'were much better once');
      });
      await highlight(page, '#postContent p', 'loops in', 'metrics');
      const [one] = await until(
        () => kept('Changing'),
        (all) => all.length > 0,
      );
      expect(one?.selectors.quote.exact).toBe('loops in glaciers were much better once: the metrics');
      expect(
        await until(
          () => inked(page),
          (all) => all.length > 0,
        ),
      ).toEqual([one?.selectors.quote.exact]);
      await page.close();
    });

    test('of words that the site has just drawn anew is of those words, not of all around them', async () => {
      const page = await browser().open(serve('Redrawn', forumPage(forumPost('Redrawn', claims('moraines')))));
      await marksOnce(page, about('moraines'));
      await restless(page);
      await page.evaluate(() => {
        for (const one of document.querySelectorAll('#postContent p')) one.replaceWith(one.cloneNode(true));
      });
      await highlight(page, '#postContent p:nth-of-type(2)', 'strong', 'to publish');
      const [one] = await until(
        () => kept('Redrawn'),
        (all) => all.length > 0,
      );
      expect(one?.selectors.quote.exact).toBe('strong incentive to publish');
      expect(one?.passage).not.toBeNull();
      await page.close();
    });

    test('goes on with its words when they move and when they are edited, and comes back after a reload', async () => {
      const body = `${claims('dunes')}<p>Once more, and in other words, so that nobody can miss it: the dunes move every year.</p>`;
      const at = serve('Edited', forumPage(forumPost('Edited', body)));
      const page = await browser().open(at);
      await marksOnce(page, about('dunes'));
      await highlight(page, '#postContent p:nth-of-type(4)', 'Once more', 'every year');
      await until(
        () => inked(page),
        (all) => all.length > 0,
      );
      await page.evaluate(() => {
        const last = document.querySelector('#postContent p:nth-of-type(4)') as HTMLElement;
        (last.firstChild as Text).data =
          'Once more, and in plainer words, so that nobody can miss it: the dunes move each year.';
        last.parentElement?.prepend(last);
      });
      const edited = await until(
        () => inked(page),
        (all) => all.some((words) => words.includes('plainer')),
      );
      expect(edited.join()).toContain('the dunes move each year');
      await page.reload();
      expect(
        (
          await until(
            () => inked(page),
            (all) => all.length > 0,
          )
        ).join(),
      ).toContain('every year');
      await page.close();
    });

    test('across an equation of each generation of maths keeps its TeX', async () => {
      const equations = {
        mathjax2: `<span class="mjpage"><span class="mjx-chtml"><span class="mjx-math" aria-label="a^2 + b^2"><span class="mjx-mrow"><span class="mjx-char">a</span></span></span></span></span>`,
        mathjax3: `<mjx-container class="MathJax" aria-label="a^2 + b^2"><mjx-math>𝑎</mjx-math></mjx-container>`,
        katex: `<span class="katex"><span class="katex-mathml"><math><semantics><mi>a</mi><annotation encoding="application/x-tex">a^2 + b^2</annotation></semantics></math></span><span class="katex-html" aria-hidden="true">a</span></span>`,
      };
      const body = Object.entries(equations)
        .map(([name, html]) => `<p class="${name}">By ${name} we find that ${html} decides who is right.</p>`)
        .join('');
      const page = await browser().open(serve('Maths', forumPage(forumPost('Maths', claims('sums') + body))));
      await marksOnce(page, about('sums'));
      for (const [at, name] of Object.keys(equations).entries()) {
        await highlight(page, `#postContent p.${name}`, 'find that', 'decides');
        const all = await until(
          () => kept('Maths'),
          (now) => now.length > at,
        );
        expect(all.map((one) => one.selectors.quote.exact)).toContain('find that a^2 + b^2 decides');
      }
      await page.close();
    });

    test('that was lost is given the words that are selected now', async () => {
      const page = await browser().open(serve('Taken', forumPage(forumPost('Taken', claims('tides')))));
      await marksOnce(page, about('tides'));
      const take = async () => browser().call({ page: await page.evaluate(() => location.href) }, 'selection.take', {});
      expect((await take()).value).toMatchObject({ place: null, reason: expect.stringContaining('Select') });
      const [start, end] = await page.evaluate(ends, { within: '#postContent p', from: 'loops in', to: 'poor' });
      await page.drag(start, end);
      const { value } = await take();
      expect(value).toMatchObject({ place: { selectors: { quote: { exact: 'loops in tides are poor' } } } });
      expect(await page.evaluate(() => document.getSelection()?.isCollapsed)).toBe(true);
      await page.close();
    });

    test('of right-to-left text is of the words between the two ends', async () => {
      const words = 'קשה לדעת אם המודל בטוח, וקשה עוד יותר להוכיח זאת לאחרים.';
      const body = `${claims('mirrors')}<div dir="rtl"><p>${words}</p></div>`;
      const page = await browser().open(serve('Mirrored', forumPage(forumPost('Mirrored', body))));
      await marksOnce(page, about('mirrors'));
      await highlight(page, '#postContent [dir=rtl] p', 'לדעת', 'בטוח');
      const [one] = await until(
        () => kept('Mirrored'),
        (all) => all.length > 0,
      );
      expect(one?.selectors.quote.exact).toBe('לדעת אם המודל בטוח');
      expect(
        await until(
          () => inked(page),
          (all) => all.length > 0,
        ),
      ).toEqual([one?.selectors.quote.exact]);
      await page.close();
    });

    test('with GreaterWrong’s soft hyphens in it is found on the page without them', async () => {
      const words = 'Distributed verification of interpretability needs infrastructure that nobody maintains.';
      const hyphened = words.replace('verification', 'veri\u00adfi\u00adca\u00adtion').replace('infra', 'infra\u00ad');
      const path = '/posts/HyphenAAAAAAAAAAA/hyphen';
      const greater = browser().serve(
        `https://www.greaterwrong.com${path}`,
        `<!doctype html><html><head><meta charset="utf-8"><title>Hyphens - LessWrong 2.0 viewer</title><link rel="canonical" href="https://www.lesswrong.com${path}"></head>
         <body><div id="content"><main class="post"><h1 class="post-title">Hyphens</h1><div class="post-meta"><a class="author" href="/users/ida">Ida</a></div>
         <div class="body-text post-body">${claims('hyphens')}<p class="long">${hyphened}</p></div></main></div></body></html>`,
      );
      const page = await browser().open(greater);
      await marksOnce(page, about('hyphens'));
      await highlight(page, '.post-body p.long', 'Distributed', 'infra');
      const [one] = await until(
        () => kept('Hyphen'),
        (all) => all.length > 0,
      );
      expect(one?.selectors.quote.exact).toBe('Distributed verification of interpretability needs infra');
      await page.close();
      const other = await browser().open(
        serve('Hyphen', forumPage(forumPost('Hyphen', `${claims('hyphens')}<p>${words}</p>`))),
      );
      expect(
        await until(
          () => inked(other),
          (all) => all.length > 0,
        ),
      ).toEqual([one?.selectors.quote.exact]);
      await other.close();
    });

    test('in closed details is not drawn, and is there once they are opened', async () => {
      const body = `${claims('cupboards')}<details open><summary>More</summary><p>Behind this door the cat sleeps on a red cushion until noon.</p></details>`;
      const page = await browser().open(serve('Shut', forumPage(forumPost('Shut', body))));
      await marksOnce(page, about('cupboards'));
      await highlight(page, '#postContent details p', 'Behind', 'cushion');
      await until(
        () => inked(page),
        (all) => all.length > 0,
      );
      await page.evaluate(() => document.querySelector('details')?.removeAttribute('open'));
      await page.reload();
      await page.evaluate(() => document.querySelector('details')?.removeAttribute('open'));
      const ours = (all: Awaited<ReturnType<typeof marks>>) => all.filter((mark) => mark.words.startsWith('Behind'));
      const shut = await marksOnce(page, (all) => ours(all).length > 0 && ours(all).every((mark) => !mark.drawn));
      expect(ours(shut).map((mark) => mark.drawn)).not.toContain(true);
      await page.evaluate(() => document.querySelector('details')?.setAttribute('open', ''));
      const open = await marksOnce(page, (all) => ours(all).some((mark) => mark.drawn));
      expect(ours(open).some((mark) => mark.drawn)).toBe(true);
      await page.close();
    });
  });
}
