import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Transport } from '../../../lib/sync/ports';
import { readMultistatus } from '../../../lib/sync/transports/multistatus';
import { webDav } from '../../../lib/sync/transports/webdav';
import { parseXml } from '../../../lib/sync/transports/xml';
import { FLAVOURS, PASSWORD, startWebDav, USER, type WebDavServer } from '../../fixtures/sync/servers/webdav';
import { Device } from '../../fixtures/sync/world';

let server: WebDavServer;
let transport: Transport;
beforeEach(async () => {
  server = await startWebDav(FLAVOURS.apache as (typeof FLAVOURS)[string]);
  transport = webDav({ url: `${server.url}/`, user: USER, password: PASSWORD, timeout: 300 });
});
afterEach(() => server.close());

const bytes = new TextEncoder().encode('content');
const faultOf = async (work: Promise<{ ok: boolean; error?: unknown }>) => {
  const result = await work;
  return result.ok ? 'no fault' : result.error;
};
const answer = (status: number, headers: Record<string, string> = {}, body = '') =>
  server.intercept((_, response) => {
    response.writeHead(status, headers);
    response.end(body);
    return true;
  });

describe('what a server says becomes a fault that says what to do', () => {
  test.each([
    [401, {}, { kind: 'unauthorized' }],
    [403, {}, { kind: 'forbidden' }],
    [404, {}, { kind: 'missing' }],
    [409, {}, { kind: 'conflict' }],
    [412, {}, { kind: 'precondition' }],
    [423, {}, { kind: 'busy', status: 423, retryAfter: null }],
    [429, { 'retry-after': '120' }, { kind: 'busy', status: 429, retryAfter: 120_000 }],
    [503, { 'retry-after': 'nonsense' }, { kind: 'busy', status: 503, retryAfter: null }],
    [507, {}, { kind: 'full' }],
    [302, { location: 'https://hotel.example/sign-in' }, { kind: 'redirect' }],
    [418, {}, { kind: 'unexpected', detail: 'status 418' }],
  ])('%i', async (status, headers, fault) => {
    answer(status, headers);
    expect(await faultOf(transport.put('v1/a.seg', bytes))).toMatchObject(fault);
    if (status !== 404) expect(await faultOf(transport.list('v1'))).toMatchObject(fault);
  });

  test('a wrong password', async () => {
    const wrong = webDav({ url: server.url, user: USER, password: 'wrong' });
    expect(await faultOf(wrong.list(''))).toEqual({ kind: 'unauthorized' });
  });

  test('a sign-in page instead of a listing', async () => {
    for (const status of [200, 207]) {
      answer(status, { 'content-type': 'text/html' }, '<!doctype html><html><body><p>Welcome<br></body></html>');
      expect(await faultOf(transport.list('v1'))).toMatchObject({ kind: 'unexpected' });
    }
  });

  test('no answer in time', async () => {
    server.intercept(() => true);
    expect(await faultOf(transport.get('v1/a.seg'))).toEqual({ kind: 'timeout' });
  });

  test('a body that stops half way', async () => {
    server.intercept((_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('half');
      setTimeout(() => response.destroy(), 20);
      return true;
    });
    expect(await faultOf(transport.get('v1/a.seg'))).toMatchObject({ kind: 'unreachable' });
  });

  test('nobody there', async () => {
    const { url } = server;
    await server.close();
    const gone = webDav({ url, user: USER, password: PASSWORD });
    expect(await faultOf(gone.list(''))).toMatchObject({ kind: 'unreachable' });
  });

  test('stopped by the caller', async () => {
    const controller = new AbortController();
    server.intercept(() => {
      controller.abort();
      return true;
    });
    expect(await faultOf(transport.get('v1/a.seg', controller.signal))).toEqual({ kind: 'aborted' });
  });
});

test('a whole cycle keeps the edits through every fault, and goes on when it is over', async () => {
  const device = await Device.start(transport, 1);
  await device.set('annotations/a', { note: 'words' });
  for (const status of [401, 403, 423, 500, 507, 302, 418]) {
    answer(status);
    const report = await device.sync();
    expect(report.done).toBe(false);
    expect(report.problems).not.toEqual([]);
  }
  server.intercept(null);
  await device.sync();
  expect(await device.sync()).toMatchObject({ done: true, problems: [] });
  const other = await Device.start(transport, 2);
  await other.sync();
  expect(await other.records()).toEqual(await device.records());
});

test('a server that stores half a body is noticed, and the same bytes go there again', async () => {
  const device = await Device.start(transport, 1);
  await device.set('annotations/a', { note: 'words' });
  await device.sync();
  await device.set('annotations/a', { note: 'more words' });
  server.intercept(async (request) => {
    if (request.method !== 'PUT') return false;
    server.intercept(null);
    const path = decodeURIComponent(request.url ?? '');
    let first: Uint8Array<ArrayBuffer> | null = null;
    for await (const part of request) first ??= new Uint8Array(part as Buffer).slice(0, 20);
    server.files.set(path, first ?? new Uint8Array());
    request.socket.destroy();
    return true;
  });
  const report = await device.sync();
  expect(report.done).toBe(false);
  const names = [...server.files.keys()];
  const reader = await Device.start(transport, 2);
  expect((await reader.sync()).problems).toMatchObject([{ kind: 'held', reason: 'damaged' }]);
  await device.sync();
  expect([...server.files.keys()]).toEqual(names);
  expect((await reader.sync()).problems).toEqual([]);
  expect(await reader.records()).toEqual(await device.records());
});

describe('listings', () => {
  const list = (xml: string) => readMultistatus(xml, 'https://dav.example/remote/my%20folder/v1/');

  test('hrefs relative, absolute, behind a proxy, with any prefix', () => {
    const response = (href: string, type = '') =>
      `<x:response><x:href>${href}</x:href><x:propstat><x:prop><x:resourcetype>${type}</x:resourcetype></x:prop><x:status>HTTP/1.1 200 OK</x:status></x:propstat></x:response>`;
    const entries = list(
      `<?xml version="1.0"?><x:multistatus xmlns:x="DAV:" xmlns:y='a>b'>${[
        response('/remote/my%20folder/v1/', '<x:collection/>'),
        response('https://dav.example/remote/my%20folder/v1/one.seg'),
        response('two.seg'),
        response('/other/place/my%20folder/v1/three.seg'),
        response('/remote/my%20folder/v1/log/', '<x:collection></x:collection>'),
        response('/remote/my%20folder/v1/log/deeper.seg'),
        response('/remote/my%20folder/v1/%E0%A4%A.seg'),
        response('/remote/my%20folder/v1/a&amp;b&#x41;.seg'),
      ].join('\n')}</x:multistatus>`,
    );
    expect(entries?.map(({ name, folder }) => (folder ? `${name}/` : name)).sort()).toEqual([
      'a&bA.seg',
      'log/',
      'one.seg',
      'three.seg',
      'two.seg',
    ]);
  });

  test.each([
    '',
    'plain words',
    '<html></html>',
    '<multistatus>',
    '<multistatus></other>',
    '<a/><b/>',
    '<multistatus/><',
  ])('what is none is refused: %s', (xml) => expect(list(xml)).toBeNull());

  test('a document type can make no entity', () => {
    const root = parseXml('<!DOCTYPE a [<!ENTITY x "boom">]><a>&x;&lt;<![CDATA[<&>]]></a>');
    expect(root?.text).toBe('&x;<<&>');
  });

  test('depth is bounded', () => expect(parseXml('<a>'.repeat(100) + '</a>'.repeat(100))).toBeNull());
});
