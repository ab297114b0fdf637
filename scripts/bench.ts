/**
 * `npm run bench`: builds the extension, then runs every benchmark of tests/bench, one after the other. Each prints ratios
 * to a baseline of the same run and judges nothing. Names as arguments choose among them: `npm run bench -- page`.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensureBrowsers } from './tools/browsers';

const root = fileURLToPath(new URL('..', import.meta.url));
const ALL = ['page', 'anchor', 'claims', 'sync'];
const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !ALL.includes(name));
if (unknown.length > 0) {
  console.error(`Unknown benchmark: ${unknown.join(', ')}. There are: ${ALL.join(', ')}.`);
  process.exit(2);
}
const names = chosen.length > 0 ? chosen : ALL;
if (names.includes('page')) {
  ensureBrowsers(['chromium']);
  spawnSync('wxt', ['build'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}
let failed = false;
for (const name of names) {
  console.log(`\n── ${name} ${'─'.repeat(70 - name.length)}`);
  const { status } = spawnSync('tsx', [`tests/bench/${name}.ts`], { cwd: root, stdio: 'inherit' });
  failed ||= status !== 0;
}
process.exitCode = failed ? 1 : 0;
