import fc from 'fast-check';
import { beforeAll, expect } from 'vitest';
import { type Keyring, type NewHeader, openFrame, sealFrame } from '../../../../lib/sync/frame';
import { webPrimitives } from '../../../../lib/sync/primitives';
import { renamed } from '../../../fixtures/sync/renamed';
import { holds, property } from './property';

const plain: Keyring = { store: 'teststore', write: null, read: new Map() };
let locked: Keyring;
beforeAll(async () => {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  locked = { store: 'teststore', write: { id: 'thekey0', key }, read: new Map([['thekey0', key]]) };
});

const common = { device: 'device0', saw: { device1: 3 }, at: 12 };
const HEADERS: Record<string, NewHeader> = {
  segment: { ...common, kind: 'segment', seq: 7 },
  'part of a snapshot': { ...common, kind: 'snapshot', covered: 7, part: 1, parts: 2, set: 'theset' },
};
const body = { name: 'Home', operations: [], records: [], words: 'the body’s words '.repeat(5) };
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
/** Which bit, as a part of all: how long a file is depends on what it is. */
const flip = (bytes: Uint8Array<ArrayBuffer>, where: number) => {
  const bit = Math.floor(where * bytes.length * 8);
  const flipped = bytes.slice();
  flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return flipped;
};
const where = fc.nat({ max: 999_999 }).map((it) => it / 1_000_000);

property(9, () => {
  for (const [kind, header] of Object.entries(HEADERS))
    for (const which of ['plain', 'locked'] as const)
      holds(`of a ${which} ${kind}`, where, async (where) => {
        const keyring = which === 'plain' ? plain : locked;
        const { path, bytes } = await sealFrame(webPrimitives, keyring, header, body, random);
        expect(await openFrame(webPrimitives, keyring, path, flip(bytes, where))).toEqual({
          ok: false,
          error: 'damaged',
        });
      });

  holds('of a locked file by the storage’s owner, who gives it the name that fits', where, async (where) => {
    const { path, bytes } = await sealFrame(webPrimitives, locked, HEADERS.segment as NewHeader, body, random);
    const flipped = flip(bytes, where);
    expect((await openFrame(webPrimitives, locked, await renamed(path, flipped), flipped)).ok).toBe(false);
  });
});
