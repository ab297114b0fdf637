import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/** Budgets in bytes after gzip. Raised only on purpose, with the reason in the change. */
const BUDGETS = [
  { name: 'what every page of a site loads', file: 'content-scripts/detect.js', limit: 15_000 },
  { name: 'what a post page loads besides', file: 'reader.js', limit: 180_000 },
  { name: 'the background', file: 'background.js', limit: 180_000 },
];

/** Checks every budget on both builds. A missing file fails: a renamed one must not slip through. */
export function checkSizes(output: string): { name: string; ok: boolean; line: string }[] {
  return ['chrome-mv3', 'firefox-mv3'].flatMap((build) =>
    BUDGETS.map(({ name, file, limit }) => {
      let size: number;
      try {
        size = gzipSync(readFileSync(`${output}/${build}/${file}`)).length;
      } catch (problem) {
        return {
          name: `${build} ${file}`,
          ok: false,
          line: problem instanceof Error ? problem.message : String(problem),
        };
      }
      return { name: `${build} ${file}`, ok: size <= limit, line: `${name}: ${size} of ${limit} bytes gzipped` };
    }),
  );
}
