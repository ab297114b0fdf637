import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { s3 } from '../../../lib/sync/transports/s3';
import { type S3Credentials, s3Signer } from '../../../lib/sync/transports/s3-signer';
import { CREDENTIALS, startBucket } from '../../fixtures/sync/servers/bucket';
import { conforms } from './conformance';

let bucket: Awaited<ReturnType<typeof startBucket>>;
beforeAll(async () => {
  bucket = await startBucket();
});
afterAll(() => bucket.stop());

const bytes = new TextEncoder().encode('content');
const open = (prefix: string, credentials: S3Credentials = CREDENTIALS) =>
  s3({ url: bucket.url, prefix, sign: s3Signer(credentials) });

let count = 0;
for (const kind of ['plain', 'of other letters: ä + 1'])
  conforms(`a bucket of s3rver under a name ${kind}`, async () => ({
    transport: open(`${kind}/${count++}`),
    close: async () => undefined,
  }));

describe('signatures', () => {
  test('the server checks them: another secret is refused, reading and writing', async () => {
    const wrong = open('x', { ...CREDENTIALS, secretAccessKey: 'another' });
    for (const result of [await wrong.put('v1/a.seg', bytes), await wrong.get('v1/a.seg'), await wrong.list('v1')])
      expect(result).toEqual({ ok: false, error: { kind: 'forbidden' } });
    expect(await open('x').get('v1/a.seg')).toEqual({ ok: false, error: { kind: 'missing' } });
  });

  test('what the signature says of region, service and hash is what was asked for', async () => {
    const request = await s3Signer({ ...CREDENTIALS, region: 'eu-north-9' })('https://host.example/bucket/key', {
      method: 'GET',
    });
    expect(request.headers.get('authorization')).toMatch(
      /^AWS4-HMAC-SHA256 Credential=S3RVER\/\d{8}\/eu-north-9\/s3\/aws4_request, SignedHeaders=host;x-amz-content-sha256;x-amz-date, /,
    );
    // SHA-256 of nothing.
    expect(request.headers.get('x-amz-content-sha256')).toMatch(/^e3b0c44298fc1c14/);
  });
});
