import { memoryTransport } from '../../../lib/sync/transports/memory';
import { s3 } from '../../../lib/sync/transports/s3';
import { webDav } from '../../../lib/sync/transports/webdav';
import { startS3 } from '../../fixtures/sync/servers/s3';
import { FLAVOURS, PASSWORD, startWebDav, USER } from '../../fixtures/sync/servers/webdav';
import { goodStorage, noGate } from '../../fixtures/sync/world';
import { conforms } from './conformance';

conforms('the storage of the simulation', async () => ({
  transport: goodStorage().transport(noGate),
  close: noGate,
}));

conforms('a bundle in memory', async () => ({ transport: memoryTransport(), close: noGate }));

for (const [name, flavour] of Object.entries(FLAVOURS))
  conforms(`WebDAV as ${name} answers`, async () => {
    const server = await startWebDav(flavour);
    return { transport: webDav({ url: server.url, user: USER, password: PASSWORD }), close: server.close };
  });

for (const prefix of ['', 'my folder/cruxlight'])
  conforms(`a bucket${prefix && ' with a prefix'}`, async () => {
    const server = await startS3();
    const sign = async (url: string, init: { method: string; body?: BodyInit }) => {
      const { pathname, search } = new URL(url);
      return new Request(url, { ...init, headers: { 'x-signed': `${init.method} ${pathname}${search}` } });
    };
    return { transport: s3({ url: server.url, prefix, sign }), close: server.close };
  });
