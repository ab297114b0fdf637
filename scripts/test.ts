/**
 * Everything that `npm test` checks, in the order in which a failure is cheapest: types, lint, import rules, dead code,
 * builds with their size budgets, then unit, browser and sync tests. Ends on the line `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ensureBrowsers } from './tools/browsers';
import { checkSizes } from './tools/sizes';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = `${root}.cache/test`;
rmSync(cache, { recursive: true, force: true });
mkdirSync(cache, { recursive: true });

const tally = { passed: 0, failed: 0, skipped: 0 };

function heading(name: string) {
  console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 76 - name.length))}`);
}

/** One command that passes or fails as a whole. */
function step(name: string, command: string, args: string[]): void {
  heading(name);
  const began = performance.now();
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  const good = status === 0;
  tally[good ? 'passed' : 'failed']++;
  console.log(`${good ? 'passed' : 'FAILED'}: ${name} (${seconds} s)`);
}

const reportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numFailedTestSuites: z.number(),
  success: z.boolean(),
});

/** A vitest project, counted test by test. A run that leaves no report counts as one failure. */
function suite(name: string, project: string): void {
  heading(name);
  const report = `${cache}/${project}.json`;
  spawnSync(
    'vitest',
    [
      'run',
      '--config',
      'tests/tools/vitest.config.ts',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  let text: string;
  try {
    text = readFileSync(report, 'utf8');
  } catch (problem) {
    tally.failed++;
    console.log(`FAILED: ${name} left no report (${problem instanceof Error ? problem.message : problem})`);
    return;
  }
  const counts = reportSchema.parse(JSON.parse(text));
  tally.passed += counts.numPassedTests;
  tally.failed += counts.numFailedTests;
  tally.skipped += counts.numPendingTests;
  // A file that fails to load has no failed test of its own.
  if (!counts.success && counts.numFailedTests === 0) tally.failed += Math.max(1, counts.numFailedTestSuites);
}

ensureBrowsers();
step('Types', 'tsc', ['--noEmit']);
step('Lint and format', 'biome', ['check', '--config-path', 'tests/tools/lint.json', '.']);
step('Import rules', 'depcruise', [
  '--config',
  'tests/tools/imports.cjs',
  'entrypoints',
  'components',
  'lib',
  'scripts',
]);
step('Dead code', 'knip', ['--config', 'tests/tools/knip.json', '--no-progress']);
step('Build for Chrome', 'wxt', ['build']);
step('Build for Firefox', 'wxt', ['build', '-b', 'firefox', '--mv3']);
step('Firefox add-on lint', 'web-ext', ['lint', '--source-dir', '.output/firefox-mv3', '--no-config-discovery']);
heading('Size budgets');
for (const { name, ok, line } of checkSizes(`${root}.output`)) {
  tally[ok ? 'passed' : 'failed']++;
  console.log(`${ok ? 'passed' : 'FAILED'}: ${name}: ${line}`);
}
suite('Unit and property tests', 'unit');
suite('Browser tests', 'browser');

console.log('');
if (tally.skipped > 0) console.log(`(${tally.skipped} skipped: each says why above)`);
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed === 0 ? 0 : 1;
