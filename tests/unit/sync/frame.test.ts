import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Keyring, openFrame, sealFrame } from '../../../lib/sync/frame';
import { parsePath } from '../../../lib/sync/names';
import { webPrimitives } from '../../../lib/sync/primitives';

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

  test('is refused with any single bit flipped', async () => {
    const { path, bytes } = await seal();
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: bytes.length * 8 - 1 }), async (bit) => {
        const flipped = bytes.slice();
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(await openFrame(webPrimitives, keyring(), path, flipped)).toEqual({ ok: false, error: 'damaged' });
      }),
      { numRuns: 2_000 },
    );
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
      { numRuns: 500 },
    );
  });

  test('is refused under a name that its header does not say', async () => {
    const { path, bytes } = await seal();
    const renamed = path.replace('0000000007', '0000000008');
    expect(await openFrame(webPrimitives, keyring(), renamed, bytes)).toEqual({ ok: false, error: 'tampered' });
  });
});

/** A changed file under a name that fits its bytes: what the storage's owner could make. */
async function rename(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).subarray(0, 8);
  return path.replace(/[0-9a-f]{16}(?=\.seg$)/, [...hash].map((it) => it.toString(16).padStart(2, '0')).join(''));
}

test('the storage’s owner can change no bit of an encrypted file, header included', async () => {
  const { path, bytes } = await sealFrame(webPrimitives, locked, header, body, random);
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: bytes.length * 8 - 1 }), async (bit) => {
      const flipped = bytes.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect((await openFrame(webPrimitives, locked, await rename(path, flipped), flipped)).ok).toBe(false);
    }),
    { numRuns: 1_000 },
  );
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
  expect(await openFrame(webPrimitives, plain, await rename(path, newer), newer)).toEqual({
    ok: false,
    error: 'newer',
  });
});

test('a small file that unpacks to very much is refused', async () => {
  const { path, bytes } = await sealFrame(webPrimitives, plain, header, { words: ' '.repeat(17_000_000) }, random);
  expect(bytes.length).toBeLessThan(100_000);
  expect(await openFrame(webPrimitives, plain, path, bytes)).toEqual({ ok: false, error: 'tampered' });
});
