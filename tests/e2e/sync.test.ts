import { execFileSync, spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Page } from 'playwright-core';
import type { ElementHandle, Page as FirefoxPage } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { harnessPage, harnessUrl } from '../fixtures/harness/page';
import { POSTS } from '../fixtures/harness/posts';
import { passwordLine } from '../fixtures/sync/servers/apache';
import { type RealServer, startApacheDav, whyNoApache } from '../fixtures/sync/servers/real';
import { type AnyPage, clickOn, fillIn, says, wordsOn } from './tools/any-page';
import type { Chromium } from './tools/chromium';
import { type Firefox, launchFirefox } from './tools/firefox';
import { type Evaluates, lined, marksOn, until } from './tools/page-marks';
import { buildWithHosts } from './tools/patched-build';

const PASSPHRASE = 'glass harbour seven lamps';
const [post] = POSTS as [(typeof POSTS)[number]];
const why = whyNoApache() ?? whyNoApache({ quota: 1, tls: true });
if (why) console.warn(`Sync between browsers is not tested here: ${why}.`);

/** Firefox then gives a permission that is asked for by a click, without its own question. */
const GRANTS = { 'extensions.webextOptionalPermissionPrompts': false };

let server: RealServer;
let build: Awaited<ReturnType<typeof buildWithHosts>>;
let chromium: Chromium;
let firefox: Firefox;
let html: string;
let profile: string | undefined;

async function startChromium(): Promise<void> {
  const { launchChromium } = await import('./tools/chromium');
  chromium = await launchChromium(profile === undefined ? {} : { profile });
  profile = chromium.profile;
  await chromium.context.route(/^https?:\/\/127\.0\.0\.1:/u, (route) => route.continue());
  chromium.serve(harnessUrl(0), html);
}

/** A post's page with marks on it. */
async function marked<T extends Evaluates>(page: T): Promise<T> {
  await until(
    () => marksOn(page),
    (marks) => lined(marks).length > 0,
  );
  return page;
}
const openInChromium = async (): Promise<Page> => marked(await chromium.open(harnessUrl(0)));
const openInFirefox = async (): Promise<FirefoxPage> => marked(await firefox.open(firefox.serve(harnessUrl(0), html)));

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Keyboard {
  press: (key: never) => Promise<void>;
  type: (text: string) => Promise<void>;
  down: (key: never) => Promise<void>;
  up: (key: never) => Promise<void>;
}

/** Goes to the first claim of a page and writes a note on it, as a reader does. */
async function writeNote(page: { keyboard: Keyboard; evaluate: Evaluates['evaluate'] }, note: string): Promise<void> {
  const { keyboard } = page;
  // Pressed again, it would go on to the second.
  if (!('focus' in (await marksOn(page)).words)) await keyboard.press('j' as never);
  await until(
    () => marksOn(page),
    (marks) => 'focus' in marks.words,
  );
  await keyboard.press('n' as never);
  await pause(500);
  await keyboard.down('Control' as never);
  await keyboard.press('a' as never);
  await keyboard.up('Control' as never);
  await keyboard.type(note);
  await keyboard.down('Control' as never);
  await keyboard.press('Enter' as never);
  await keyboard.up('Control' as never);
  await pause(800);
}

async function fillStorage(options: AnyPage, given: { url: string; password: string }): Promise<void> {
  await fillIn(options, 'Address of the folder', given.url);
  await fillIn(options, 'User', 'ida');
  await fillIn(options, 'App password', given.password);
}

async function typePassphrase(options: AnyPage, passphrase: string): Promise<void> {
  await fillIn(options, 'Passphrase', passphrase);
  await fillIn(options, 'Passphrase, again', passphrase);
}

/** The notes that stand in a browser's library, by the words of the panel. */
async function notesIn(panel: AnyPage): Promise<string> {
  await clickOn(panel, 'Library');
  await clickOn(panel, post.title);
  return says(panel, /passages/u);
}

interface Stands {
  state: string;
  lastSync: number | null;
  waiting: number;
}

/** How sync stands, asked as the extension's own pages ask. */
const stands = (options: AnyPage): Promise<Stands> =>
  options.evaluate(async () => {
    const { runtime } = (Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome')) as {
      runtime: { sendMessage: (message: unknown) => Promise<{ value: unknown }> };
    };
    return (await runtime.sendMessage({ cruxlight: 'background', name: 'sync.get', args: {} })).value;
  });

/** A round from beginning to end, by the button. */
async function inSync(options: AnyPage): Promise<void> {
  const before = (await stands(options)).lastSync ?? 0;
  await clickOn(options, 'Sync now');
  const after = await until(
    () => stands(options),
    (it) => it.state === 'idle' && it.waiting === 0 && (it.lastSync ?? 0) > before,
  );
  expect(after).toMatchObject({ state: 'idle', waiting: 0 });
}

beforeAll(async () => {
  if (why) return;
  // Chromium's own question can't be answered by a test; Firefox is asked for real, and grants.
  build = await buildWithHosts(['http://127.0.0.1/*', 'https://127.0.0.1/*']);
  server = await startApacheDav({ user: 'ida', password: 'sesame' });
  html = await harnessPage();
  await startChromium();
  firefox = await launchFirefox({ prefs: GRANTS });
});
afterAll(async () => {
  await firefox?.close();
  await chromium?.close();
  await server?.stop();
  await build?.remove();
});

describe.skipIf(why)('two browsers through a WebDAV server', () => {
  let inChromium: Page;
  let inFirefox: FirefoxPage;
  let optionsC: Page;
  let optionsF: FirefoxPage;

  test('Chromium: a wrong password is said, sync is set up with a passphrase, and what was read goes along', async () => {
    inChromium = await openInChromium();
    await writeNote(inChromium, 'Written before sync was set up.');
    optionsC = await chromium.panel('options.html#sync');
    await says(optionsC, /storage that you already have/u);
    await fillStorage(optionsC, { url: server.url, password: 'wrong' });
    await clickOn(optionsC, 'Test the connection');
    await says(optionsC, /does not accept the (?:user )?name or password|password/iu);
    expect(execFileSync('find', [server.folder, '-type', 'f']).toString()).toBe('');
    await fillIn(optionsC, 'App password', 'sesame');
    await clickOn(optionsC, 'Test the connection');
    await says(optionsC, /It works/u);
    await typePassphrase(optionsC, PASSPHRASE);
    await clickOn(optionsC, 'Start syncing');
    const code = await says(optionsC, /Your recovery code/u);
    expect(code).toMatch(/[0-9A-Z]{4}(?:-[0-9A-Z]{4}){7}/u);
    await clickOn(optionsC, 'I have written it down');
    await says(optionsC, /In sync/u);
    // Nothing of it can be read on the storage.
    expect(() => execFileSync('grep', ['-r', '-l', 'Written before', server.folder])).toThrow();
  });

  test('Firefox: asked for the permission, a wrong passphrase writes nothing, the right one joins', async () => {
    const before = execFileSync('find', [server.folder, '-type', 'f']).toString();
    optionsF = await firefox.panel('options.html#sync');
    await says(optionsF, /storage that you already have/u);
    await fillStorage(optionsF, { url: server.url, password: 'sesame' });
    await typePassphrase(optionsF, 'not the right one at all');
    await clickOn(optionsF, 'Start syncing');
    await says(optionsF, /not the passphrase/u);
    expect(execFileSync('find', [server.folder, '-type', 'f']).toString()).toBe(before);
    await fillIn(optionsF, 'Its passphrase, or a recovery code', PASSPHRASE);
    await clickOn(optionsF, 'Join');
    await says(optionsF, /In sync/u);
    const panel = await firefox.panel();
    expect(await notesIn(panel)).toContain('Written before sync was set up.');
    await panel.close();
  });

  test('both write the same note while the server is gone: it is said, both texts are kept and shown in both', async () => {
    inFirefox = await openInFirefox();
    await server.pause('gone');
    await writeNote(inChromium, 'Chromium’s own words.');
    await writeNote(inFirefox, 'Firefox’s own words.');
    await clickOn(optionsC, 'Sync now');
    expect(await says(optionsC, /can’t be reached|could not be reached|no connection/iu)).toMatch(
      /Waiting to be sent: \d/u,
    );
    await server.resume();
    await inSync(optionsC);
    await inSync(optionsF);
    await inSync(optionsC);
    for (const options of [optionsC, optionsF] as AnyPage[]) {
      const words = await says(options, /Firefox’s own words/u);
      expect(words).toContain('Chromium’s own words.');
    }
    const panel = await chromium.panel();
    const shown = await notesIn(panel);
    expect(shown).toContain('Firefox’s own words.');
    expect(shown).toContain('Chromium’s own words.');
    await panel.close();
  });

  test('settled in one, it is settled in the other', async () => {
    await clickOn(optionsC, 'Keep both');
    await until(
      () => wordsOn(optionsC),
      (words) => !/Keep both/u.test(words),
    );
    await inSync(optionsC);
    await inSync(optionsF);
    const settled = await until(
      () => wordsOn(optionsF),
      (words) => !/Keep both/u.test(words),
    );
    expect(settled).not.toMatch(/Keep both/u);
    const panel = await firefox.panel();
    const shown = await notesIn(panel);
    expect(shown).toMatch(
      /Chromium’s own words\.[\s\S]*Firefox’s own words\.|Firefox’s own words\.[\s\S]*Chromium’s own words\./u,
    );
    await panel.close();
  });

  test('a browser killed in the middle of a round goes on where it was, and nothing is lost', async () => {
    await server.pause('silent');
    await writeNote(inChromium, 'Written while the server stood still.');
    await clickOn(optionsC, 'Sync now');
    await says(optionsC, /Syncing|sync/iu);
    execFileSync('pkill', ['-KILL', '-f', chromium.profile]);
    await chromium.close({ keepProfile: true }).catch(() => undefined);
    await server.resume();
    await startChromium();
    optionsC = await chromium.panel('options.html#sync');
    await says(optionsC, /Devices/u);
    await inSync(optionsC);
    await inSync(optionsF);
    const panel = await firefox.panel();
    expect(await notesIn(panel)).toContain('Written while the server stood still.');
    await panel.close();
  });

  test('left in one browser, everything stays here and there', async () => {
    await clickOn(optionsF, 'Stop syncing this browser');
    await clickOn(optionsF, 'Yes, stop syncing');
    await says(optionsF, /storage that you already have/u);
    const panel = await firefox.panel();
    expect(await notesIn(panel)).toContain('Written while the server stood still.');
    await inSync(optionsC);
  });
});

describe.skipIf(why)('what can go wrong is said, with a way out, and nothing is lost', () => {
  let options: Page;

  beforeAll(async () => {
    await chromium.close();
    profile = undefined;
    await startChromium();
    const page = await openInChromium();
    await writeNote(page, 'A note that must not be lost.');
    await page.close();
    options = await chromium.panel('options.html#sync');
    await says(options, /storage that you already have/u);
  });

  /** The connection tested against a server of its own. */
  async function tested(on: AnyPage, url: string): Promise<string> {
    await fillStorage(on, { url, password: 'sesame' });
    await clickOn(on, 'Test the connection');
    return says(on, /It works|can’t|refuse|not /u);
  }

  test('a certificate that nobody vouches for, in both browsers', async () => {
    const own = await startApacheDav({ user: 'ida', password: 'sesame', tls: true });
    const inFirefox = await firefox.panel('options.html#sync');
    await says(inFirefox, /storage that you already have/u);
    for (const on of [options, inFirefox] as AnyPage[]) expect(await tested(on, own.url)).toMatch(/certificate/u);
    await inFirefox.close();
    await own.stop();
  });

  test('an address without WebDAV, one without https, and one that is none', async () => {
    await fillStorage(options, { url: 'http://cloud.example/dav', password: 'sesame' });
    await clickOn(options, 'Test the connection');
    await says(options, /Only https:\/\/ keeps your password private/u);
    await fillIn(options, 'Address of the folder', 'my cloud');
    await clickOn(options, 'Test the connection');
    await says(options, /begins with https/u);
  });

  test('a full disk, and a password that was changed: what was written waits here and goes out later', async () => {
    const own = await startApacheDav({ user: 'ida', password: 'sesame', quota: 512 * 1024 });
    const filler = `${own.folder}/filler`;
    await fillStorage(options, { url: own.url, password: 'sesame' });
    await clickOn(options, 'Without a passphrase');
    await clickOn(options, 'Start syncing');
    await says(options, /In sync/u);
    // As full as it gets: what dd can't write any more is what fails.
    spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=512', 'count=2000'], { stdio: 'ignore' });
    const page = await openInChromium();
    await writeNote(page, 'Written while the disk was full.');
    await clickOn(options, 'Sync now');
    await says(options, /full/u);
    expect((await stands(options)).waiting).toBeGreaterThan(0);
    rmSync(filler);
    await inSync(options);
    expect(execFileSync('find', [own.folder, '-name', '*.seg']).toString()).not.toBe('');

    writeFileSync(`${dirname(own.folder)}/passwords`, '');
    await writeNote(page, 'Written while the password was wrong.');
    await clickOn(options, 'Sync now');
    await says(options, /password/u);
    expect((await stands(options)).waiting).toBeGreaterThan(0);
    writeFileSync(`${dirname(own.folder)}/passwords`, passwordLine('ida', 'open'));
    await fillIn(options, 'New app password', 'open');
    await clickOn(options, 'Use it');
    const good = await until(
      () => stands(options),
      (it) => it.state === 'idle' && it.waiting === 0,
    );
    expect(good).toMatchObject({ state: 'idle', waiting: 0 });
    await page.close();
    await own.stop();
  });

  test('a file carried by hand, locked with a passphrase, from Chromium to Firefox', async () => {
    await clickOn(options, 'A file that you carry');
    await clickOn(options, 'Lock it with a passphrase');
    await fillIn(options, 'The file’s passphrase', PASSPHRASE);
    await fillIn(options, 'The file’s passphrase, again', PASSPHRASE);
    const [download] = await Promise.all([options.waitForEvent('download'), clickOn(options, 'Save the file')]);
    const file = await download.path();
    const inFirefox = await firefox.panel('options.html#sync');
    await says(inFirefox, /storage that you already have/u);
    await clickOn(inFirefox, 'A file that you carry');
    const field = await inFirefox.$('input[type="file"]');
    await (field as ElementHandle<HTMLInputElement>).uploadFile(file);
    await says(inFirefox, /encrypted: enter its passphrase/u);
    await fillIn(inFirefox, 'The file’s passphrase', 'not this one');
    await clickOn(inFirefox, 'Open it');
    await says(inFirefox, /does not open the file/u);
    await fillIn(inFirefox, 'The file’s passphrase', PASSPHRASE);
    await clickOn(inFirefox, 'Open it');
    await says(inFirefox, /in your library now/u);
    const panel = await firefox.panel();
    expect(await notesIn(panel)).toContain('Written while the password was wrong.');
    await panel.close();
  });
});
