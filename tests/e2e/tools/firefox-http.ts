import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

/**
 * A copy of the Firefox build that also runs on plain http, so that a local server can stand for the sites. Sets
 * CRUXLIGHT_BUILD_FIREFOX to it; call before ./firefox is imported.
 */
export async function useHttpBuild(): Promise<void> {
  const given = process.env['CRUXLIGHT_BUILD_FIREFOX'];
  const build = given ?? fileURLToPath(new URL('../../../.output/firefox-mv3', import.meta.url));
  const copy = await mkdtemp(`${tmpdir()}/cruxlight-firefox-build-`);
  await cp(build, copy, { recursive: true });
  const manifest = await readFile(`${copy}/manifest.json`, 'utf8');
  await writeFile(`${copy}/manifest.json`, manifest.replaceAll('"https://', '"http://'));
  process.env['CRUXLIGHT_BUILD_FIREFOX'] = copy;
}
