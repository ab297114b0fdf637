import { describe, expect, test } from 'vitest';
import { PLANTS, simulate } from '../../fixtures/sync/simulation/simulate';

describe('devices over a storage that breaks', () => {
  test('all converge and nothing is lost', async () => {
    const faults = new Set<string>();
    let kills = 0;
    for (let seed = 1; seed <= 50; seed++) {
      const outcome = await simulate(seed);
      expect({ seed, converged: outcome.converged, lost: outcome.lost }).toEqual({ seed, converged: true, lost: [] });
      for (const fault of Object.keys(outcome.faults)) faults.add(fault);
      kills += outcome.kills;
    }
    expect(kills).toBeGreaterThan(300);
    // Every fault of the list came up: one that never does shows nothing.
    expect(faults.size).toBeGreaterThanOrEqual(25);
  }, 60_000);

  test('the same seed gives the same run', async () => {
    expect(await simulate(77)).toEqual(await simulate(77));
  });

  test.each(PLANTS)(
    'a planted bug is found: %s',
    async (plant) => {
      for (let seed = 1; seed <= 60; seed++) {
        const outcome = await simulate(seed, plant);
        if (!outcome.converged || outcome.lost.length > 0) return;
      }
      expect.unreachable(`${plant} was not found`);
    },
    60_000,
  );
});
