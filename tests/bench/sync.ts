import type { Transport } from '../../lib/sync/ports';
import { webPrimitives } from '../../lib/sync/primitives';
import { reconcile } from '../../lib/sync/reconcile';
import { joinRecords, NO_RECORD, type RecordState } from '../../lib/sync/record';
import { memoryTransport } from '../../lib/sync/transports/memory';
import { webDav } from '../../lib/sync/transports/webdav';
import { startApacheDav, whyNoApache } from '../fixtures/sync/servers/real';
import { FLAVOURS, PASSWORD, startWebDav, USER } from '../fixtures/sync/servers/webdav';
import { Device } from '../fixtures/sync/world';

/**
 * What sync costs, beside moving the same bytes bare in the same run: `npm run bench -- sync`, or `npx tsx tests/bench/sync.ts
 * [records]`. Encrypted, against Apache where it is installed, else a small WebDAV server in this process. Ratios are to the
 * bare transfer: 1 means that sync costs nothing besides. The last line is one JSON object with everything.
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

/** Requests, bytes of bodies and milliseconds of one piece of work, and what came of it. */
interface Cost<T> {
  ms: number;
  requests: number;
  bytes: number;
  value: T;
}

async function startServer(): Promise<{ name: string; url: string; stop: () => Promise<void> }> {
  if (whyNoApache() === null) {
    const apache = await startApacheDav({ user: USER, password: PASSWORD });
    return { name: 'Apache mod_dav', url: apache.url, stop: apache.stop };
  }
  const flavour = FLAVOURS.apache;
  if (!flavour) throw new Error('unreachable');
  const small = await startWebDav(flavour);
  return { name: 'WebDAV in this process', url: small.url, stop: small.close };
}

const server = await startServer();
const { transport, take } = counted(webDav({ url: server.url, user: USER, password: PASSWORD }));
async function cost<T>(work: () => Promise<T> | T): Promise<Cost<T>> {
  take();
  const start = performance.now();
  const value = await work();
  return { ms: performance.now() - start, ...take(), value };
}
const must = <T>(got: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (got.ok) return got.value;
  throw new Error(JSON.stringify(got.error));
};
const median = (numbers: number[]): number => numbers.sort((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;

const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
const keyring = { store: 'benchmark', write: { id: 'thekey', key }, read: new Map([['thekey', key]]) };
const change = {
  keyring,
  primitives: webPrimitives,
  randomBytes: (n: number) => crypto.getRandomValues(new Uint8Array(n)),
};
const begin = async (seed: number) => Device.start(transport, seed, { change });
/** A whole cycle that must leave nothing to do. */
const whole = async (device: Device) => {
  const { done, problems } = await device.sync();
  if (!done) throw new Error(JSON.stringify(problems));
};
/** Every file of ours on the storage. */
async function filesIn(folder: string): Promise<string[]> {
  const paths: string[] = [];
  for (const entry of must(await transport.list(folder))) {
    const path = `${folder}/${entry.name}`;
    paths.push(...(entry.folder ? await filesIn(path) : [path]));
  }
  return paths;
}

const records = Array.from({ length: count }, (_, i) => ({ record: `annotations/${i}`, fields: fieldsOf(i), at: i }));
const raw = new TextEncoder().encode(JSON.stringify(records)).length;

// The first sync: up from one device, down to another. Bare: the same files put and read back, and read.
const a = await begin(1);
const setUp = await cost(() => a.store.transaction((tx) => reconcile(tx, records, a.now)));
const up = await cost(() => whole(a));
const b = await begin(2);
const down = await cost(() => whole(b));
const paths = await filesIn('v1');
const files = new Map<string, Uint8Array<ArrayBuffer>>();
const bareDown = await cost(async () => {
  for (const path of paths) files.set(path, must(await transport.get(path)));
});
must(await transport.makeFolder('bare'));
const bareUp = await cost(async () => {
  for (const [path, bytes] of files) {
    const name = `bare/${path.replaceAll('/', '-')}`;
    must(await transport.put(name, bytes));
    must(await transport.get(name));
  }
});

// One edit, again and again: written by one, seen by the other. Bare: as many bytes put and read back, and read.
await a.set('annotations/5', { note: 'one edit' });
const size = (await cost(() => whole(a))).bytes >> 1;
await whole(b);
const edits: { edit: Cost<void>; seen: Cost<void>; idle: Cost<void>; bareEdit: Cost<void>; bareSeen: Cost<void> }[] =
  [];
for (let i = 0; i < 9; i++) {
  await a.set('annotations/5', { note: `one edit, ${i}` });
  const edit = await cost(() => whole(a));
  const seen = await cost(() => whole(b));
  const idle = await cost(() => whole(b));
  const bytes = crypto.getRandomValues(new Uint8Array(size));
  const bareEdit = await cost(async () => {
    must(await transport.put(`bare/${i}`, bytes));
    must(await transport.get(`bare/${i}`));
  });
  const bareSeen = await cost(async () => void must(await transport.get(`bare/${i}`)));
  edits.push({ edit, seen, idle, bareEdit, bareSeen });
}
const middle = (of: (it: (typeof edits)[number]) => Cost<void>): Cost<void> => ({
  ms: median(edits.map((it) => of(it).ms)),
  requests: median(edits.map((it) => of(it).requests)),
  bytes: median(edits.map((it) => of(it).bytes)),
  value: undefined,
});

// Merging 2 × as many records that never saw each other. Bare: the transfer of one side's files.
const [mine, other] = [new Map<string, RecordState>(), new Map<string, RecordState>()];
for (const [side, seed] of [
  [mine, 3],
  [other, 4],
] as const) {
  const device = await Device.start(memoryTransport(), seed);
  await device.store.transaction((tx) => reconcile(tx, records, 1));
  for (const [key, state] of await device.records()) side.set(key, state);
}
const merge = await cost(() => {
  let siblings = 0;
  for (const [key, state] of mine)
    siblings += joinRecords(state, other.get(key) ?? NO_RECORD).fields.note?.siblings.length ?? 0;
  return siblings;
});
if (merge.value !== 2 * count) throw new Error('not merged');
await server.stop();

const round = (n: number) => Math.round(n * 10) / 10;
const beside = <T>(it: Cost<T>, bare: Cost<unknown>) => ({
  requests: it.requests,
  bytes: it.bytes,
  ms: round(it.ms),
  bare: { requests: bare.requests, bytes: bare.bytes, ms: round(bare.ms) },
  timesBare: round(it.ms / bare.ms),
});
const report = {
  server: server.name,
  records: count,
  rawBytes: raw,
  storedFiles: paths.length,
  storedBytes: [...files.values()].reduce((sum, bytes) => sum + bytes.length, 0),
  firstUpload: beside(up, bareUp),
  firstDownload: beside(down, bareDown),
  oneEdit: beside(
    middle((it) => it.edit),
    middle((it) => it.bareEdit),
  ),
  oneEditSeen: beside(
    middle((it) => it.seen),
    middle((it) => it.bareSeen),
  ),
  nothingNew: beside(
    middle((it) => it.idle),
    middle((it) => it.bareSeen),
  ),
  merge: {
    records: 2 * count,
    ms: round(merge.ms),
    perRecordUs: round((merge.ms * 1_000) / (2 * count)),
    timesBare: round(merge.ms / bareDown.ms),
  },
  bringInto: { ms: round(setUp.ms) },
};
const line = (name: string, it: ReturnType<typeof beside>) =>
  console.log(
    `${name.padEnd(28)}${String(it.requests).padStart(5)} requests ${String(it.bytes).padStart(9)} bytes ${it.ms.toFixed(1).padStart(8)} ms   bare ${it.bare.ms.toFixed(1).padStart(7)} ms   × ${it.timesBare.toFixed(1)}`,
  );
console.log(
  `${count} annotations, ${raw} bytes of JSON, encrypted into ${report.storedFiles} files of ${report.storedBytes} bytes; ${server.name}`,
);
line('first sync, up', report.firstUpload);
line('first sync, down', report.firstDownload);
line('one edit, written', report.oneEdit);
line('one edit, seen elsewhere', report.oneEditSeen);
line('nothing new', report.nothingNew);
console.log(
  `merging 2 × ${count} records: ${report.merge.ms} ms, ${report.merge.perRecordUs} µs a record, × ${report.merge.timesBare} of the bare transfer of one side`,
);
console.log(JSON.stringify(report));
