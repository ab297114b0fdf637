/**
 * Skips a test for which this machine lacks something, and says so: the reporter counts what is skipped and keeps the reason to
 * itself.
 */
export function need(why: string | null, skip: (note: string) => never): asserts why is null {
  if (why === null) return;
  console.warn(`skipped: ${why}`);
  skip(why);
}
