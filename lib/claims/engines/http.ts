import * as z from 'zod';
import { err, ok, type Result } from '../../base/result';
import type { AskError, Fetch } from './ask';

/** Largest answer that is read from an endpoint. */
const MOST_BYTES = 4_000_000;

/**
 * Posts JSON and parses what comes back. Every failure is a value: no connection, a refusal by the endpoint, an answer of
 * another form. An abort is rethrown, as it is the caller's own doing. No message holds the key.
 */
export async function postJson<T>(
  fetch: Fetch,
  url: string,
  headers: Record<string, string>,
  body: unknown,
  schema: z.ZodType<T>,
  signal: AbortSignal | undefined,
): Promise<Result<T, AskError>> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      redirect: 'error',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    signal?.throwIfAborted();
    return err({ reason: `no connection: ${error instanceof Error ? error.message : 'unknown'}`, kind: 'retry' });
  }
  if (!response.ok) {
    const stop = response.status !== 408 && response.status !== 429 && response.status < 500;
    return err({ reason: `the endpoint refused (status ${response.status})`, kind: stop ? 'stop' : 'retry' });
  }
  let text: string;
  try {
    text = await response.text();
  } catch (error) {
    signal?.throwIfAborted();
    return err({
      reason: `the answer broke off: ${error instanceof Error ? error.message : 'unknown'}`,
      kind: 'retry',
    });
  }
  if (text.length > MOST_BYTES) return err({ reason: 'the answer is too long', kind: 'stop' });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return err({ reason: `not JSON: ${error instanceof Error ? error.message : 'unknown'}`, kind: 'retry' });
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success)
    return err({ reason: `an answer of another form: ${z.prettifyError(parsed.error)}`, kind: 'stop' });
  return ok(parsed.data);
}
