import { checkAddress, isOwnMachine } from '../../base/address';
import { err, ok, type Result } from '../../base/result';

export type EngineKind = 'embedded' | 'built-in' | 'openai' | 'anthropic' | 'ollama';

/** What leaves the machine when an engine is used, in plain words, for the reader to agree to. */
export function whatLeaves(kind: EngineKind, address: string): Result<string> {
  if (kind === 'embedded') return ok('Nothing leaves your machine.');
  if (kind === 'built-in')
    return ok('Nothing leaves your machine: the model is part of your browser. It may have to be downloaded once.');
  const url = checkAddress(address);
  if (!url.ok) return err(url.error);
  if (isOwnMachine(url.value.hostname))
    return ok(`Nothing leaves your machine: the text goes to the program that answers at ${url.value.host} on it.`);
  return ok(
    `The title, headings and text of the posts that you tag go to ${url.value.host}, with your key. Your notes, highlights and corrections do not. What is kept there is up to whoever runs it.`,
  );
}
