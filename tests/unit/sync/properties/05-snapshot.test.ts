import { expect } from 'vitest';
import type { Transport } from '../../../../lib/sync/ports';
import { memoryTransport } from '../../../../lib/sync/transports/memory';
import { actsOf, devicesOn, doIt, settle, textOf } from '../../../fixtures/sync/acts';
import { type Device, freshReader, goodStorage, noGate } from '../../../fixtures/sync/world';
import { holds, property } from './property';

property(5, () => {
  holds(
    'for who begins now: what is left on the storage, and every segment that ever was',
    actsOf(2, 8),
    async (acts) => {
      const storage = goodStorage();
      const inner = storage.transport(noGate);
      const segments = new Map<string, Uint8Array<ArrayBuffer>>();
      const transport: Transport = {
        ...inner,
        put: async (path, bytes) => {
          if (path.endsWith('.seg')) segments.set(path, bytes);
          return inner.put(path, bytes);
        },
      };
      const devices = await devicesOn(transport, 2, { segmentsBeforeSnapshot: 1 });
      for (const act of acts) await doIt(act, devices[act.who] as Device);
      await settle(devices);
      const left = textOf(await freshReader(inner));
      expect(left).toBe(textOf(await freshReader(memoryTransport(segments))));
      expect(left).toBe(textOf((await devices[0]?.records()) ?? new Map()));
      // There was something to fold: no segment is left of whoever wrote one.
      expect(storage.paths().filter((path) => path.endsWith('.seg'))).toEqual([]);
    },
  );
});
