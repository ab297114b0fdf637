import { checkAddress, originPattern } from '../../../lib/base/address';
import { err, ok, type Result } from '../../../lib/base/result';
import {
  type Ask,
  askAnthropic,
  askBuiltIn,
  askOllama,
  askOpenAi,
  builtInState,
  type Fetch,
} from '../../../lib/claims/engines';
import type { StoredChoice } from './choice';
import { patientFetch, troubleWords, type Waiting } from './patient-fetch';

/** An engine that can be asked now. */
export interface Asking {
  /** Part of its tags' cache key. */
  name: string;
  /** In words for the reader. */
  label: string;
  ask: Ask;
  /** Turns an engine's last error into words for the reader. */
  words: (reason: string) => string;
}

export interface AskingPorts {
  fetch: Fetch;
  waiting: Omit<Waiting, 'onWait'>;
  /** Whether the browser lets the extension reach an origin, given as a match pattern. */
  allowed: (pattern: string) => Promise<boolean>;
  /** The global scope, where the browser's own model is looked for. */
  scope: unknown;
}

const PROTOCOLS = {
  openai: askOpenAi,
  anthropic: askAnthropic,
  ollama: askOllama,
};

/** A way to ask the chosen engine, or why it can't be asked. `onWait` is told when the endpoint asks for patience. */
export async function askingFor(
  choice: StoredChoice,
  ports: AskingPorts,
  onWait: Waiting['onWait'],
): Promise<Result<Asking>> {
  const { kind, address, model, key } = choice;
  if (kind === 'embedded') return err('No stronger engine is chosen.');
  if (kind === 'built-in') {
    const found = await builtInState(ports.scope);
    if (!found.model || found.state !== 'ready')
      return err('The browser’s own model is not ready. Look at the settings under “How passages are tagged”.');
    const label = 'the browser’s own model';
    return ok({ name: 'model:built-in', label, ask: askBuiltIn(found.model), words: (it) => `The model: ${it}.` });
  }
  const url = checkAddress(address);
  if (!url.ok) return err(`The address can’t be used: ${url.error}.`);
  const pattern = originPattern(address);
  if (pattern === null || !(await ports.allowed(pattern)))
    return err(`Cruxlight may not reach ${url.value.host}: the permission was taken back. Save the engine again.`);
  const { fetch, last } = patientFetch(ports.fetch, { ...ports.waiting, onWait });
  return ok({
    name: `model:${kind}:${model}`,
    label: `${model} at ${url.value.host}`,
    ask: PROTOCOLS[kind]({ address, model, key, fetch }),
    words: (reason) => troubleWords(url.value.host, last, reason),
  });
}
