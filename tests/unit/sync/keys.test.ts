import { describe, expect, test } from 'vitest';
import {
  addSlot,
  newRecoveryCode,
  newStoreKey,
  normalizeCode,
  openSlot,
  readSlot,
  type Slot,
  slotPath,
  writeSlot,
} from '../../../lib/sync/keys';
import { webPrimitives } from '../../../lib/sync/primitives';
import { putSlot, readSlots, setUp, unlock } from '../../../lib/sync/setup';
import { memoryTransport } from '../../../lib/sync/transports/memory';
import { Chance } from '../../fixtures/sync/simulation/random';
import { Device } from '../../fixtures/sync/world';

const chance = new Chance(5);
const options = {
  newId: () => Array.from({ length: 20 }, () => 'abcdefghij0123456789'[chance.below(20)]).join(''),
  randomBytes: chance.bytes,
  // Few, so that the tests are quick; the real number is tried once.
  iterations: 10,
};

const roundTrip = (slot: Slot): Slot => {
  const read = readSlot(slotPath(slot), writeSlot(slot));
  if (!read.ok) throw new Error(read.error);
  return read.value;
};

describe('key slots', () => {
  test('a passphrase opens its slot after it was stored; another does not', async () => {
    const { storeKey, slot } = await newStoreKey('correct horse', { ...options, iterations: 600_000 });
    const read = roundTrip(slot);
    expect(await openSlot(read, 'correct horse')).toMatchObject({ id: storeKey.id, store: storeKey.store });
    expect(await openSlot(read, 'correct horsf')).toBeNull();
  });

  test('the key can be used and not read', async () => {
    const { storeKey } = await newStoreKey('p', options);
    await expect(crypto.subtle.exportKey('raw', storeKey.key)).rejects.toThrow();
  });

  test('what one slot’s key locks another slot’s key opens', async () => {
    const { slot } = await newStoreKey('first', options);
    const code = newRecoveryCode(options.randomBytes);
    const second = await addSlot(slot, 'first', { kind: 'passphrase', words: 'second' }, options);
    const third = second && (await addSlot(second, 'second', { kind: 'recovery', words: code }, options));
    if (!second || !third) throw new Error('not added');
    const keys = await Promise.all([
      openSlot(slot, 'first'),
      openSlot(roundTrip(second), 'second'),
      openSlot(roundTrip(third), ` ${code.toLowerCase().replaceAll('-', ' ')}`),
    ]);
    const iv = new Uint8Array(12);
    const locked = await webPrimitives.encrypt(keys[0]?.key as CryptoKey, iv, new Uint8Array([1, 2, 3]), iv);
    for (const key of keys)
      expect(await webPrimitives.decrypt(key?.key as CryptoKey, iv, locked, iv)).toEqual(new Uint8Array([1, 2, 3]));
    expect(await addSlot(slot, 'wrong', { kind: 'passphrase', words: 'x' }, options)).toBeNull();
  });

  test('a slot passed off as another’s does not open', async () => {
    const { slot } = await newStoreKey('p', options);
    expect(await openSlot({ ...slot, store: 'another0' }, 'p')).toBeNull();
  });

  test('a slot that asks for hours of work, or is of a newer version, is not tried', async () => {
    const { slot } = await newStoreKey('p', options);
    const change = (change: object) =>
      new TextEncoder().encode(JSON.stringify({ ...JSON.parse(new TextDecoder().decode(writeSlot(slot))), ...change }));
    expect(readSlot(slotPath(slot), change({ iterations: 1e12 }))).toEqual({ ok: false, error: 'damaged' });
    expect(readSlot(slotPath(slot), change({ reader: 2, kind: 'argon' }))).toEqual({ ok: false, error: 'newer' });
    expect(readSlot(slotPath(slot), writeSlot(slot).slice(0, 50))).toEqual({ ok: false, error: 'damaged' });
    expect(readSlot('v1/keys/another.json', writeSlot(slot))).toEqual({ ok: false, error: 'damaged' });
  });

  test('a recovery code with one letter wrong is noticed before anything is tried', () => {
    for (let i = 0; i < 200; i++) {
      const code = newRecoveryCode(options.randomBytes);
      expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/);
      const plain = normalizeCode(code) ?? '';
      const at = chance.below(31);
      const other = plain[at] === 'A' ? 'B' : 'A';
      expect(normalizeCode(plain.slice(0, at) + other + plain.slice(at + 1))).toBeNull();
    }
  });
});

describe('setting up', () => {
  test('makes a store, and joins the one that is there', async () => {
    const transport = memoryTransport();
    const first = await setUp(transport, 'secret', options);
    const second = await setUp(transport, 'secret', options);
    expect(first).toMatchObject({ ok: true, value: { made: true } });
    expect(second).toMatchObject({ ok: true, value: { made: false } });
    if (first.ok && second.ok) expect(second.value.keyring.write?.id).toBe(first.value.keyring.write?.id);
  });

  test('a wrong passphrase writes nothing', async () => {
    const files = new Map<string, Uint8Array<ArrayBuffer>>();
    await setUp(memoryTransport(files), 'secret', options);
    const before = new Map(files);
    const transport = { ...memoryTransport(files), put: () => expect.unreachable('wrote') };
    expect(await setUp(transport, 'wrong', options)).toEqual({ ok: false, error: { kind: 'wrong-passphrase' } });
    expect(await setUp(transport, null, options)).toEqual({ ok: false, error: { kind: 'passphrase-needed' } });
    expect(files).toEqual(before);
  });

  test('beside a slot that is half written nothing new is made', async () => {
    const files = new Map([['v1/keys/half00.json', new Uint8Array([123])]]);
    expect(await setUp(memoryTransport(files), 'secret', options)).toMatchObject({
      ok: false,
      error: { kind: 'unreadable-slot', newer: false },
    });
    expect(files.size).toBe(1);
  });

  test('two first set-ups racing read each other, and end under one key', async () => {
    const files = new Map<string, Uint8Array<ArrayBuffer>>();
    const inner = memoryTransport(files);
    // Both look before either writes.
    const blind = { ...inner, list: memoryTransport().list };
    const rings = [];
    for (let i = 0; i < 2; i++) {
      const done = await setUp(blind, 'secret', options);
      if (!done.ok) throw new Error(done.error.kind);
      rings.push(done.value.keyring);
    }
    expect(rings[0]?.write?.id).not.toBe(rings[1]?.write?.id);
    const devices = await Promise.all(
      rings.map((keyring, i) => Device.start(inner, i + 1, { change: { keyring, primitives: webPrimitives } })),
    );
    for (const [i, device] of devices.entries()) {
      await device.set('annotations/a', { [`note${i}`]: 'x' });
      await device.sync();
    }
    expect((await devices[1]?.sync())?.problems).toMatchObject([{ kind: 'held', reason: 'unknown-key' }]);
    // At an unknown key a device reads the slots again.
    const slots = await readSlots(inner);
    const both = slots.ok ? await unlock(slots.value.slots, 'secret') : null;
    if (!both) throw new Error('not unlocked');
    expect(both.read.size).toBe(2);
    for (const device of devices) device.env.keyring = both;
    for (const device of [...devices, ...devices]) expect((await device.sync()).problems).toEqual([]);
    expect(await devices[0]?.records()).toEqual(await devices[1]?.records());
  });

  test('a new passphrase opens the same store', async () => {
    const transport = memoryTransport();
    const first = await setUp(transport, 'old', options);
    const slot = first.ok ? first.value.slots[0] : undefined;
    const added = slot && (await addSlot(slot, 'old', { kind: 'passphrase', words: 'new' }, options));
    if (!added) throw new Error('not added');
    expect(await putSlot(transport, added)).toEqual({ ok: true, value: undefined });
    const second = await setUp(transport, 'new', options);
    expect(first.ok && second.ok && second.value.keyring.write?.id === first.value.keyring.write?.id).toBe(true);
  });
});
