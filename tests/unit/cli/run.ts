import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A fixture page of our own writing. */
export const fixture = (name: string) => join(root, 'tests/fixtures/pages', name);

/** Runs the command line as a person would, and gives all that it said. */
export function cruxlight(args: string[], input = ''): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(
    join(root, 'node_modules/.bin/node'),
    ['--import', 'tsx', join(root, 'scripts/cli.ts'), ...args],
    { cwd: root, encoding: 'utf8', input, maxBuffer: 64 * 1024 * 1024 },
  );
  return { status, out: stdout, err: stderr };
}

export const lines = (text: string): unknown[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

/** Writes a file into a new folder, and gives its path. */
export function file(name: string, text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'cruxlight-cli-')), name);
  writeFileSync(path, text);
  return path;
}
