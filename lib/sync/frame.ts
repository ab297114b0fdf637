import { z } from 'zod';
import { err, ok, type Result } from '../base/result';
import { FORMAT, READER } from './limits';
import { type FileName, parsePath, pathOf } from './names';
import { type Bytes, joinBytes, type Primitives, toHex } from './primitives';
import { idSchema, versionSchema } from './version';

/**
 * One file: "CXLT", the header's length (4 bytes, big-endian), the header (JSON), the iv (12 bytes, zeros where nothing is
 * encrypted), then AES-256-GCM(gzip(JSON)) or gzip(JSON). Everything before the iv is authenticated.
 */
const MAGIC = new TextEncoder().encode('CXLT');
const IV = 12;
/** A body unpacks to no more. */
const UNPACKED = 16 * 1024 * 1024;

const common = {
  format: z.number().int().positive(),
  /** The least reader that can merge this. */
  reader: z.number().int().positive(),
  store: idSchema,
  device: idSchema,
  /** Which store key encrypts the body; null: none. */
  key: idSchema.nullable(),
  /** Log positions that the writer had merged: device → sequence number. */
  saw: versionSchema,
  /** The writer's hybrid logical clock. */
  at: z.number().int().nonnegative(),
};

const headerSchema = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('segment'), seq: z.number().int().positive() }),
  z.object({
    ...common,
    kind: z.literal('snapshot'),
    covered: z.number().int().positive(),
    part: z.number().int().positive(),
    parts: z.number().int().positive(),
    /** Parts with another `set` belong to another snapshot. */
    set: idSchema,
  }),
]);
type Header = z.infer<typeof headerSchema>;

/** What the writer says; the rest of the header (format, reader, key, store) is the frame's own business. */
type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
export type NewHeader = Without<Header, 'format' | 'reader' | 'key' | 'store'>;
export type { Header };

export interface Keyring {
  store: string;
  /** The key that this device writes with; null: nothing is encrypted. */
  write: { id: string; key: CryptoKey } | null;
  read: ReadonlyMap<string, CryptoKey>;
}

export type FrameFault =
  /** Truncated, or its hash is not the one in its name: an aborted or lying transfer. Later it may be whole. */
  | 'damaged'
  /** Whole, but its name or its body is not what the header's author wrote: somebody changed it. */
  | 'tampered'
  | 'unknown-key'
  /** Not encrypted, where this device writes encrypted: anybody who can write to the storage could have made it. */
  | 'not-encrypted'
  | 'newer';

export interface Frame {
  header: Header;
  /** Parsed JSON, of a shape that the caller checks. */
  body: unknown;
}

const utf8 = new TextEncoder();
const text = new TextDecoder('utf-8', { fatal: true });

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(text.decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}

const hashOf = async (primitives: Primitives, bytes: Bytes): Promise<string> =>
  toHex((await primitives.sha256(bytes)).subarray(0, 8));

/** True where a file is the one that its name says: nothing of it is missing, no bit another. */
export const isWhole = async (primitives: Primitives, path: string, bytes: Bytes): Promise<boolean> =>
  (await hashOf(primitives, bytes)) === parsePath(path)?.hash;

function nameOf(header: NewHeader, hash: string): FileName {
  const { device } = header;
  if (header.kind === 'segment') return { kind: 'segment', device, seq: header.seq, hash };
  const { covered, part, parts } = header;
  return { kind: 'snapshot', device, covered, part, parts, hash };
}

/** Makes a file. `random` gives the iv: 12 bytes, never the same twice with one key. */
export async function sealFrame(
  primitives: Primitives,
  keyring: Keyring,
  newHeader: NewHeader,
  body: unknown,
  random: (length: number) => Bytes,
): Promise<{ path: string; bytes: Bytes }> {
  const header = {
    format: FORMAT,
    reader: READER,
    store: keyring.store,
    key: keyring.write?.id ?? null,
    ...newHeader,
  };
  const encoded = utf8.encode(JSON.stringify(header));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, encoded.length);
  const head = joinBytes([MAGIC, length, encoded]);
  const packed = await primitives.gzip(utf8.encode(JSON.stringify(body)));
  const iv = keyring.write ? random(IV) : new Uint8Array(IV);
  const payload = keyring.write ? await primitives.encrypt(keyring.write.key, iv, packed, head) : packed;
  const bytes = joinBytes([head, iv, payload]);
  return { path: pathOf(nameOf(newHeader, await hashOf(primitives, bytes))), bytes };
}

/**
 * Opens a file that was found under `path`. The hash is checked before anything is read, and the header's own words are
 * believed only where they are those of the name.
 */
export async function openFrame(
  primitives: Primitives,
  keyring: Keyring,
  path: string,
  bytes: Bytes,
): Promise<Result<Frame, FrameFault>> {
  const name = parsePath(path);
  if (!name || (await hashOf(primitives, bytes)) !== name.hash) return err('damaged');
  const size = bytes.length >= 8 ? new DataView(bytes.buffer, bytes.byteOffset).getUint32(4) : 0;
  const end = 8 + size;
  if (size === 0 || bytes.length < end + IV || MAGIC.some((byte, i) => byte !== bytes[i])) return err('tampered');
  const raw = parseJson(bytes.subarray(8, end));
  // A newer header may have any form; only what every format promises is read of it.
  const promise = z.object({ reader: z.number() }).safeParse(raw);
  if (promise.success && promise.data.reader > READER) return err('newer');
  const parsed = headerSchema.safeParse(raw);
  if (!parsed.success || pathOf(nameOf(parsed.data, name.hash)) !== path) return err('tampered');
  const header = parsed.data;
  let packed: Bytes | null = bytes.slice(end + IV);
  if (header.key !== null) {
    const key = keyring.read.get(header.key);
    if (!key) return err('unknown-key');
    packed = await primitives.decrypt(key, bytes.slice(end, end + IV), packed, bytes.slice(0, end));
  } else if (keyring.write) return err('not-encrypted');
  const unpacked = packed && (await primitives.gunzip(packed, UNPACKED));
  const body = unpacked ? parseJson(unpacked) : undefined;
  return body === undefined ? err('tampered') : ok({ header, body });
}
