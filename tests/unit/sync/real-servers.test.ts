import { test } from 'vitest';
import { webDav } from '../../../lib/sync/transports/webdav';
import { realServers } from '../../fixtures/sync/servers/real';
import { conforms } from './conformance';

for (const { name, start } of realServers())
  if (start)
    conforms(`${name}, the real one,`, async () => {
      const server = await start();
      return { transport: webDav({ url: server.url, user: 'reader', password: 'secret' }), close: server.close };
    });
  else test(`${name}, the real one, conforms`, ({ skip }) => skip(`${name} is not installed`));
