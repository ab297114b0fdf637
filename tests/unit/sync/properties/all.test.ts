import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PROPERTIES, RUNS } from './property';

test('each of the twelve has its file', () => {
  const numbers = readdirSync(new URL('.', import.meta.url)).flatMap(
    (name) => /^(\d\d)-.*\.test\.ts$/.exec(name)?.[1] ?? [],
  );
  expect(numbers.map(Number).sort((a, b) => a - b)).toEqual(PROPERTIES.map((_, i) => i + 1));
  expect(RUNS).toBeGreaterThanOrEqual(2_000);
});

test('a failure prints its seed and path, and both give the same example again', async () => {
  const failing = fc.asyncProperty(fc.nat(), async (n) => n < 1_000);
  const first = await fc.check(failing);
  const message = await fc.asyncDefaultReportMessage(first);
  expect(message).toContain(`seed: ${first.seed}, path: "${first.counterexamplePath}"`);
  const again = await fc.check(failing, { seed: first.seed, path: first.counterexamplePath ?? '', endOnFailure: true });
  expect(again.counterexample).toEqual(first.counterexample);
});
