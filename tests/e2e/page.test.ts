import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { harnessPage, harnessUrl } from '../fixtures/harness/page';
import { POSTS } from '../fixtures/harness/posts';
import { type Chromium, launchChromium } from './tools/chromium';
import { clickInOverlay, overlayText } from './tools/overlay-text';
import { lined, type Marks, marksOn, until } from './tools/page-marks';

let browser: Chromium;
const [first, second] = POSTS as [(typeof POSTS)[number], (typeof POSTS)[number]];
const saidIn = (post: (typeof POSTS)[number]) => (words: string) =>
  post.paragraphs.some((paragraph) => paragraph.includes(words));
const some = (marks: Marks) => lined(marks).length > 0;

beforeAll(async () => {
  browser = await launchChromium();
  const html = await harnessPage();
  for (const post of [0, 1] as const) browser.serve(harnessUrl(post), html);
}, 120_000);
afterAll(async () => browser?.close());

async function openFirst(): Promise<Page> {
  const page = await browser.open(harnessUrl(0));
  await until(() => marksOn(page), some);
  // The last passages may still be on their way.
  await until(
    () => overlayText(browser.context, page),
    (text) => /\d+ claims? on this page/u.test(text),
  );
  return page;
}
const says = (page: Page, wanted: RegExp) =>
  until(
    () => overlayText(browser.context, page),
    (text) => wanted.test(text),
    40,
  );
const bodyText = (page: Page) => page.evaluate(() => document.querySelector('#postContent')?.textContent ?? '');

describe('a post in Chromium', () => {
  test('has its claims marked and not one node of it changed', async () => {
    const page = await openFirst();
    const marked = lined(await marksOn(page));
    expect(marked.length).toBeGreaterThan(0);
    expect(marked.filter(saidIn(first))).toEqual(marked);
    await page.keyboard.press('j');
    await says(page, /Claim 1 of/u);
    await page.mouse.move(400, 300);
    expect(await page.evaluate(() => window.harness.mutations())).toEqual([]);
    await page.close();
  });

  test('gets its marks back after React has drawn the body anew, with its text intact', async () => {
    const page = await openFirst();
    const [text, before] = [await bodyText(page), lined(await marksOn(page)).sort()];
    for (let round = 0; round < 3; round++) {
      await page.evaluate(() => window.harness.remount());
      const after = await until(
        () => marksOn(page),
        (marks) => lined(marks).filter((words) => words !== '').length === before.length,
      );
      expect(lined(after).sort()).toEqual(before);
      expect(await bodyText(page)).toBe(text);
    }
    const changed = 'Nothing is claimed in this line any more, it only speaks of the weather by the river.';
    await page.evaluate((words) => window.harness.edit(1, words), changed);
    await until(
      () => marksOn(page),
      (marks) => !lined(marks).some((words) => words === '' || words.includes('probe')),
    );
    expect(await bodyText(page)).toContain(changed);
    expect(lined(await marksOn(page)).every((words) => words !== changed && words !== '')).toBe(true);
    expect(await page.evaluate(() => window.harness.mutations())).toEqual([]);
    await page.close();
  });

  test('is left and found again by the site’s own navigation', async () => {
    const page = await openFirst();
    const path = new URL(harnessUrl(1)).pathname;
    await page.evaluate((to) => window.harness.go(to), path);
    const there = await until(
      () => marksOn(page),
      (marks) => some(marks) && lined(marks).every(saidIn(second)),
    );
    expect(lined(there).filter(saidIn(second))).toEqual(lined(there));
    expect(some(there)).toBe(true);
    await page.goBack();
    const back = await until(
      () => marksOn(page),
      (marks) => some(marks) && lined(marks).every(saidIn(first)),
    );
    expect(some(back)).toBe(true);
    expect(lined(back).filter(saidIn(first))).toEqual(lined(back));
    await page.evaluate(() => window.harness.go('/'));
    const none = await until(
      () => marksOn(page),
      (marks) => !some(marks),
    );
    expect(none.words).toEqual({});
    await page.close();
  });

  test('has late comments read with it', async () => {
    const page = await openFirst();
    const words = 'I disagree: the feedback on probes is poor because the metric is only a proxy for understanding.';
    await page.evaluate((text) => window.harness.comment(text), words);
    const marks = await until(
      () => marksOn(page),
      (now) => lined(now).some((text) => words.includes(text)),
    );
    expect(lined(marks).some((text) => words.includes(text))).toBe(true);
    await page.close();
  });

  test('adapts the marks when the site goes dark', async () => {
    const page = await openFirst();
    expect((await marksOn(page)).palettes).toEqual(['light']);
    await page.evaluate(() => window.harness.theme('dark'));
    const dark = await until(
      () => marksOn(page),
      (marks) => marks.palettes.join() === 'dark',
    );
    expect(dark.palettes).toEqual(['dark']);
    await page.close();
  });
});

describe('the reader', () => {
  test('accepts by key, undoes, hides everything by one key', async () => {
    const page = await openFirst();
    await page.keyboard.press('j');
    expect(await says(page, /1 of \d/u)).toMatch(/Accept/u);
    await page.keyboard.press('Enter');
    const inked = await until(
      () => marksOn(page),
      (marks) => Object.keys(marks.words).some((name) => name.endsWith('-ink')),
    );
    expect(Object.keys(inked.words).filter((name) => name.endsWith('-ink'))).toHaveLength(1);
    await page.keyboard.press('u');
    const undone = await until(
      () => marksOn(page),
      (marks) => !Object.keys(marks.words).some((name) => name.endsWith('-ink')),
    );
    expect(Object.keys(undone.words).some((name) => name.endsWith('-ink'))).toBe(false);
    await page.keyboard.press('h');
    expect(
      (
        await until(
          () => marksOn(page),
          (marks) => !some(marks),
        )
      ).words,
    ).toEqual({});
    await page.keyboard.press('h');
    expect(some(await until(() => marksOn(page), some))).toBe(true);
    await page.close();
  });

  test('shows more by density and less by type', async () => {
    const page = await openFirst();
    const sure = lined(await marksOn(page)).length;
    await clickInOverlay(browser.context, page, /claims? on this page/u);
    await says(page, /Sure ones/u);
    await clickInOverlay(browser.context, page, /^All$/u);
    const all = await until(
      () => marksOn(page),
      (marks) => lined(marks).length > sure,
    );
    expect(lined(all).length).toBeGreaterThan(sure);
    await clickInOverlay(browser.context, page, /^Feedback quality/u);
    const isFeedback = (marks: Marks) => Object.keys(marks.words).some((name) => name.startsWith('fq-'));
    expect(
      isFeedback(
        await until(
          () => marksOn(page),
          (marks) => !isFeedback(marks),
        ),
      ),
    ).toBe(false);
    await clickInOverlay(browser.context, page, /^Feedback quality/u);
    expect(isFeedback(await until(() => marksOn(page), isFeedback))).toBe(true);
    await clickInOverlay(browser.context, page, /^Sure ones$/u);
    await until(
      () => marksOn(page),
      (marks) => lined(marks).length === sure,
    );
    await page.close();
  });

  test('types into the page’s own fields undisturbed', async () => {
    const page = await openFirst();
    await page.focus('input[aria-label=Search]');
    await page.keyboard.type('jkx1h?');
    expect(await page.inputValue('input[aria-label=Search]')).toBe('jkx1h?');
    expect(some(await marksOn(page))).toBe(true);
    await page.close();
  });

  test('highlights selected words with a type, and finds them after a reload', async () => {
    const page = await openFirst();
    const box = await page.locator('#postContent p').first().boundingBox();
    if (!box) throw new Error('no paragraph');
    await page.mouse.move(box.x + 4, box.y + 12);
    await page.mouse.down();
    await page.mouse.move(box.x + 260, box.y + 12, { steps: 5 });
    await page.mouse.up();
    await says(page, /Highlight the selected words/u);
    await page.keyboard.press('2');
    const words = (marks: Marks) => marks.words['in-ink'] ?? [];
    const marked = words(
      await until(
        () => marksOn(page),
        (marks) => words(marks).length > 0,
      ),
    );
    expect(marked).toHaveLength(1);
    expect(first.paragraphs[0]).toContain(marked[0]);
    await page.reload();
    const again = await until(
      () => marksOn(page),
      (marks) => words(marks).length > 0,
    );
    expect(words(again)).toEqual(marked);
    await page.close();
  });
});

describe('the panel and the page', () => {
  /** Calls the page's reader as the background does, from an extension's own page. */
  const call = async (page: Page, name: string, args: object) => {
    const worker = browser.context.serviceWorkers()[0];
    if (!worker) throw new Error('no service worker');
    return worker.evaluate(
      async ({ url, message }) => {
        const { tabs } = (globalThis as unknown as { chrome: typeof import('wxt/browser').browser }).chrome;
        const tab = (await tabs.query({ url: `${url}*` })).at(-1);
        return tabs.sendMessage(tab?.id ?? -1, message, { frameId: 0 }) as Promise<{
          ok: boolean;
          value: Record<string, unknown>;
        }>;
      },
      { url: page.url(), message: { cruxlight: 'page', name, args } },
    );
  };

  test('know what the tab shows, and a passage that is asked for is brought into view', async () => {
    const page = await openFirst();
    const { value } = await call(page, 'page.status', {});
    expect(value).toMatchObject({ post: `lw:${first.id}`, state: 'reading', orphans: [] });
    expect(value.passages).toBe(first.paragraphs.length);
    expect((await call(page, 'passage.show', { passage: 'no-such', annotation: null })).value).toMatchObject({
      found: false,
    });
    expect((await call(page, 'passage.show', { passage: 7, annotation: null })).ok).toBe(false);
    await call(page, 'marks.toggle', {});
    expect(some(await marksOn(page))).toBe(false);
    await call(page, 'marks.toggle', {});
    expect(some(await until(() => marksOn(page), some))).toBe(true);
    await page.close();
  });

  test('a hovered claim opens its card beside the passage, and it closes when the pointer leaves', async () => {
    const page = await openFirst();
    const place = await page.evaluate(() => {
      for (const [name, highlight] of CSS.highlights as unknown as Iterable<[string, Iterable<Range>]>) {
        if (!/cruxlight-.*-pencil-0/u.test(name)) continue;
        for (const range of highlight) {
          const { left, top, height } = range.getClientRects()[0] ?? new DOMRect();
          return { x: left + 30, y: top + height / 2 };
        }
      }
      return null;
    });
    if (!place) throw new Error('nothing is marked');
    await page.mouse.move(place.x, place.y);
    await page.mouse.move(place.x + 2, place.y);
    expect(await says(page, /Reject/u)).toMatch(/Elsewhere|elsewhere|library/u);
    // What stands at the pointer is still the post's own words.
    expect(
      await page.evaluate(({ x, y }) => document.elementFromPoint(x, y)?.closest('#postContent') !== null, place),
    ).toBe(true);
    await page.mouse.move(3, 3);
    const left = await until(
      () => overlayText(browser.context, page),
      (text) => !/Reject/u.test(text),
    );
    expect(left).not.toMatch(/Reject/u);
    await page.close();
  });

  test('a note is typed where the page cannot listen, and its letters do nothing else', async () => {
    const page = await openFirst();
    await page.keyboard.press('j');
    await says(page, /Accept/u);
    await page.keyboard.press('n');
    await page.waitForFunction(() => document.activeElement?.hasAttribute('data-cruxlight'));
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      for (const type of ['keydown', 'keyup', 'beforeinput', 'input'])
        window.addEventListener(
          type,
          (event) => {
            // The shortcut that saves is released on the page; what was typed before it is what nobody may hear.
            if (!(event instanceof KeyboardEvent) || event.key.length === 1) heard.push(event.type);
          },
          true,
        );
    });
    const note = 'jkx <b>my own</b> words';
    await page.keyboard.type(note);
    await page.keyboard.press('Control+Enter');
    expect(await says(page, /Note saved/u)).toMatch(/Note saved/u);
    // The card follows when the library has answered.
    expect(await says(page, /my own<\/b> words/u)).toContain(note);
    expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual([]);
    expect(await page.evaluate(() => window.length)).toBe(0);
    await page.close();
  });
});

test('a page that floods and fakes neither stops nor drives it', async () => {
  const page = await openFirst();
  const inked = (marks: Marks) => Object.entries(marks.words).filter(([name]) => name.endsWith('-ink'));
  const before = inked(await marksOn(page));
  await page.evaluate(() => {
    const host = document.querySelector('[data-cruxlight]');
    const fake = (key: string) => {
      for (const target of [window, document, document.body, host])
        target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
    };
    const point = (type: string) =>
      document
        .querySelector('#postContent p:nth-of-type(2)')
        ?.dispatchEvent(new PointerEvent(type, { bubbles: true, composed: true, clientX: 400, clientY: 300 }));
    const flood = document.createElement('div');
    document.body.append(flood);
    let rounds = 0;
    const timer = setInterval(() => {
      for (let i = 0; i < 200; i++) {
        window.postMessage({ cruxlight: 'page', name: 'marks.toggle', args: {} }, '*');
        flood.textContent = String(Math.random());
      }
      for (const key of ['j', 'Enter', 'x', '1', 'h']) fake(key);
      for (const type of ['pointermove', 'pointerup', 'click']) point(type);
      if (rounds < 3) host?.remove();
      if (++rounds > 40) clearInterval(timer);
    }, 25);
  });
  await page.waitForTimeout(2_500);
  const marks = await until(() => marksOn(page), some);
  expect(some(marks)).toBe(true);
  expect(inked(marks)).toEqual(before);
  expect(Object.keys(marks.words)).not.toContain('focus');
  expect(await page.evaluate(() => document.querySelector('[data-cruxlight]')?.shadowRoot)).toBe(null);
  await page.close();
});

test('an extension that was reloaded says so once, calmly, and takes its marks away', async () => {
  const page = await openFirst();
  const worker = browser.context.serviceWorkers()[0];
  await worker?.evaluate(() =>
    (globalThis as unknown as { chrome: { runtime: { reload: () => void } } }).chrome.runtime.reload(),
  );
  await page.waitForTimeout(1_500);
  await page.keyboard.press('j');
  expect(await says(page, /was updated or switched off/u)).toMatch(/Reload the page/u);
  expect((await marksOn(page)).words).toEqual({});
  await page.close();
});
