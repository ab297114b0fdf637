import { err, ok, type Result } from '../../base/result';
import type { TransportFault } from '../ports';

/** No request takes longer: a background worker can be ended when an answer takes 30 s. */
export const TIMEOUT = 25_000;

/** Passed in: the browser's own, or a test's. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** `Retry-After` in milliseconds: seconds or a date. */
function retryAfter(value: string | null, now: number): number | null {
  if (value === null) return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** What a status says, or null where it is a success. */
export function statusFault(response: Response, now: number): TransportFault | null {
  const { status, headers } = response;
  // Fetch hides where a redirect leads when it doesn't follow it.
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400))
    return { kind: 'redirect', to: headers.get('location') };
  if (status >= 200 && status < 300) return null;
  switch (status) {
    case 401:
    case 407:
      return { kind: 'unauthorized' };
    case 403:
      return { kind: 'forbidden' };
    case 404:
    case 410:
      return { kind: 'missing' };
    case 409:
      return { kind: 'conflict' };
    case 412:
      return { kind: 'precondition' };
    case 413:
    case 507:
      return { kind: 'full' };
    case 408:
      return { kind: 'timeout' };
    case 423:
    case 429:
      return { kind: 'busy', status, retryAfter: retryAfter(headers.get('retry-after'), now) };
    default:
      if (status >= 500) return { kind: 'busy', status, retryAfter: retryAfter(headers.get('retry-after'), now) };
      return { kind: 'unexpected', detail: `status ${status}` };
  }
}

/** Sends one request and reads its whole answer, both within the time limit. Faults of the network are values. */
export async function send<T>(
  fetch: Fetch,
  url: string,
  init: RequestInit,
  options: { signal?: AbortSignal | undefined; timeout?: number | undefined },
  read: (response: Response) => Promise<Result<T, TransportFault>>,
): Promise<Result<T, TransportFault>> {
  const limit = AbortSignal.timeout(options.timeout ?? TIMEOUT);
  const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit;
  try {
    const response = await fetch(url, { credentials: 'omit', cache: 'no-store', redirect: 'manual', ...init, signal });
    return await read(response);
  } catch (error) {
    if (options.signal?.aborted) return err({ kind: 'aborted' });
    if (limit.aborted) return err({ kind: 'timeout' });
    // Fetch gives a TypeError for everything between here and there: no connection, a certificate, no permission, a body cut off.
    if (error instanceof TypeError || error instanceof DOMException)
      return err({ kind: 'unreachable', detail: error.message });
    throw error;
  }
}

/** A path in a URL: every name escaped by itself. */
export const escapePath = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

/** Reads the body where the status is a success. */
export async function bytesOf(response: Response): Promise<Result<Uint8Array<ArrayBuffer>, TransportFault>> {
  const fault = statusFault(response, Date.now());
  if (!fault) return ok(new Uint8Array(await response.arrayBuffer()));
  await response.body?.cancel();
  return err(fault);
}

/** Success without a body that matters. `also` are statuses that count as done. */
export async function doneOr(response: Response, also: readonly number[]): Promise<Result<void, TransportFault>> {
  const fault = statusFault(response, Date.now());
  await response.body?.cancel();
  return !fault || also.includes(response.status) ? ok(undefined) : err(fault);
}
