import { describe, expect, test } from 'vitest';
import type { Driver } from '../tools/driver';
import { until } from '../tools/page-marks';
import { address, claims, comment, forumPage, forumPost, ORIGIN } from './forum-pages';
import { about, aWhile, type Mark, marks, marksOnce, partsOf } from './marks';

export function forumStates(browser: () => Driver): void {
  const serve = (id: string, html: string) => browser().serve(`${ORIGIN}${address(id)}`, html);

  describe('a page of LessWrong', () => {
    test('that is streamed is marked once its text has left the hidden segment', async () => {
      const page = await browser().open(
        serve(
          'Streamed',
          forumPage(
            `<div id="slot"></div><div hidden id="S:5">${forumPost('Streamed', claims('streaming'))}</div>`,
            `window.settle = () => { const s = document.getElementById('S:5'); document.getElementById('slot').replaceWith(...s.childNodes); s.remove(); };`,
          ),
        ),
      );
      await aWhile();
      expect(await marks(page)).toEqual([]);
      await page.evaluate('settle()');
      const all = await marksOnce(page, about('streaming'));
      expect(partsOf(all)).toEqual(['Streamed']);
      expect(all.every((mark) => mark.drawn)).toBe(true);
      await page.close();
    });

    test('that keeps the post before mounted but hidden has marks in the shown one alone', async () => {
      const page = await browser().open(serve('Before', forumPage(forumPost('Before', claims('riverbanks')))));
      await marksOnce(page, about('riverbanks'));
      await page.evaluate(
        ([html, path]) => {
          const before = document.querySelector('[data-part=Before]') as HTMLElement;
          before.style.setProperty('display', 'none', 'important');
          before.insertAdjacentHTML('afterend', html as string);
          history.pushState({}, '', path);
        },
        [forumPost('After', claims('orchards')), address('After')],
      );
      const all = await marksOnce(page, (now) => about('orchards')(now) && !about('riverbanks')(now));
      expect(partsOf(all)).toEqual(['After']);
      expect(all.every((mark) => mark.drawn)).toBe(true);
      // Back again: the other way round, in the same tree.
      await page.evaluate(() => {
        (document.querySelector('[data-part=Before]') as HTMLElement).style.removeProperty('display');
        (document.querySelector('[data-part=After]') as HTMLElement).style.display = 'none';
        history.back();
      });
      const back = await marksOnce(page, (now) => about('riverbanks')(now) && !about('orchards')(now));
      expect(partsOf(back)).toEqual(['Before']);
      await page.close();
    });

    test('whose feed opens a dialog with the same ids has marks in the dialog, and none once it is closed', async () => {
      const home = `${ORIGIN}/`;
      const at = browser().serve(
        home,
        forumPage(`<div class="UltraFeed-root" data-part="feed">${claims('feeds')}</div>`),
      );
      const page = await browser().open(at);
      await aWhile();
      expect(await marks(page)).toEqual([]);
      const open = (id: string, name: string) =>
        page.evaluate(
          ([html, path]) => {
            document.body.insertAdjacentHTML('beforeend', `<div role="dialog">${html}</div>`);
            history.pushState({}, '', path);
          },
          [forumPost(id, claims(name)), address(id)],
        );
      const shut = () =>
        page.evaluate(() => {
          document.querySelector('[role=dialog]')?.remove();
          history.back();
        });
      await open('First', 'lanterns');
      expect(partsOf(await marksOnce(page, about('lanterns')))).toEqual(['First']);
      await shut();
      expect(await marksOnce(page, (all) => all.length === 0)).toEqual([]);
      await open('Second', 'bridges');
      expect(partsOf(await marksOnce(page, about('bridges')))).toEqual(['Second']);
      await page.close();
    });

    test('whose dialog stands above another post with the same ids is read by its address', async () => {
      const page = await browser().open(serve('Below', forumPage(forumPost('Below', claims('cellars')))));
      await marksOnce(page, about('cellars'));
      await page.evaluate(
        ([html, path]) => {
          document.body.insertAdjacentHTML('beforeend', `<div role="dialog">${html}</div>`);
          history.pushState({}, '', path);
        },
        [forumPost('Above', claims('attics')), address('Above')],
      );
      const all = await marksOnce(page, (now) => about('attics')(now) && !about('cellars')(now));
      expect(partsOf(all)).toEqual(['Above']);
      await page.close();
    });

    test('whose first part stands alone at first has the rest marked when it comes', async () => {
      const first = '<p>The feedback loops in gardening are poor, and its metrics reward what merely sounds good.</p>';
      const page = await browser().open(
        serve('Preload', forumPage(forumPost('Preload', `${first}<div class="Loading-spinner"></div>`))),
      );
      await aWhile();
      await page.evaluate((html) => {
        const holder = document.querySelector('#postContent > div > div') as HTMLElement;
        holder.innerHTML = html;
      }, first + claims('beekeeping'));
      const all = await marksOnce(page, (now) => about('beekeeping')(now) && about('gardening')(now));
      expect(about('beekeeping')(all)).toBe(true);
      expect(all.filter((mark) => mark.words.includes('gardening')).every((mark) => mark.drawn)).toBe(true);
      await page.close();
    });

    test('gets its late comments marked beside what was there', async () => {
      const page = await browser().open(serve('Late', forumPage(forumPost('Late', claims('harbours')))));
      await marksOnce(page, about('harbours'));
      await page.evaluate(
        (html) => document.querySelector('.PostsPage-commentsSection')?.insertAdjacentHTML('beforeend', html),
        comment('Cm1', claims('comments')) + comment('Cm2', '<p>Thanks.</p>'),
      );
      const all = await marksOnce(page, about('comments'));
      const said = all.filter((mark) => mark.words.includes('comments')).map((mark) => mark.words);
      expect(said.length).toBeGreaterThan(0);
      expect(about('harbours')(all)).toBe(true);
      await page.close();
    });

    test('has the rest of a comment marked once “show more” was chosen, and nothing of it before', async () => {
      const short = `<p>I agree with part of this ${'\u2026'}</p><a class="read-more-button">(read more)</a>`;
      const page = await browser().open(
        serve('More', forumPage(forumPost('More', claims('pastures'), comment('Cm7', short)))),
      );
      const before = await marksOnce(page, about('pastures'));
      expect(before.some((mark) => mark.words.includes('read more'))).toBe(false);
      await page.evaluate(
        (html) => {
          (document.querySelector('.CommentBody-commentStyling') as HTMLElement).innerHTML = html;
        },
        `<p>I agree with part of this, and not with the rest.</p>${claims('remainders')}`,
      );
      const all = await marksOnce(page, (now) => about('remainders')(now) && about('pastures')(now));
      expect(about('remainders')(all)).toBe(true);
      await page.close();
    });

    test('keeps spoilers and what is shown under a condition to itself, and reads closed details', async () => {
      const body = `${claims('plains')}
      <div class="spoilers" data-part="spoiler">${claims('secrets')}</div>
      <div class="conditionallyVisibleBlock defaultHidden" data-part="condition">${claims('conditions')}</div>
      <details class="detailsBlock" data-part="details"><summary class="detailsBlockTitle">More</summary>
      <div class="detailsBlockContent">${claims('folds')}</div></details>`;
      const page = await browser().open(serve('Folds', forumPage(forumPost('Folds', body))));
      const closed = await marksOnce(page, (all) => about('folds')(all) && about('plains')(all));
      expect(about('secrets')(closed)).toBe(false);
      expect(about('conditions')(closed)).toBe(false);
      const folded = (all: Mark[]) => all.filter((mark) => mark.part === 'details');
      expect(folded(closed).length).toBeGreaterThan(0);
      expect(folded(closed).some((mark) => mark.drawn)).toBe(false);
      await page.evaluate(() => document.querySelector('details')?.setAttribute('open', ''));
      const open = await marksOnce(page, (all) => folded(all).length > 0 && folded(all).every((mark) => mark.drawn));
      expect(folded(open).every((mark) => mark.drawn)).toBe(true);
      await page.close();
    });

    test('is left by the site’s navigation, and found again by going back, with the other post’s marks gone each time', async () => {
      const page = await browser().open(serve('Here', forumPage(forumPost('Here', claims('rivers')))));
      await marksOnce(page, about('rivers'));
      await page.evaluate(
        ([html, path]) => {
          const wrapper = document.querySelector('#wrapper') as HTMLElement;
          Reflect.set(window, 'kept', wrapper.innerHTML);
          wrapper.innerHTML = html as string;
          history.pushState({}, '', path);
        },
        [forumPost('There', claims('forests')), address('There')],
      );
      const there = await marksOnce(page, (now) => about('forests')(now) && !about('rivers')(now));
      expect(partsOf(there)).toEqual(['There']);
      await page.evaluate(() => {
        window.addEventListener('popstate', () => {
          (document.querySelector('#wrapper') as HTMLElement).innerHTML = Reflect.get(window, 'kept') as string;
        });
        history.back();
      });
      const back = await marksOnce(page, (now) => about('rivers')(now) && !about('forests')(now));
      expect(partsOf(back)).toEqual(['Here']);
      await page.close();
    });

    test('gets its marks back each time the site draws the same words anew', async () => {
      const page = await browser().open(serve('Again', forumPage(forumPost('Again', claims('quarries')))));
      const words = (all: Mark[]) => all.map((mark) => mark.words).sort();
      const first = words(await marksOnce(page, about('quarries')));
      for (let round = 0; round < 3; round++) {
        await page.evaluate(() => {
          const body = document.querySelector('#postContent > div > div') as HTMLElement;
          body.replaceWith(body.cloneNode(true));
        });
        const again = await marksOnce(
          page,
          (all) => words(all).join() === first.join() && all.every((mark) => mark.drawn),
        );
        expect(words(again)).toEqual(first);
      }
      await page.close();
    });

    test('of quick takes without any yet is known to the library, and marks the first that comes', async () => {
      const html = forumPost('Takes', '').replace('About Takes', 'Ida’s Shortform');
      const page = await browser().open(serve('Takes', forumPage(html)));
      const stored = await until(
        () => browser().call('background', 'post.state', { post: `lw:${'Takes'.padEnd(17, 'A')}` }),
        (answer) => answer.ok && answer.value !== null,
        20,
      );
      expect(stored.value).not.toBeNull();
      await page.evaluate(
        (first) => document.querySelector('.PostsPage-commentsSection')?.insertAdjacentHTML('beforeend', first),
        comment('Cm5', claims('takes')),
      );
      expect(about('takes')(await marksOnce(page, about('takes')))).toBe(true);
      await page.close();
    });

    test('counts a permalinked comment, which is shown twice, once: in its thread', async () => {
      const copy = `<div class="CommentPermalink-root" data-part="copy">${comment('Cm9', claims('twins'))}</div>`;
      const tree = `<div data-part="thread">${comment('Cm9', claims('twins'))}</div>`;
      const page = await browser().open(serve('Twice', forumPage(copy + forumPost('Twice', claims('meadows'), tree))));
      const all = await marksOnce(page, (now) => about('twins')(now) && about('meadows')(now));
      expect(partsOf(all).sort()).toEqual(['Twice', 'thread']);
      await page.close();
    });
  });
}
