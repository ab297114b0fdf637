import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Keyring, openFrame, sealFrame } from '../../../lib/sync/frame';
import { parsePath } from '../../../lib/sync/names';
import { webPrimitives } from '../../../lib/sync/primitives';
import { renamed } from '../../fixtures/sync/renamed';

const plain: Keyring = { store: 'teststore', write: null, read: new Map() };
let locked: Keyring;
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const header = { kind: 'segment', device: 'device0', seq: 7, saw: { device1: 3 }, at: 12 } as const;
const body = { name: 'Home', operations: [], words: 'the body’s words '.repeat(20) };

beforeAll(async () => {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  locked = { store: 'teststore', write: { id: 'thekey0', key }, read: new Map([['thekey0', key]]) };
});

describe.each(['plain', 'locked'] as const)('a %s frame', (which) => {
  const keyring = () => (which === 'plain' ? plain : locked);
  const seal = () => sealFrame(webPrimitives, keyring(), header, body, random);

  test('gives back what was put in', async () => {
    const { path, bytes } = await seal();
    const opened = await openFrame(webPrimitives, keyring(), path, bytes);
    expect(opened).toMatchObject({
      ok: true,
      value: { body, header: { ...header, key: which === 'plain' ? null : 'thekey0' } },
    });
    expect(parsePath(path)).toMatchObject({ kind: 'segment', device: 'device0', seq: 7 });
  });

  test('is refused cut at any byte', async () => {
    const { path, bytes } = await seal();
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: bytes.length - 1 }), async (length) => {
        expect(await openFrame(webPrimitives, keyring(), path, bytes.slice(0, length))).toEqual({
          ok: false,
          error: 'damaged',
        });
      }),
      { numRuns: 2_000 },
    );
  });

  test('is refused under a name that its header does not say', async () => {
    const { path, bytes } = await seal();
    const renamed = path.replace('0000000007', '0000000008');
    expect(await openFrame(webPrimitives, keyring(), renamed, bytes)).toEqual({ ok: false, error: 'tampered' });
  });
});

test('a plain file among encrypted ones is not read, whoever made it', async () => {
  const { path, bytes } = await sealFrame(webPrimitives, plain, header, body, random);
  expect(await openFrame(webPrimitives, locked, path, bytes)).toEqual({ ok: false, error: 'not-encrypted' });
});

test('a file under another key says so', async () => {
  const { path, bytes } = await sealFrame(webPrimitives, locked, header, body, random);
  expect(await openFrame(webPrimitives, plain, path, bytes)).toEqual({ ok: false, error: 'unknown-key' });
});

test('a file of a newer format says so, whatever else is in its header', async () => {
  const { path, bytes } = await sealFrame(webPrimitives, plain, header, body, random);
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replace('"reader":1', '"reader":2')
    .replace('"segment"', '"unknown"');
  const newer = new Uint8Array(Buffer.from(text, 'latin1'));
  expect(await openFrame(webPrimitives, plain, await renamed(path, newer), newer)).toEqual({
    ok: false,
    error: 'newer',
  });
});

test('a small file that unpacks to very much is refused', async () => {
  const { path, bytes } = await sealFrame(webPrimitives, plain, header, { words: ' '.repeat(17_000_000) }, random);
  expect(bytes.length).toBeLessThan(100_000);
  expect(await openFrame(webPrimitives, plain, path, bytes)).toEqual({ ok: false, error: 'tampered' });
});
