import { parseArgs } from 'node:util';
import { PLANTS, type Plant, simulate } from '../tests/fixtures/sync/simulation/simulate';

/**
 * Simulates devices that sync over a storage that breaks: `--runs N --seed S [--plant BUG] [--verbose]`. Run number i has
 * the seed S + i, so that `--runs 1 --seed <the one that failed>` repeats it. Each fault's count stands on stderr under its
 * name; the last line of stdout is one JSON object. Exit status 0: all runs converged and nothing was lost; 1: not; 2: the
 * arguments are none.
 */
function readArguments(): { runs: number; seed: number; plant: Plant | null; verbose: boolean } | string {
  let values: { runs?: string; seed?: string; plant?: string; verbose?: boolean };
  try {
    ({ values } = parseArgs({
      options: {
        runs: { type: 'string', default: '1000' },
        seed: { type: 'string', default: '1' },
        plant: { type: 'string' },
        verbose: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    // An option that there is not, or one without its value: Node says which.
    if (error instanceof TypeError) return error.message;
    throw error;
  }
  if (!/^[1-9]\d{0,8}$/.test(values.runs ?? '')) return `--runs must be a whole number from 1, not “${values.runs}”.`;
  if (!/^\d{1,9}$/.test(values.seed ?? '')) return `--seed must be a whole number from 0, not “${values.seed}”.`;
  const plant = PLANTS.find((it) => it === values.plant) ?? null;
  if (values.plant !== undefined && !plant) return `There is no bug “${values.plant}” to plant.`;
  return { runs: Number(values.runs), seed: Number(values.seed), plant, verbose: values.verbose ?? false };
}

const wanted = readArguments();
if (typeof wanted === 'string') {
  process.stderr.write(`${wanted}\nusage: simulate-sync --runs N --seed S [--plant ${PLANTS.join('|')}] [--verbose]\n`);
  process.exit(2);
}
const { runs, seed, plant, verbose } = wanted;
const total = { runs, converged: 0, operations: 0, lost: 0, kills: 0, faults: 0 };
const kinds: Record<string, number> = {};
let failed = 0;
for (let i = 0; i < runs; i++) {
  const outcome = await simulate(seed + i, plant);
  if (outcome.converged) total.converged++;
  total.operations += outcome.operations;
  total.lost += outcome.lost.length;
  total.kills += outcome.kills;
  for (const [kind, count] of Object.entries(outcome.faults)) {
    kinds[kind] = (kinds[kind] ?? 0) + count;
    total.faults += count;
  }
  if (outcome.converged && outcome.lost.length === 0) continue;
  failed++;
  if (failed <= 10 || verbose) {
    const what = outcome.converged ? '' : ' did not converge';
    process.stderr.write(`seed ${seed + i}:${what} ${outcome.lost.slice(0, verbose ? 99 : 3).join('; ')}\n`);
  }
}
for (const [kind, count] of Object.entries(kinds).sort(([a], [b]) => (a < b ? -1 : 1)))
  process.stderr.write(`${String(count).padStart(8)} ${kind}\n`);
process.stdout.write(`${JSON.stringify(total)}\n`);
process.exit(failed === 0 ? 0 : 1);
