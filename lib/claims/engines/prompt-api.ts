import { err, ok, type Result } from '../../base/result';
import { answerJsonSchema } from './answer';
import type { Ask } from './ask';

/** The part of the browser's built-in language model (Prompt API) that is used. Chrome calls it `LanguageModel`. */
export interface BuiltInModel {
  availability: (options?: unknown) => Promise<string>;
  create: (options: unknown) => Promise<BuiltInSession>;
}
export interface BuiltInSession {
  prompt: (text: string, options?: unknown) => Promise<string>;
  destroy: () => void;
}

export type BuiltInState = 'absent' | 'no' | 'after-download' | 'downloading' | 'ready';

const LANGUAGE = {
  expectedInputs: [{ type: 'text', languages: ['en'] }],
  expectedOutputs: [{ type: 'text', languages: ['en'] }],
};

function isBuiltIn(value: unknown): value is BuiltInModel {
  const type = typeof value;
  if (value === null || (type !== 'object' && type !== 'function')) return false;
  return 'create' in (value as object) && 'availability' in (value as object);
}

/** Finds the built-in model in a global scope and says what it can do now. Never starts a download. */
export async function builtInState(scope: unknown): Promise<{ state: BuiltInState; model: BuiltInModel | null }> {
  const found = (scope as { LanguageModel?: unknown } | null)?.LanguageModel;
  if (!isBuiltIn(found)) return { state: 'absent', model: null };
  const said = await found.availability(LANGUAGE).catch(() => 'unavailable');
  const states: Record<string, BuiltInState> = {
    available: 'ready',
    downloadable: 'after-download',
    downloading: 'downloading',
  };
  return { state: states[said] ?? 'no', model: found };
}

/** Starts the download that `after-download` speaks of. Call it from a click only: the browser asks for one. */
export async function downloadBuiltIn(
  model: BuiltInModel,
  onProgress: (share: number) => void,
  signal?: AbortSignal,
): Promise<Result<true>> {
  const monitor = (target: EventTarget) =>
    target.addEventListener('downloadprogress', (event) => onProgress(Number((event as ProgressEvent).loaded) || 0));
  try {
    const session = await model.create({ ...LANGUAGE, monitor, ...(signal ? { signal } : {}) });
    session.destroy();
    return ok(true);
  } catch (error) {
    return err(error instanceof Error ? error.message : 'the browser could not load its model');
  }
}

/** The browser's own model: a new session a request, so that one post's text never reaches the labels of another. */
export function askBuiltIn(model: BuiltInModel): Ask {
  return async (system, user, signal) => {
    let session: BuiltInSession | null = null;
    try {
      session = await model.create({
        ...LANGUAGE,
        initialPrompts: [{ role: 'system', content: system }],
        ...(signal ? { signal } : {}),
      });
      const text = await session.prompt(user, { responseConstraint: answerJsonSchema, ...(signal ? { signal } : {}) });
      return ok({ text, inputTokens: null, outputTokens: null });
    } catch (error) {
      signal?.throwIfAborted();
      return err({ reason: error instanceof Error ? error.message : 'the model gave no answer', kind: 'retry' });
    } finally {
      session?.destroy();
    }
  };
}
