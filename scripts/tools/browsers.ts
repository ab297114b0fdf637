import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter } from 'node:path';
import { chromium as playwrightChromium } from 'playwright-core';

const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const FIREFOX = ['firefox-esr', 'firefox'];
const ELSEWHERE = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Absent or not ours to run: either way not a program for us.
    return false;
  }
};

const onPath = (names: string[]): string | null => {
  for (const name of names) {
    for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
      if (folder !== '' && isProgram(`${folder}/${name}`)) return `${folder}/${name}`;
    }
  }
  return null;
};

/** An installed Chromium (or Playwright's own), or null. */
export function findChromium(): string | null {
  const own = process.env['CRUXLIGHT_CHROMIUM'];
  if (own) return own;
  return onPath(CHROMIUM) ?? ELSEWHERE.find(isProgram) ?? [playwrightChromium.executablePath()].find(isProgram) ?? null;
}

/** An installed Firefox, or null. */
export function findFirefox(): string | null {
  return process.env['CRUXLIGHT_FIREFOX'] ?? onPath(FIREFOX);
}

function tryInstall(what: string, attempts: [string, string[]][], found: () => string | null): void {
  for (const [command, args] of attempts) {
    if (found()) return;
    console.error(`No ${what} found; trying: ${command} ${args.join(' ')}`);
    spawnSync(command, args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
}

const APT: [string, string[]] = ['apt-get', ['update', '-qq']];
const aptInstall = (name: string): [string, string[]] => [
  'apt-get',
  ['install', '-y', '-qq', '--no-install-recommends', name],
];

/**
 * Installs what is missing, where the machine lets us: Playwright's download first, then Debian's packages. `needed`
 * says for which browsers. Tests that need an absent browser fail and say so.
 */
export function ensureBrowsers(needed: ('chromium' | 'firefox')[] = ['chromium', 'firefox']): void {
  if (needed.includes('chromium')) {
    tryInstall(
      'Chromium',
      [APT, aptInstall('chromium'), ['npx', ['playwright-core', 'install', '--with-deps', 'chromium']]],
      findChromium,
    );
  }
  if (needed.includes('firefox')) tryInstall('Firefox', [APT, aptInstall('firefox-esr')], findFirefox);
}
