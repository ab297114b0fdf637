import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exportBundle, importBundle } from '../../../lib/sync/bundle';
import { readBundle, writeBundle } from '../../../lib/sync/container';
import { plainSlot } from '../../../lib/sync/keys';
import { memoryTransport } from '../../../lib/sync/transports/memory';
import { Device } from '../../fixtures/sync/world';

const carry = async (from: Device, to: Device) => {
  const read = readBundle(await exportBundle(from.env, [plainSlot(from.env.newId)]));
  if (!read.ok) throw new Error(read.error);
  expect(read.value.cut).toBe(false);
  return importBundle(to.env, read.value.files);
};

describe('a bundle', () => {
  test('gives back the files that were put in', () =>
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z0-9]{1,20}$/), fc.uint8Array({ maxLength: 300 })), (files) => {
        const map = new Map(Object.entries(files).map(([name, bytes]) => [`v1/log/${name}`, new Uint8Array(bytes)]));
        expect(readBundle(writeBundle(map))).toEqual({ ok: true, value: { files: map, cut: false } });
      }),
    ));

  test('cut anywhere, the files before the cut are there and the rest is said to be missing', () => {
    const whole = writeBundle(
      new Map([
        ['v1/log/a', new Uint8Array(20)],
        ['v1/log/b', new Uint8Array(20)],
      ]),
    );
    fc.assert(
      fc.property(fc.nat({ max: whole.length - 1 }), (length) => {
        const read = readBundle(whole.slice(0, length));
        if (length < 4) expect(read).toEqual({ ok: false, error: 'no-bundle' });
        else if (read.ok) expect(read.value.cut).toBe(length !== 4 && length !== 4 + 6 + 8 + 20);
      }),
    );
  });

  test('names that lead elsewhere are passed over', () => {
    const bundle = writeBundle(
      new Map([
        ['v1/log/../../x', new Uint8Array(1)],
        ['/etc/x', new Uint8Array(1)],
      ]),
    );
    expect(readBundle(bundle)).toEqual({ ok: true, value: { files: new Map(), cut: false } });
  });

  test('carried to and fro it makes two libraries the same, edits on both sides kept', async () => {
    const [a, b] = [await Device.start(memoryTransport(), 1), await Device.start(memoryTransport(), 2)];
    await a.set('annotations/a', { note: 'from a', type: 'FQ' });
    await carry(a, b);
    await a.set('annotations/a', { note: 'a again' });
    await b.set('annotations/a', { note: 'b meanwhile' });
    await carry(a, b);
    await carry(b, a);
    expect(await a.records()).toEqual(await b.records());
    expect((await a.records()).get('annotations/a')?.fields.note?.siblings).toHaveLength(2);
  });

  test('an old bundle takes nothing back', async () => {
    const [a, b] = [await Device.start(memoryTransport(), 1), await Device.start(memoryTransport(), 2)];
    await a.set('annotations/a', { note: 'old' });
    const old = readBundle(await exportBundle(a.env, []));
    await a.set('annotations/a', { note: 'new' });
    await carry(a, b);
    const before = await b.records();
    if (old.ok) await importBundle(b.env, old.value.files);
    expect(await b.records()).toEqual(before);
  });

  test('it does not disturb sync by a storage, also where both are used', async () => {
    const transport = memoryTransport();
    const [a, b] = [await Device.start(transport, 1), await Device.start(transport, 2)];
    for (let i = 0; i < 4; i++) {
      await a.set('annotations/a', { note: `a ${i}` });
      await carry(a, b);
      await b.set('annotations/a', { note: `b ${i}` });
      if (i % 2) for (const device of [a, b]) expect((await device.sync()).problems).toEqual([]);
    }
    for (const device of [a, b, a]) await device.sync();
    expect(await a.records()).toEqual(await b.records());
  });
});
