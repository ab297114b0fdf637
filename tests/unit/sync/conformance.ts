import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { canonical } from '../../../lib/sync/canonical';
import { testConnection } from '../../../lib/sync/connection';
import type { Transport } from '../../../lib/sync/ports';
import { Device, freshReader } from '../../fixtures/sync/world';

export interface Subject {
  transport: Transport;
  close: () => Promise<void>;
}

const text = (words: string) => new TextEncoder().encode(words);

/** What every transport must do for sync to rest on it. */
export function conforms(name: string, open: () => Promise<Subject>): void {
  describe(`${name} conforms`, () => {
    let subject: Subject;
    let transport: Transport;
    beforeEach(async () => {
      subject = await open();
      transport = subject.transport;
    });
    afterEach(() => subject.close());
    const folders = async (...names: string[]) => {
      for (const folder of names) expect(await transport.makeFolder(folder)).toEqual({ ok: true, value: undefined });
    };

    test('passes the test of the connection', async () => {
      let n = 0;
      expect(await testConnection(transport, () => `id${n++}`)).toBeNull();
      const listed = await transport.list('v1');
      expect(listed.ok ? listed.value : []).toEqual([]);
    });

    test('a folder that is not there is missing or empty', async () => {
      const listed = await transport.list('v1/log');
      if (listed.ok) expect(listed.value).toEqual([]);
      else expect(listed.error.kind).toBe('missing');
    });

    test('gives back every byte', async () => {
      await folders('v1');
      const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 31 + (i >> 8)) & 255);
      expect(await transport.put('v1/a-1.seg', bytes)).toEqual({ ok: true, value: undefined });
      expect(await transport.get('v1/a-1.seg')).toEqual({ ok: true, value: bytes });
    });

    test('the same bytes can be put again', async () => {
      await folders('v1');
      for (let i = 0; i < 2; i++) expect((await transport.put('v1/a.seg', text('same'))).ok).toBe(true);
      expect(await transport.get('v1/a.seg')).toEqual({ ok: true, value: text('same') });
    });

    test('a file that is not there is missing', async () => {
      await folders('v1');
      expect(await transport.get('v1/none.seg')).toMatchObject({ ok: false, error: { kind: 'missing' } });
    });

    test('a put into a folder that is not there works, or says so and works once it is made', async () => {
      const put = await transport.put('v1/log/devicea/a.seg', text('x'));
      if (!put.ok) expect(['missing', 'conflict']).toContain(put.error.kind);
      await folders('v1', 'v1/log', 'v1/log/devicea');
      expect((await transport.put('v1/log/devicea/a.seg', text('x'))).ok).toBe(true);
    });

    test('a folder can be made twice', () => folders('v1', 'v1', 'v1/log', 'v1/log'));

    test('lists what lies in a folder, and nothing else', async () => {
      await folders('v1', 'v1/log', 'v1/log/devicea');
      const names = Array.from({ length: 10 }, (_, i) => `a.${i}-0f.seg`);
      for (const name of names) await transport.put(`v1/log/${name}`, text(name));
      await transport.put('v1/log/devicea/inner.seg', text('deeper'));
      const listed = await transport.list('v1/log');
      const entries = (listed.ok ? listed.value : []).sort((a, b) => (a.name < b.name ? -1 : 1));
      expect(entries.map(({ name, folder }) => ({ name, folder }))).toEqual([
        ...names.map((name) => ({ name, folder: false })),
        { name: 'devicea', folder: true },
      ]);
      for (const entry of entries) expect([null, entry.folder ? null : entry.name.length]).toContain(entry.size);
    });

    test('a removed file is gone, and can be removed again', async () => {
      await folders('v1');
      await transport.put('v1/a.seg', text('x'));
      expect((await transport.remove('v1/a.seg')).ok).toBe(true);
      expect(await transport.get('v1/a.seg')).toMatchObject({ ok: false, error: { kind: 'missing' } });
      expect((await transport.remove('v1/a.seg')).ok).toBe(true);
    });

    test('many puts of distinct names at once all stay', async () => {
      await folders('v1');
      const names = Array.from({ length: 60 }, (_, i) => `v1/${i}.seg`);
      await Promise.all(names.map((name) => transport.put(name, text(name))));
      const got = await Promise.all(names.map((name) => transport.get(name)));
      expect(got).toEqual(names.map((name) => ({ ok: true, value: text(name) })));
    });

    test('two devices meet on it', async () => {
      const [a, b] = [await Device.start(transport, 1), await Device.start(transport, 2)];
      a.env.segmentsBeforeSnapshot = 2;
      for (let i = 0; i < 5; i++) {
        await a.set(`annotations/${i}`, { note: `a ${i}` });
        await b.set(`annotations/${i}`, { type: `b ${i}` });
        expect((await a.sync()).problems).toEqual([]);
        expect((await b.sync()).problems).toEqual([]);
      }
      for (const device of [a, b, a, b]) await device.sync();
      const states = [await a.records(), await b.records(), await freshReader(transport)];
      expect(new Set(states.map((it) => canonical([...it].sort(([x], [y]) => (x < y ? -1 : 1))))).size).toBe(1);
    });
  });
}
