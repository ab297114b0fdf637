import { chmodSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { retryAfter } from '../../../lib/sync/backoff';
import { testConnection } from '../../../lib/sync/connection';
import type { Transport } from '../../../lib/sync/ports';
import type { Problem } from '../../../lib/sync/problem';
import { statusOf } from '../../../lib/sync/status';
import { webDav } from '../../../lib/sync/transports/webdav';
import {
  type ApacheOptions,
  REAL_SERVERS,
  type RealServer,
  startApacheDav,
  whyNoApache,
} from '../../fixtures/sync/servers/real';
import { Device, freshReader } from '../../fixtures/sync/world';
import { need } from './need';

const USER = 'reader';
const PASSWORD = 'a päss:word';
const open = (server: RealServer, password = PASSWORD): Transport =>
  webDav({ url: server.url, user: USER, password, timeout: 2_000 });
const newId = () => 'connection';
const faults = (problems: readonly Problem[]) =>
  problems.map((problem) => (problem.kind === 'transport' ? problem.fault.kind : problem.kind));
/** What a device wrote is whole on the server, for somebody who begins now. */
const wholeOn = async (transport: Transport, device: Device) =>
  expect(await freshReader(transport)).toEqual(await device.records());

let stop: (() => Promise<void>) | null = null;
afterEach(async () => {
  await stop?.();
  stop = null;
});

/** A test on an Apache of its own, or skipped with the reason why there is none. */
function onApache(name: string, options: ApacheOptions, work: (server: RealServer) => Promise<void>): void {
  const why = whyNoApache(options);
  test(name, async ({ skip }) => {
    need(why, skip);
    const server = await startApacheDav(options);
    stop = server.stop;
    await work(server);
  });
}

describe('a real server that refuses', () => {
  onApache(
    'a wrong password: told at set-up; later the edits wait and nothing is tried again by itself',
    {
      user: USER,
      password: PASSWORD,
    },
    async (server) => {
      const wrong = open(server, 'another');
      expect(await testConnection(wrong, newId)).toEqual({ step: 'list', fault: { kind: 'unauthorized' } });
      const device = await Device.start(wrong, 1);
      await device.set('annotations/a', { note: 'words' });
      const { problems } = await device.sync();
      expect(faults(problems)).toEqual(['unauthorized']);
      expect(retryAfter(problems, 1, () => 0.5)).toBe('never');
      expect((await statusOf(device.store)).waiting).toBeGreaterThan(0);
      device.env.transport = open(server);
      expect((await device.sync()).problems).toEqual([]);
      await wholeOn(open(server), device);
    },
  );

  onApache('a folder that the account may only read is told at set-up', { readOnly: true }, async (server) => {
    expect(await testConnection(open(server), newId)).toEqual({ step: 'folder', fault: { kind: 'forbidden' } });
  });

  onApache(
    'rights lost later: others’ edits still arrive, own ones wait until there are rights again',
    {},
    async (server) => {
      const transport = open(server);
      const [a, b] = [await Device.start(transport, 1), await Device.start(transport, 2)];
      for (const device of [a, b]) await device.set('annotations/a', { [device.env.newId()]: 'words' });
      for (const device of [a, b]) await device.sync();
      const logs = join(server.folder, 'v1/log');
      const { mode } = statSync(logs);
      const c = await Device.start(transport, 3);
      await c.set('annotations/c', { note: 'from c' });
      chmodSync(logs, 0o555);
      const { problems } = await c.sync();
      // A new device needs a folder of its own, which Apache refuses with 403.
      expect(faults(problems)).toEqual(['forbidden']);
      expect((await c.records()).has('annotations/a')).toBe(true);
      chmodSync(logs, mode);
      expect((await c.sync()).problems).toEqual([]);
      await wholeOn(transport, c);
    },
  );

  onApache('a certificate that nobody vouches for is no connection', { tls: true }, async (server) => {
    const found = await testConnection(open(server), newId);
    expect(found).toMatchObject({ step: 'list', fault: { kind: 'unreachable' } });
    expect(server.url).toMatch(/^https:/);
    // It is the certificate and nothing else: who doesn't look at it is answered.
    const status = await new Promise((resolve) =>
      request(`${server.url}/`, { method: 'PROPFIND', headers: { depth: '1' }, rejectUnauthorized: false }, (answer) =>
        resolve(answer.statusCode),
      ).end(),
    );
    expect(status).toBe(207);
  });

  onApache(
    'a server that is gone, and one that stands and says nothing: edits wait, and go up when it is back',
    {},
    async (server) => {
      const transport = webDav({ url: server.url, user: USER, password: PASSWORD, timeout: 300 });
      const device = await Device.start(transport, 1);
      for (const [how, fault] of [
        ['gone', 'unreachable'],
        ['silent', 'timeout'],
      ] as const) {
        await device.set('annotations/a', { note: how });
        await server.pause(how);
        const { problems } = await device.sync();
        expect(faults(problems)).toEqual([fault]);
        expect(retryAfter(problems, 1, () => 0.5)).not.toBe('never');
        await server.resume();
        expect((await device.sync()).problems).toEqual([]);
        await wholeOn(transport, device);
      }
    },
  );
});

describe('a disk that is full', () => {
  for (const { name, whyNot, start } of REAL_SERVERS)
    test(`${name}: edits wait here, nothing on the server is harmed, and all goes on when there is room`, async ({
      skip,
    }) => {
      const quota = 256 * 1024;
      const why = whyNot({ quota });
      need(why, skip);
      const server = await start({ quota });
      stop = server.stop;
      const transport = open(server);
      const device = await Device.start(transport, 1);
      await device.set('annotations/a', { note: 'before' });
      expect((await device.sync()).problems).toEqual([]);

      const filler = join(server.folder, 'filler');
      mkdirSync(filler);
      try {
        for (let i = 0; ; i++) writeFileSync(join(filler, `${i}`), Buffer.alloc(4_096));
      } catch (error) {
        expect(error).toMatchObject({ code: 'ENOSPC' });
      }
      const shown = await freshReader(transport);
      for (let i = 0; i < 3; i++) {
        await device.set('annotations/a', { note: `words ${i} `.repeat(2_000) });
        const { problems } = await device.sync();
        // Apache and lighttpd say 507; rclone 1.60 says 405.
        expect(faults(problems)).toEqual([name.startsWith('rclone') ? 'unexpected' : 'full']);
        expect(retryAfter(problems, i, () => 0.5)).not.toBe('never');
      }
      expect(await freshReader(transport)).toEqual(shown);
      expect((await statusOf(device.store)).waiting).toBeGreaterThan(0);

      rmSync(filler, { recursive: true });
      for (let i = 0; i < 2; i++) await device.sync();
      expect(await device.sync()).toMatchObject({ done: true, problems: [] });
      await wholeOn(transport, device);
    });
});

describe('a device killed in the middle of an upload', () => {
  for (const { name, whyNot, start } of REAL_SERVERS)
    test(`${name}: whatever half of it lies there is not read, and the same bytes go up again`, async ({ skip }) => {
      const why = whyNot();
      need(why, skip);
      const server = await start();
      stop = server.stop;
      const transport = open(server);
      const device = await Device.start(transport, 1);
      await device.set('annotations/a', { note: 'words '.repeat(10_000) });
      const paths: string[] = [];
      /** The worker dies when part of the body is on its way. */
      device.env.transport = {
        ...transport,
        put: async (path, bytes) => {
          paths.push(path);
          for (const folder of ['v1', 'v1/log', path.slice(0, path.lastIndexOf('/'))])
            await transport.makeFolder(folder);
          const body = new ReadableStream({
            start(controller) {
              controller.enqueue(bytes.slice(0, bytes.length >> 1));
              setTimeout(() => controller.error(new Error('killed')), 50);
            },
          });
          const init = { method: 'PUT', body, duplex: 'half', headers: { 'content-length': String(bytes.length) } };
          await fetch(`${server.url}/${path}`, init as RequestInit);
          throw new Error('unreachable');
        },
      };
      await expect(device.sync()).rejects.toThrow();
      device.env.transport = transport;
      // A server takes its time to notice.
      await new Promise((resolve) => setTimeout(resolve, 300));
      const other = await Device.start(transport, 2);
      const first = await other.sync();
      expect((await other.records()).size).toBe(0);
      // rclone has half a file there; the others have nothing.
      const half = [{ kind: 'held', reason: 'damaged' }];
      expect(first.problems).toMatchObject(name.startsWith('rclone') ? half : []);
      device.now += 120_000;
      expect((await device.sync()).problems).toEqual([]);
      expect(paths).toHaveLength(1);
      expect((await other.sync()).problems).toEqual([]);
      expect(await other.records()).toEqual(await device.records());
      await wholeOn(transport, device);
    });
});
