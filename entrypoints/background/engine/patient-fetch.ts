import type { Fetch } from '../../../lib/claims/engines';

/** Longest wait for one answer, and for an endpoint that asks for patience (Retry-After), in milliseconds. */
const MOST_ANSWER = 180_000;
const MOST_WAIT = 90_000;
/** Times that one request is sent again because the endpoint was busy (status 429 or 503). */
const MOST_AGAIN = 3;

export interface Waiting {
  /** Resolves after so many milliseconds; rejects as soon as the signal aborts. */
  sleep: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
  now: () => number;
  /** Told the wait in milliseconds, then null when it is over. */
  onWait: (ms: number | null) => void;
}

/** What the endpoint did last, since an engine's errors are for machines. */
export interface LastAnswer {
  status: number | null;
  retryAfter: number | null;
}

/** Milliseconds of a Retry-After header (seconds or a date, RFC 9110, 10.2.3); null where it says nothing usable. */
export function retryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  if (/^\d{1,6}$/u.test(text)) return Number(text) * 1_000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

/**
 * `fetch` that waits as long as a busy endpoint asks, and gives up on an answer that never comes. `last` holds what the
 * endpoint said to the latest request.
 */
export function patientFetch(fetch: Fetch, waiting: Waiting): { fetch: Fetch; last: LastAnswer } {
  const last: LastAnswer = { status: null, retryAfter: null };
  return {
    last,
    fetch: async (url, init) => {
      const given = init.signal ?? undefined;
      for (let again = 0; ; again++) {
        last.status = null;
        last.retryAfter = null;
        const timeout = AbortSignal.timeout(MOST_ANSWER);
        const response = await fetch(url, { ...init, signal: given ? AbortSignal.any([given, timeout]) : timeout });
        last.status = response.status;
        last.retryAfter = retryAfter(response.headers.get('retry-after'), waiting.now());
        const busy = response.status === 429 || response.status === 503;
        const wait = last.retryAfter ?? 2_000 * 2 ** again;
        if (!busy || again >= MOST_AGAIN || wait > MOST_WAIT) return response;
        await response.body?.cancel();
        waiting.onWait(wait);
        try {
          await waiting.sleep(wait, given);
        } finally {
          waiting.onWait(null);
        }
      }
    },
  };
}

/** Why an endpoint gave nothing, in words for the reader, with a way out where there is one. */
export function troubleWords(host: string, last: LastAnswer, reason: string): string {
  const { status } = last;
  if (status === null) return `${host} could not be reached (${reason}). Is it running, and is the address right?`;
  if (status === 401 || status === 403) return `${host} refused the key (status ${status}). Check the key.`;
  if (status === 404) return `${host} knows no such address or model (status 404).`;
  if (status === 429) {
    const wait = last.retryAfter === null ? 'later' : `in ${Math.ceil(last.retryAfter / 1_000)} seconds`;
    return `${host} says that there were too many requests, and to try again ${wait}.`;
  }
  if (status >= 400) return `${host} refused the request (status ${status}).`;
  return `${host} answered with something that can’t be used, so the tags of Cruxlight’s own model stay.`;
}
