import type { Transport } from '../../lib/sync/ports';
import { webPrimitives } from '../../lib/sync/primitives';
import { reconcile } from '../../lib/sync/reconcile';
import { joinRecords, NO_RECORD, type RecordState } from '../../lib/sync/record';
import { memoryTransport } from '../../lib/sync/transports/memory';
import { webDav } from '../../lib/sync/transports/webdav';
import { FLAVOURS, PASSWORD, startWebDav, USER } from '../fixtures/sync/servers/webdav';
import { Device } from '../fixtures/sync/world';

/**
 * What sync costs, beside moving the same bytes bare: `npx tsx tests/bench/sync.ts [records]`. Encrypted, against a WebDAV
 * server in this process. Prints one JSON object.
 */
const count = Number(process.argv[2] ?? 10_000);
const words = 'passage claim stance topic field reader margin note feedback incentive concept evidence'.split(' ');
const note = (i: number) =>
  Array.from({ length: 12 }, (_, k) => words[(i * 31 + k * (i % 17)) % words.length]).join(' ');
const fieldsOf = (i: number) => ({
  kind: 'decision',
  post: `lw:post${i % 400}`,
  passage: `p${i}`,
  selectors: {
    quote: { exact: `${note(i)} ${i}`, prefix: note(i + 1), suffix: note(i + 2) },
    position: { start: i, end: i + 80 },
  },
  type: 'FQ',
  verdict: 'accepted',
  note: note(i),
  createdAt: 1_700_000_000_000 + i,
});

function counted(inner: Transport) {
  const total = { requests: 0, bytes: 0 };
  const transport: Transport = {
    ...inner,
    list: (folder, signal) => {
      total.requests++;
      return inner.list(folder, signal);
    },
    get: async (path, signal) => {
      total.requests++;
      const got = await inner.get(path, signal);
      if (got.ok) total.bytes += got.value.length;
      return got;
    },
    put: (path, bytes, signal) => {
      total.requests++;
      total.bytes += bytes.length;
      return inner.put(path, bytes, signal);
    },
    makeFolder: (folder, signal) => {
      total.requests++;
      return inner.makeFolder(folder, signal);
    },
  };
  const take = () => {
    const now = { ...total };
    Object.assign(total, { requests: 0, bytes: 0 });
    return now;
  };
  return { transport, take };
}

async function timed<T>(work: () => Promise<T> | T): Promise<{ ms: number; value: T }> {
  const start = performance.now();
  const value = await work();
  return { ms: Math.round(performance.now() - start), value };
}

const flavour = FLAVOURS.apache;
if (!flavour) throw new Error('unreachable');
const server = await startWebDav(flavour);
const { transport, take } = counted(webDav({ url: server.url, user: USER, password: PASSWORD }));
const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
const keyring = { store: 'benchmark', write: { id: 'thekey', key }, read: new Map([['thekey', key]]) };
const change = {
  keyring,
  primitives: webPrimitives,
  randomBytes: (n: number) => crypto.getRandomValues(new Uint8Array(n)),
};

const a = await Device.start(transport, 1, { change });
const records = Array.from({ length: count }, (_, i) => ({ record: `annotations/${i}`, fields: fieldsOf(i), at: i }));
const setUp = await timed(() => a.store.transaction((tx) => reconcile(tx, records, a.now)));
const up = { ...(await timed(() => a.sync())), ...take() };
const b = await Device.start(transport, 2, { change });
const down = { ...(await timed(() => b.sync())), ...take() };
const files = [...server.files].map(([path, bytes]) => [path.split('/my folder/')[1] ?? path, bytes] as const);
const bareUp = await timed(async () => {
  for (const [path, bytes] of files) await transport.put(path, bytes);
  for (const [path] of files) await transport.get(path);
});
const bareDown = await timed(async () => {
  for (const [path] of files) await transport.get(path);
});
take();
await a.set('annotations/5', { note: 'one edit' });
const edit = { ...(await timed(() => a.sync())), ...take() };
const bareEdit = await timed(() => transport.put('v1/bare', new Uint8Array(600)));
take();
const seen = { ...(await timed(() => b.sync())), ...take() };
const idle = { ...(await timed(() => b.sync())), ...take() };

const [mine, other] = [new Map<string, RecordState>(), new Map<string, RecordState>()];
for (const [side, seed] of [
  [mine, 3],
  [other, 4],
] as const) {
  const device = await Device.start(memoryTransport(), seed);
  await device.store.transaction((tx) => reconcile(tx, records, 1));
  for (const [key, state] of await device.records()) side.set(key, state);
}
const merge = await timed(() => {
  let conflicts = 0;
  for (const [key, state] of mine)
    conflicts += joinRecords(state, other.get(key) ?? NO_RECORD).fields.note?.siblings.length ?? 0;
  return conflicts;
});
await server.close();
const part = ({ ms, requests, bytes }: { ms: number; requests: number; bytes: number }) => ({ ms, requests, bytes });
console.log(
  JSON.stringify({
    records: count,
    setUpMs: setUp.ms,
    firstUpload: { ...part(up), bareMs: bareUp.ms },
    firstDownload: { ...part(down), bareMs: bareDown.ms },
    oneEdit: { ...part(edit), bareMs: bareEdit.ms },
    oneEditSeen: part(seen),
    nothingNew: part(idle),
    mergeTwice: { ms: merge.ms, siblings: merge.value },
  }),
);
