import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

/**
 * A copy of the build that has more hosts from the start, since no test can answer the browser's question for a
 * permission. Sets the variable by which the test tools find the build: import them afterwards.
 */
export async function buildWithHosts(hosts: string[]): Promise<{ remove: () => Promise<void> }> {
  const from =
    process.env.CRUXLIGHT_BUILD_CHROME ?? fileURLToPath(new URL('../../../.output/chrome-mv3', import.meta.url));
  const to = await mkdtemp(`${tmpdir()}/cruxlight-build-`);
  await cp(from, to, { recursive: true });
  const manifest = JSON.parse(await readFile(`${to}/manifest.json`, 'utf8'));
  manifest.host_permissions.push(...hosts);
  await writeFile(`${to}/manifest.json`, JSON.stringify(manifest));
  process.env.CRUXLIGHT_BUILD_CHROME = to;
  return {
    remove: async () => {
      process.env.CRUXLIGHT_BUILD_CHROME = from;
      await rm(to, { recursive: true, force: true });
    },
  };
}
