// Plain JavaScript without dependencies, because it runs before anything is installed and under whatever Node is there.
// Installs the project's packages when they are missing or older than the lock file.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const installed = `${root}node_modules/.package-lock.json`;
const wanted = `${root}package-lock.json`;
const runtime = `${root}node_modules/.bin/node`;

const upToDate =
  existsSync(installed) && existsSync(runtime) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs;

if (!upToDate) {
  console.error('Installing packages (npm install) …');
  const { status } = spawnSync('npm', ['install', '--no-save', '--no-fund', '--no-audit'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('npm install failed; the lines above say why.');
    process.exit(status ?? 1);
  }
}

// WXT generates the base tsconfig that ours extends; under the Node that was just installed, since WXT needs 22 or later.
if (!existsSync(`${root}.wxt/tsconfig.json`)) {
  const { status } = spawnSync(runtime, [`${root}node_modules/wxt/bin/wxt.mjs`, 'prepare'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) process.exit(status ?? 1);
}
