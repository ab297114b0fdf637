import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Runs the import checker, with the rules that `npm test` uses, over a small tree planted in an empty folder. */
function check(folder: string): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(
    join(root, 'node_modules/.bin/node'),
    [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
      '--config',
      join(root, 'tests/tools/imports.cjs'),
      'lib',
      'components',
    ],
    { cwd: folder, encoding: 'utf8' },
  );
  return { status, output: stdout + stderr };
}

describe('the import checker', () => {
  let folder: string;
  const plant = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cruxlight-imports-'));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    plant('tsconfig.json', '{}');
    plant('lib/base/text.ts', 'export const a = 1;\n');
    plant('lib/sites/post.ts', "import { a } from '../base/text';\nexport const b = a;\n");
    plant('lib/library/library.ts', "import { b } from '../sites/post';\nexport const c = b;\n");
    plant('lib/library/records.ts', 'export const r = 1;\n');
    plant('lib/messaging/calls.ts', 'export const m = 1;\n');
    plant('components/Row.tsx', "import { r } from '../lib/library/records';\nexport const row = r;\n");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('passes a tree that follows the data’s way', () => {
    expect(check(folder)).toMatchObject({ status: 0 });
  });

  const breaches: [string, string, string, string][] = [
    ['a folder that imports a later one', 'lib/base/bad.ts', '../sites/post', 'lib-base-only-imports-earlier-folders'],
    [
      'a lib folder that imports messaging',
      'lib/sites/bad.ts',
      '../messaging/calls',
      'lib-sites-only-imports-earlier-folders',
    ],
    [
      'a component that imports the library',
      'components/bad.ts',
      '../lib/library/library',
      'components-know-no-storage',
    ],
    ['Dexie outside the library', 'lib/sites/bad.ts', 'dexie', 'only-the-library-uses-dexie'],
    ['the browser API in lib', 'lib/sites/bad.ts', 'wxt/browser', 'browser-api-only-in-entrypoints-and-messaging'],
    ['a component in lib', 'lib/sites/bad.ts', '../../components/Row', 'lib-knows-no-entrypoint-or-component'],
  ];
  it.each(breaches)('fails on %s', (_, file, target, rule) => {
    plant(file, `import * as planted from '${target}';\nexport const x = planted;\n`);
    const { status, output } = check(folder);
    expect(status).not.toBe(0);
    expect(output).toContain(rule);
  });

  it('fails on a cycle', () => {
    plant('lib/sites/one.ts', "import { two } from './two';\nexport const one = () => two;\n");
    plant('lib/sites/two.ts', "import { one } from './one';\nexport const two = () => one;\n");
    const { status, output } = check(folder);
    expect(status).not.toBe(0);
    expect(output).toContain('no-circular');
  });
});
