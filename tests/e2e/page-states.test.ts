import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Chromium, launchChromium } from './tools/chromium';
import { until } from './tools/page-marks';

/*
 * The states in which the sites' pages really are, where only a browser can tell: what is drawn and what is not, what
 * arrives late, what scrolls. Each page's words carry the name of the part that they stand in.
 */

let browser: Chromium;

beforeAll(async () => {
  browser = await launchChromium();
  const panel = await browser.panel();
  await panel.evaluate(
    "chrome.runtime.sendMessage({ cruxlight: 'background', name: 'settings.save', args: { density: 'all' } })",
  );
  await panel.close();
}, 120_000);
afterAll(async () => browser?.close());

const ORIGIN = 'https://www.lesswrong.com';
const address = (id: string) => `/posts/${id.padEnd(17, 'A')}/${id.toLowerCase()}`;

/** Paragraphs that make claims, each with the name of the part that it stands in. */
const claims = (name: string) =>
  `<p>The feedback loops in ${name} are poor: the metrics that we have reward stories which merely sound good.</p>
   <p>Labs have a strong incentive to publish ${name} results, and competition for funding pushes them to skip checks.</p>
   <p>It is very hard to verify that a model of ${name} is safe, since evaluations cannot show that no failure is left.</p>`;

const comment = (id: string, inner: string) =>
  `<div class="comments-node CommentFrame-node" id="${id.padEnd(17, 'C')}"><div class="CommentsItem-root"><div class="CommentsItem-body">
   <span class="CommentUserName-author"><a href="/users/ann">Ann</a></span><time datetime="2026-03-02T10:00:00.000Z">1mo</time>
   <div class="CommentBody-root"><div class="CommentBody-commentStyling">${inner}</div></div></div></div><div class="CommentsNode-children"></div></div>`;

/** A post as ForumMagnum draws it: with ids that every post has. */
const forumPost = (id: string, body: string, comments = '') =>
  `<div class="MultiToCLayout-root" data-part="${id}"><div id="postBody" class="PostsPage-postBody">
   <h1 class="PostsPageTitle-root"><a class="PostsPageTitle-link" href="${address(id)}">About ${id}</a></h1>
   <span class="PostsAuthors-authorName"><a href="/users/ida">Ida</a></span><time datetime="2026-03-01T09:30:00.000Z">1mo</time>
   <div class="PostsPage-postContent"><div id="postContent"><div><div>${body}</div></div></div></div></div>
   <div class="PostsPage-commentsSection"><div id="comments"></div>${comments}</div></div>`;

const forumPage = (inner: string, script = '') =>
  `<!doctype html><html><head><meta charset="utf-8"><title>About</title>
   <style>.conditionallyVisibleBlock.defaultHidden { display: none } .spoilers:not(:hover) { color: black; background: black }</style></head>
   <body><div id="wrapper">${inner}</div><script>${script}</script></body></html>`;

interface Mark {
  words: string;
  /** Drawn somewhere, that is, seen by a reader who scrolls there. */
  drawn: boolean;
  part: string | null;
}

/** Our marks as they stand in the page. Ranges that the site's own redrawing has emptied are left out. */
const marks = (page: Page): Promise<Mark[]> =>
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

const marksOnce = (page: Page, will: (all: Mark[]) => boolean) => until(() => marks(page), will);
const partsOf = (all: Mark[]) => [...new Set(all.map((mark) => mark.part))];
const about = (name: string) => (all: Mark[]) => all.some((mark) => mark.words.includes(name));
/** Long enough for a reader program that looks too early to have looked. */
const aWhile = (page: Page) => page.waitForTimeout(1_200);

function serve(id: string, html: string): string {
  const url = `${ORIGIN}${address(id)}`;
  browser.serve(url, html);
  return url;
}

describe('a page of LessWrong', () => {
  test('that is streamed is marked once its text has left the hidden segment', async () => {
    const page = await browser.open(
      serve(
        'Streamed',
        forumPage(
          `<div id="slot"></div><div hidden id="S:5">${forumPost('Streamed', claims('streaming'))}</div>`,
          `window.settle = () => { const s = document.getElementById('S:5'); document.getElementById('slot').replaceWith(...s.childNodes); s.remove(); };`,
        ),
      ),
    );
    await aWhile(page);
    expect(await marks(page)).toEqual([]);
    await page.evaluate('settle()');
    const all = await marksOnce(page, about('streaming'));
    expect(partsOf(all)).toEqual(['Streamed']);
    expect(all.every((mark) => mark.drawn)).toBe(true);
    await page.close();
  });

  test('that keeps the post before mounted but hidden has marks in the shown one alone', async () => {
    const page = await browser.open(serve('Before', forumPage(forumPost('Before', claims('riverbanks')))));
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
    browser.serve(home, forumPage(`<div class="UltraFeed-root" data-part="feed">${claims('feeds')}</div>`));
    const page = await browser.open(home);
    await aWhile(page);
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
    const page = await browser.open(serve('Below', forumPage(forumPost('Below', claims('cellars')))));
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
    const page = await browser.open(
      serve('Preload', forumPage(forumPost('Preload', `${first}<div class="Loading-spinner"></div>`))),
    );
    await aWhile(page);
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
    const page = await browser.open(serve('Late', forumPage(forumPost('Late', claims('harbours')))));
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

  test('keeps spoilers and what is shown under a condition to itself, and reads closed details', async () => {
    const body = `${claims('plains')}
      <div class="spoilers" data-part="spoiler">${claims('secrets')}</div>
      <div class="conditionallyVisibleBlock defaultHidden" data-part="condition">${claims('conditions')}</div>
      <details class="detailsBlock" data-part="details"><summary class="detailsBlockTitle">More</summary>
      <div class="detailsBlockContent">${claims('folds')}</div></details>`;
    const page = await browser.open(serve('Folds', forumPage(forumPost('Folds', body))));
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

  test('counts a permalinked comment, which is shown twice, once: in its thread', async () => {
    const copy = `<div class="CommentPermalink-root" data-part="copy">${comment('Cm9', claims('twins'))}</div>`;
    const tree = `<div data-part="thread">${comment('Cm9', claims('twins'))}</div>`;
    const page = await browser.open(serve('Twice', forumPage(copy + forumPost('Twice', claims('meadows'), tree))));
    const all = await marksOnce(page, (now) => about('twins')(now) && about('meadows')(now));
    expect(partsOf(all).sort()).toEqual(['Twice', 'thread']);
    await page.close();
  });
});

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
    browser.serve(
      url,
      app(`${article('171000888', 'neighbours')}<div class="modalViewer-x1">${article('171000555', 'readers')}</div>`),
    );
    const page = await browser.open(url);
    const all = await marksOnce(page, about('readers'));
    expect(partsOf(all)).toEqual(['readers']);
    const top = () => page.evaluate(() => document.querySelector('#reader-nav-page-scroll')?.scrollTop ?? 0);
    expect(await top()).toBe(0);
    await page.keyboard.press('j');
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

  test('on another publication: the post that is drawn after the page has loaded is found', async () => {
    const url = 'https://pub.substack.com/p/late-drawn';
    browser.serve(
      url,
      `<!doctype html><html><head><link rel="preconnect" href="https://substackcdn.com"></head><body><div id="entry"><div id="main"></div></div></body></html>`,
    );
    const page = await browser.open(url);
    await aWhile(page);
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
