import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { PLANTS, simulate } from '../../fixtures/sync/simulation/simulate';

/** The design's list of faults, by the names under which they are counted. One that never comes up shows nothing. */
const FAULTS = [
  ...['put', 'check', 'commit', 'remove', 'list', 'get', 'makeFolder'].flatMap((it) => [
    `killed before ${it}`,
    `killed after ${it}`,
  ]),
  ...['put cut at a byte', 'put cut at a byte, and killed', 'put stored, no answer', 'removed, no answer', 'timeout'],
  ...['2xx with nothing stored', '2xx with nothing removed', 'short get', 'short get at the check', 'html with 200'],
  ...['redirect', 'an answer that is none', 'unreachable'],
  ...['partial listing', 'stale listing', 'reordered listing'],
  ...['listing with another namespace prefix', 'listing without ETags'],
  ...['wrong passphrase', '401', '403', '404 on a folder', '404 on a file that is there', '404 on put', '409 on put'],
  ...['412', '423 locked', '429 with Retry-After', '500', '503 with Retry-After', '507 full', 'forged file in a log'],
  ...['database full', 'two tabs and the worker at once', 'profile copied', 'profile restored'],
  ...['remote restored from a backup', 'remote emptied', 'two first set-ups racing'],
  ...['clock up to a year off', 'clock jumps up to a year', 'silent for a year'],
];

describe('devices over a storage that breaks', () => {
  test('all converge and nothing is lost, and every fault of the list came up', async () => {
    const faults = new Set<string>();
    let kills = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const outcome = await simulate(seed);
      expect({ seed, converged: outcome.converged, lost: outcome.lost }).toEqual({ seed, converged: true, lost: [] });
      for (const fault of Object.keys(outcome.faults)) faults.add(fault);
      kills += outcome.kills;
    }
    expect(kills).toBeGreaterThan(300);
    expect([...faults].sort()).toEqual([...FAULTS].sort());
  }, 600_000);

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
    600_000,
  );
});

describe('the command', () => {
  const run = (...args: string[]) => {
    const root = fileURLToPath(new URL('../../..', import.meta.url));
    const { status, stdout, stderr } = spawnSync('tsx', ['scripts/simulate-sync.ts', ...args], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, PATH: `${root}/node_modules/.bin:${process.env.PATH}` },
    });
    return { status, last: stdout.trim().split('\n').at(-1) ?? '', stderr };
  };

  test('ends on one JSON object, and on 0 only where all is well', () => {
    const good = run('--runs', '2', '--seed', '5');
    expect(good.status).toBe(0);
    expect(JSON.parse(good.last)).toEqual({
      runs: 2,
      converged: 2,
      operations: expect.any(Number),
      lost: 0,
      kills: expect.any(Number),
      faults: expect.any(Number),
    });
    expect(good.stderr).toMatch(/^ +\d+ \S/m);
    const bad = run('--runs', '6', '--seed', '1', '--plant', 'drop-at-compaction');
    expect(bad.status).toBe(1);
    const { converged, lost } = JSON.parse(bad.last) as { converged: number; lost: number };
    expect(converged < 6 || lost > 0).toBe(true);
    expect(bad.stderr).toMatch(/^seed \d+:/m);
  }, 120_000);

  test.each([
    [['--runs', 'many']],
    [['--runs', '0']],
    [['--runs']],
    [['--seed', '-1']],
    [['--seed', '']],
    [['--plant', 'roses']],
    [['--what']],
    [['7']],
  ])(
    'says how it is used at %j',
    (args) => {
      const { status, stderr, last } = run(...args);
      expect(status).toBe(2);
      expect(stderr).toContain('usage: simulate-sync --runs N --seed S');
      expect(last).toBe('');
    },
    120_000,
  );
});
