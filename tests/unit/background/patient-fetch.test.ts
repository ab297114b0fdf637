import { describe, expect, it } from 'vitest';
import { patientFetch, retryAfter, troubleWords } from '../../../entrypoints/background/engine/patient-fetch';

const answers = (...all: [number, Record<string, string>?][]) => {
  let at = 0;
  return async () => {
    const [status, headers] = all[Math.min(at++, all.length - 1)] as [number, Record<string, string>?];
    return new Response('{}', { status, ...(headers ? { headers } : {}) });
  };
};

function patient(fetch: () => Promise<Response>) {
  const waits: (number | null)[] = [];
  const made = patientFetch(fetch, {
    now: () => Date.parse('2030-01-01T00:00:00Z'),
    sleep: async () => undefined,
    onWait: (ms) => void waits.push(ms),
  });
  return { ...made, waits };
}

describe('a busy endpoint', () => {
  it('is waited for as long as it asks, and then asked again', async () => {
    const { fetch, waits, last } = patient(answers([429, { 'retry-after': '7' }], [200]));
    expect((await fetch('https://a.example', {})).status).toBe(200);
    expect(waits).toEqual([7_000, null]);
    expect(last.status).toBe(200);
  });

  it('that asks for too much, or stays busy, is left', async () => {
    const long = patient(answers([429, { 'retry-after': '3600' }]));
    expect((await long.fetch('https://a.example', {})).status).toBe(429);
    expect(long.waits).toEqual([]);
    expect(troubleWords('a.example', long.last, '')).toMatch(/try again in 3600 seconds/u);
    const always = patient(answers([503]));
    expect((await always.fetch('https://a.example', {})).status).toBe(503);
    expect(always.waits.filter((it) => it !== null)).toEqual([2_000, 4_000, 8_000]);
  });

  it('says when in seconds or as a date', () => {
    const now = Date.parse('2030-01-01T00:00:00Z');
    expect(['12', ' 0 ', 'Tue, 01 Jan 2030 00:00:30 GMT', 'soon', null].map((it) => retryAfter(it, now))).toEqual([
      12_000,
      0,
      30_000,
      null,
      null,
    ]);
  });
});

describe('an endpoint’s trouble in words', () => {
  it.each([
    [null, /could not be reached/u],
    [401, /refused the key/u],
    [403, /refused the key/u],
    [404, /no such address or model/u],
    [500, /refused the request \(status 500\)/u],
    [200, /can’t be used/u],
  ])('status %s', (status, words) => {
    expect(troubleWords('a.example', { status, retryAfter: null }, 'x')).toMatch(words);
  });
});
