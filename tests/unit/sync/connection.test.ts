import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readAddress } from '../../../lib/sync/address';
import { type ConnectionStep, redirectTarget, STEPS, testConnection } from '../../../lib/sync/connection';
import { type About, addressWords, connectionWords, STEP_WORDS, setUpWords } from '../../../lib/sync/connection-words';
import type { TransportFault } from '../../../lib/sync/ports';
import type { SetUpProblem } from '../../../lib/sync/setup';
import { webDav } from '../../../lib/sync/transports/webdav';
import { FLAVOURS, PASSWORD, startWebDav, USER, type WebDavServer } from '../../fixtures/sync/servers/webdav';

const FAULTS: TransportFault[] = [
  ...(['unauthorized', 'forbidden', 'missing', 'conflict', 'precondition', 'full', 'timeout', 'aborted'] as const).map(
    (kind) => ({ kind }),
  ),
  { kind: 'busy', status: 503, retryAfter: null },
  { kind: 'unreachable', detail: 'Failed to fetch' },
  { kind: 'redirect', to: null },
  { kind: 'redirect', to: 'https://hotel.example/sign-in' },
  { kind: 'unexpected', detail: 'no folder listing (200)' },
  { kind: 'unexpected', detail: 'status 405' },
];
const dav: About = { storage: 'webdav', url: 'https://dav.example/remote/my%20folder' };
const bucket: About = { storage: 's3', url: 'https://s3.example/bucket' };

describe('an address as typed', () => {
  test.each([
    ['dav.example/remote/x/', 'https://dav.example/remote/x'],
    [
      ' https://dav.example:8443/my folder '.replace('my folder', 'my%20folder'),
      'https://dav.example:8443/my%20folder',
    ],
    ['davs://dav.example/x', 'https://dav.example/x'],
    ['http://127.0.0.1:8080/x', 'http://127.0.0.1:8080/x'],
    ['http://localhost/x', 'http://localhost/x'],
  ])('%s is taken', (typed, url) => {
    expect(readAddress(typed)).toEqual({ ok: true, value: { url, origin: new URL(url).origin } });
  });

  test.each([
    ['', 'no-address'],
    ['not an address', 'no-address'],
    ['file:///home/x', 'no-address'],
    ['http://nas.local/x', 'not-encrypted'],
    ['webdav://nas.local/x', 'not-encrypted'],
    ['http://127.0.0.1.evil.example/x', 'not-encrypted'],
    ['https://me:secret@dav.example/x', 'has-password'],
    ['https://dav.example/index.php/apps/files?dir=/x', 'is-a-page'],
    ['https://dav.example/#/files', 'is-a-page'],
  ] as const)('%s is refused: %s', (typed, error) => {
    expect(readAddress(typed)).toEqual({ ok: false, error });
    expect(addressWords(error).mend).not.toEqual([]);
  });

  test('who insists may use http', () => {
    expect(readAddress('http://nas.local/x', { allowHttp: true }).ok).toBe(true);
  });
});

describe('the test of the connection against a server', () => {
  let server: WebDavServer;
  beforeEach(async () => {
    server = await startWebDav(FLAVOURS.apache as (typeof FLAVOURS)[string]);
  });
  afterEach(() => server.close());
  const at = (
    url: string,
    options: { password?: string; makeRoot?: boolean; onStep?: (it: ConnectionStep) => void } = {},
  ) =>
    testConnection(
      webDav({ url, user: USER, password: options.password ?? PASSWORD, timeout: 300 }),
      () => 'id',
      options,
    );
  /** A server's answer to one method, as the others go on. */
  const answer = (method: string, status: number, headers: Record<string, string> = {}, body = '') =>
    server.intercept((request, response) => {
      if (request.method !== method) return false;
      response.writeHead(status, headers);
      response.end(body);
      return true;
    });

  test('tells each step as it begins, and leaves no file behind', async () => {
    const steps: ConnectionStep[] = [];
    expect(await at(server.url, { onStep: (step) => steps.push(step) })).toBeNull();
    expect(steps).toEqual(STEPS.filter((step) => step !== 'make-root'));
    expect(server.files.size).toBe(0);
    for (const step of STEPS) expect(STEP_WORDS[step]).toMatch(/^[A-Z]/);
  });

  test('a folder that is not there: named, and made where the reader wants it', async () => {
    const url = `${server.url}/Cruxlight%20%C3%BC`;
    const found = await at(url);
    expect(found).toEqual({ step: 'list', fault: { kind: 'missing' } });
    const { what, mend } = connectionWords(found ?? expect.unreachable(), { storage: 'webdav', url });
    expect(what).toBe('There is no folder “Cruxlight ü” on the server.');
    expect(mend[0]).toBe('Make it there, or let Cruxlight make it.');
    expect(await at(url, { makeRoot: true })).toBeNull();
    expect(await at(url)).toBeNull();
  });

  test('below a folder that is not there nothing is made', async () => {
    const url = `${server.url}/no/folder`;
    const found = await at(url, { makeRoot: true });
    expect(found).toEqual({ step: 'make-root', fault: { kind: 'conflict' } });
    expect(connectionWords(found ?? expect.unreachable(), { storage: 'webdav', url }).what).toContain('one above it');
  });

  test.each([
    ['PROPFIND', 401, 'list', 'does not accept the name or the password'],
    ['PROPFIND', 403, 'list', 'does not let you into this folder'],
    ['PROPFIND', 405, 'list', 'does not speak WebDAV at this address (status 405)'],
    ['PROPFIND', 501, 'list', 'has trouble of its own (status 501)'],
    ['MKCOL', 403, 'folder', 'may read the folder “my folder” and not write'],
    ['PUT', 403, 'write', 'may read the folder “my folder” and not write'],
    ['PUT', 405, 'write', 'did not do what was asked (status 405)'],
    ['PUT', 507, 'write', 'is full'],
    ['GET', 404, 'read', 'no longer finds'],
    ['DELETE', 403, 'remove', 'and not write to it'],
  ] as const)('%s answered with %i', async (method, status, step, words) => {
    answer(method, status);
    const found = await at(server.url);
    expect(found?.step).toBe(step);
    expect(connectionWords(found ?? expect.unreachable(), { ...dav, url: server.url }).what).toContain(words);
  });

  test('a web page instead of a storage', async () => {
    answer('PROPFIND', 200, { 'content-type': 'text/html' }, '<!doctype html><p>Welcome');
    const found = await at(server.url);
    const { what, mend } = connectionWords(found ?? expect.unreachable(), { ...dav, url: server.url });
    expect(what).toContain('A web page answers');
    expect(mend[0]).toContain('sign-in page');
  });

  test('something between that changes files', async () => {
    answer('GET', 200, {}, 'scanned by your antivirus');
    const found = await at(server.url);
    expect(connectionWords(found ?? expect.unreachable(), dav).what).toContain('not what was written');
  });

  test('a redirect: where it leads is shown, and found out without name and password where a browser hides it', async () => {
    answer('PROPFIND', 301, { location: '/elsewhere/' });
    const found = await at(server.url);
    const shown = connectionWords(found ?? expect.unreachable(), { ...dav, url: server.url }).what;
    expect(shown).toBe(`The address leads on to ${new URL('/elsewhere/', server.url).href}`);

    const sent: (string | undefined)[] = [];
    server.intercept((request, response) => {
      sent.push(request.headers.authorization);
      if (request.url?.startsWith('/login')) response.writeHead(200).end('sign in');
      else response.writeHead(302, { location: '/login' }).end();
      return true;
    });
    const target = await redirectTarget(server.url);
    expect(target).toBe(new URL('/login', server.url).href);
    expect(sent).toEqual([undefined, undefined]);
    const hidden = { step: 'list', fault: { kind: 'redirect', to: null } } as const;
    expect(connectionWords(hidden, { ...dav, redirect: target }).what).toContain('/login');
    expect(connectionWords(hidden, dav).what).toContain('Nothing was sent there');
  });

  test('nobody there: all that it can be, the likeliest first, and only that which is known where something is known', async () => {
    const { url } = server;
    await server.close();
    const found = await at(url);
    expect(found).toMatchObject({ step: 'list', fault: { kind: 'unreachable' } });
    const words = (about: Partial<About>) =>
      connectionWords(found ?? expect.unreachable(), { ...dav, url: 'https://dav.example/x', ...about });
    const order = ['address', 'certificate', 'firewall', 'only speaks http'];
    const places = order.map((it) => words({}).mend.findIndex((line) => line.includes(it)));
    expect(places).toEqual([0, 1, 2, 3]);
    expect(words({ storage: 's3' }).mend.some((line) => line.includes('CORS'))).toBe(true);
    expect(words({ online: false }).what).toContain('no network connection');
    expect(words({ permitted: false }).what).toContain('has not let Cruxlight talk to dav.example');
    await startAgain();
  });
  const startAgain = async () => {
    server = await startWebDav(FLAVOURS.apache as (typeof FLAVOURS)[string]);
  };
});

describe('words', () => {
  const readable = ({ what, mend }: { what: string; mend: string[] }) => {
    expect(mend.length).toBeGreaterThan(0);
    for (const line of [what, ...mend]) {
      expect(line).toMatch(/^[A-Z0-9a-z“].{8,}/);
      expect(line).not.toMatch(/undefined|null|\bNaN\b|TypeError|fetch|PROPFIND|MKCOL|“”/);
    }
  };

  test('every fault at every step has some, for folders and for buckets', () => {
    for (const about of [dav, bucket, { ...dav, url: 'https://dav.example' }])
      for (const step of STEPS) for (const fault of FAULTS) readable(connectionWords({ step, fault }, about));
  });

  test('a bucket’s refusal is told in a bucket’s terms', () => {
    const words = connectionWords({ step: 'list', fault: { kind: 'forbidden' } }, bucket);
    expect(words.mend.join(' ')).toMatch(/keys.*region.*rights.*clock/);
  });

  test('everything that keeps from setting up has some', () => {
    const problems: SetUpProblem[] = [
      ...FAULTS.map((fault): SetUpProblem => ({ kind: 'transport', fault })),
      { kind: 'wrong-passphrase' },
      { kind: 'passphrase-needed' },
      { kind: 'unreadable-slot', path: 'v1/keys/x.json', newer: false },
      { kind: 'unreadable-slot', path: 'v1/keys/x.json', newer: true },
      { kind: 'not-stored' },
    ];
    for (const problem of problems) readable(setUpWords(problem, dav));
    expect(new Set(problems.slice(-5).map((it) => setUpWords(it, dav).what)).size).toBe(5);
  });
});
