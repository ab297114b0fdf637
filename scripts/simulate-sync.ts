import { parseArgs } from 'node:util';
import { PLANTS, type Plant, simulate } from '../tests/fixtures/sync/simulation/simulate';

/**
 * Simulates devices that sync over a storage that breaks: `--runs N --seed S [--plant BUG] [--verbose]`. Run number i has
 * the seed S + i, so that `--runs 1 --seed <the one that failed>` repeats it. The last line is one JSON object; exit status 0
 * only where all runs converged and nothing was lost.
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    plant: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});
const [runs, seed] = [Number(values.runs), Number(values.seed)];
const plant = (values.plant ?? null) as Plant | null;
if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(seed) || (plant && !PLANTS.includes(plant))) {
  process.stderr.write(`usage: simulate-sync --runs N --seed S [--plant ${PLANTS.join('|')}] [--verbose]\n`);
  process.exit(2);
}

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
  if (failed <= 10 || values.verbose) {
    const what = outcome.converged ? '' : ' did not converge';
    process.stderr.write(`seed ${seed + i}:${what} ${outcome.lost.slice(0, values.verbose ? 99 : 3).join('; ')}\n`);
  }
}
for (const [kind, count] of Object.entries(kinds).sort(([a], [b]) => (a < b ? -1 : 1)))
  process.stderr.write(`${String(count).padStart(8)} ${kind}\n`);
process.stdout.write(`${JSON.stringify(total)}\n`);
process.exit(failed === 0 ? 0 : 1);
