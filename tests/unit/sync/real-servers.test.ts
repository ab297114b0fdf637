import { afterAll, describe, test } from 'vitest';
import type { Transport } from '../../../lib/sync/ports';
import { webDav } from '../../../lib/sync/transports/webdav';
import {
  type ApacheOptions,
  REAL_SERVERS,
  type RealServer,
  startApacheDav,
  whyNoApache,
} from '../../fixtures/sync/servers/real';
import { conforms, type Subject } from './conformance';
import { need } from './need';

const USER = 'reader';
const PASSWORD = 'a päss:word';

/** One server for all tests of a suite, and a folder of its own for each test. */
function folders(start: () => Promise<RealServer>): () => Promise<Subject> {
  let server: Promise<RealServer> | null = null;
  let count = 0;
  afterAll(async () => (await server)?.stop());
  return async () => {
    server ??= start();
    const { url } = await server;
    const root: Transport = webDav({ url, user: USER, password: PASSWORD });
    const name = `folder ${count++}`;
    const made = await root.makeFolder(name);
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    return {
      transport: webDav({ url: `${url}/${encodeURIComponent(name)}`, user: USER, password: PASSWORD }),
      close: async () => undefined,
    };
  };
}

const variants: [name: string, options: ApacheOptions][] = [
  ['asking for a password', { user: USER, password: PASSWORD }],
];
const subjects = [
  ...REAL_SERVERS.map(({ name, whyNot, start }) => ({ name, why: whyNot(), start: () => start() })),
  ...variants.map(([name, options]) => ({
    name: `Apache mod_dav ${name}`,
    why: whyNoApache(options),
    start: () => startApacheDav(options),
  })),
];

for (const { name, why, start } of subjects)
  describe(`the real ${name}`, () => {
    if (why === null) conforms(name, folders(start));
    else test('conforms', ({ skip }) => need(why, skip));
  });
