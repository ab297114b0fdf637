/**
 * `npm start`: builds the extension and opens a browser with it on sample posts (the product's own demonstration posts,
 * served as if from their sites, and any saved pages named as arguments). Without a display the same runs headless, and
 * leaves screenshots and the synthesis in .output/start.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { readPage } from '../lib/sites';
import { parsePage } from './cli/page';
import { ensureBrowsers, findChromium } from './tools/browsers';

const root = fileURLToPath(new URL('..', import.meta.url));
const BUILD = join(root, '.output/chrome-mv3');
const OUT = join(root, '.output/start');
const DEMO = join(root, 'assets/demo/pages');

interface Sample {
  url: string;
  /** The post's title as the panel shows it. */
  heading: string;
  html: string;
}

function readSample(file: string): Sample | null {
  const html = readFileSync(file, 'utf8');
  const { document, url } = parsePage(html);
  if (url.protocol !== 'https:') {
    console.error(`${file}: left out, since it does not say under which address it was saved.`);
    return null;
  }
  const post = readPage(document, url);
  if (post.site === null) {
    console.error(`${file}: left out, since no post was found on it: ${post.reason}`);
    return null;
  }
  return { url: url.href, heading: post.title, html };
}

function readSamples(given: string[]): Sample[] {
  const own = readdirSync(DEMO)
    .filter((name) => name.endsWith('.html'))
    .map((name) => join(DEMO, name));
  return [...own, ...given].flatMap((file) => readSample(file) ?? []);
}

const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY || process.env.WSLENV);

async function launch(samples: Sample[], headless: boolean): Promise<{ context: BrowserContext; origin: string }> {
  const executablePath = findChromium();
  if (!executablePath) {
    throw new Error(
      'No Chromium was found and none could be installed. Install Chromium or Chrome, or set CRUXLIGHT_CHROMIUM.',
    );
  }
  const profile = join(tmpdir(), `cruxlight-start-${process.pid}`);
  process.on('exit', () => rmSync(profile, { recursive: true, force: true }));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: false,
    viewport: headless ? { width: 1280, height: 900 } : null,
    args: [
      ...(headless ? ['--headless=new', '--disable-gpu', '--disable-background-networking', '--disable-quic'] : []),
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--no-first-run',
      '--disable-component-update',
      '--disable-sync',
      `--disable-extensions-except=${BUILD}`,
      `--load-extension=${BUILD}`,
    ],
  });
  const pages = new Map(samples.map((sample) => [sample.url, sample.html]));
  await context.route(
    (url) => pages.has(`${url.origin}${url.pathname}`),
    (route) => {
      const url = new URL(route.request().url());
      return route.fulfill({
        contentType: 'text/html; charset=utf-8',
        body: pages.get(`${url.origin}${url.pathname}`)!,
      });
    },
  );
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  return { context, origin: `chrome-extension://${new URL(worker.url()).host}` };
}

async function openSamples(context: BrowserContext, samples: Sample[]): Promise<Page[]> {
  const opened: Page[] = [];
  for (const sample of samples) {
    const page = await context.newPage();
    await page.goto(sample.url, { waitUntil: 'domcontentloaded' });
    opened.push(page);
  }
  return opened;
}

/** Asks every tab's reader, from an extension page, until each has tagged all its passages. */
async function untilTagged(panel: Page, count: number): Promise<void> {
  // As text, since the browser has none of the helpers that the compiler would add to a function.
  const ask = `(async () => {
    const tabs = await chrome.tabs.query({});
    const asked = tabs.map((tab) =>
      chrome.tabs.sendMessage(tab.id, { cruxlight: 'page', name: 'page.status', args: {} }).catch(() => null));
    const answers = await Promise.all(asked);
    return answers.filter((it) => it?.ok && it.value.passages > 0 && it.value.tagged >= it.value.passages).length;
  })()`;
  for (let tries = 0; tries < 120; tries++) {
    if ((await panel.evaluate(ask)) === count) return;
    await panel.waitForTimeout(500);
  }
  throw new Error('The sample posts were not all tagged within a minute. Look at the screenshots in .output/start.');
}

async function shoot(page: Page, name: string): Promise<void> {
  const path = join(OUT, `${name}.png`);
  await page.screenshot({ path });
  console.log(`  ${path}`);
}

/** One post in light and dark, with the detail of a claim: the machine is unsure of the first one's side, not of the second's. */
async function shootPost(page: Page): Promise<void> {
  await page.bringToFront();
  await shoot(page, 'post-light');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.waitForTimeout(800);
  await shoot(page, 'detail-light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.waitForTimeout(1_200);
  await shoot(page, 'detail-dark');
  await page.keyboard.press('Escape');
  await page.waitForTimeout(300);
  await shoot(page, 'post-dark');
}

/** The panel's three tabs in light and dark, narrow as beside a page, and the synthesis wide. */
async function shootPanel(panel: Page, sample: Sample): Promise<void> {
  await panel.bringToFront();
  for (const colorScheme of ['light', 'dark'] as const) {
    await panel.emulateMedia({ colorScheme });
    await panel.getByRole('tab', { name: 'Library' }).click();
    await panel.waitForTimeout(500);
    await shoot(panel, `library-${colorScheme}`);
    await panel.getByRole('button', { name: sample.heading, exact: true }).click();
    await panel.waitForTimeout(500);
    await shoot(panel, `this-post-${colorScheme}`);
    await panel.getByRole('tab', { name: 'Synthesis' }).click();
    await panel.waitForTimeout(500);
    await shoot(panel, `synthesis-${colorScheme}`);
  }
  await panel.setViewportSize({ width: 1100, height: 900 });
  await panel.emulateMedia({ colorScheme: 'light' });
  await panel.waitForTimeout(500);
  await shoot(panel, 'synthesis-wide');
}

/** Where sync is set up. */
async function shootSettings(context: BrowserContext, origin: string): Promise<void> {
  const page = await context.newPage();
  await page.setViewportSize({ width: 900, height: 900 });
  await page.goto(`${origin}/options.html#sync`);
  await page.getByText('storage that you already have').waitFor();
  await shoot(page, 'settings-sync');
}

async function headlessTour(context: BrowserContext, origin: string, samples: Sample[]): Promise<void> {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  const posts = await openSamples(context, samples);
  const panel = await context.newPage();
  await panel.setViewportSize({ width: 400, height: 900 });
  await panel.goto(`${origin}/sidepanel.html`);
  await untilTagged(panel, samples.length);
  console.log('No display, so this ran headless. Screenshots:');
  await shootPost(posts[0]!);
  await shootPanel(panel, samples[0]!);
  await shootSettings(context, origin);
  const files = samples.map((sample, i) => {
    const file = join(OUT, `sample-${i + 1}.html`);
    writeFileSync(file, sample.html);
    return file;
  });
  const markdown = spawnSync('tsx', [join(root, 'scripts/cli.ts'), 'synthesize', ...files, '--format', 'md'], {
    cwd: root,
    encoding: 'utf8',
  });
  const synthesis = join(OUT, 'synthesis.md');
  writeFileSync(synthesis, markdown.stdout);
  console.log(`The synthesis of the ${samples.length} sample posts:\n  ${synthesis}`);
}

const headless = !hasDisplay || process.argv.includes('--headless');
const samples = readSamples(process.argv.slice(2).filter((argument) => !argument.startsWith('--')));
ensureBrowsers(['chromium']);
console.log('Building the extension …');
const built = spawnSync('wxt', ['build'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
if (built.status !== 0) throw new Error('The build failed; the lines above say why.');
const { context, origin } = await launch(samples, headless);
if (headless) {
  await headlessTour(context, origin, samples);
  await context.close();
} else {
  const [first] = await openSamples(context, samples);
  await context.newPage().then((page) => page.goto(`${origin}/sidepanel.html`));
  await first?.bringToFront();
  console.log(
    `Reading ${samples.length} sample posts. The toolbar button opens the side panel; close the browser to end.`,
  );
  await new Promise<void>((closed) => context.on('close', () => closed()));
}
