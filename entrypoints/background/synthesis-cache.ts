import { err, ok, type Result } from '../../lib/base/result';
import type { Library } from '../../lib/library/library';
import { synthesize } from '../../lib/synthesis';
import type { Synthesis } from '../../lib/synthesis/synthesis';

/** How long an answer may be used again, in milliseconds: hovering over a page asks many times a second. */
const FRESH = 10_000;

export type SynthesisCache = () => Promise<Result<Synthesis, string>>;

/** The synthesis of the whole library, at most ten seconds old. */
export function createSynthesisCache(library: Library, now: () => number): SynthesisCache {
  let kept: { at: number; answer: Promise<Result<Synthesis, string>> } | null = null;
  const compute = async (): Promise<Result<Synthesis, string>> => {
    const lines = await library.synthesisLines();
    if (!lines.ok) return err(lines.error.message);
    const curations = await library.curations();
    if (!curations.ok) return err(curations.error.message);
    return ok(synthesize(lines.value, { curations: curations.value }));
  };
  return () => {
    if (!kept || now() - kept.at > FRESH) kept = { at: now(), answer: compute() };
    return kept.answer;
  };
}
