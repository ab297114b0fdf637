import { err, ok, type Result } from '../base/result';
import { type Bytes, joinBytes } from './primitives';

/**
 * All files of a store in one, to carry by hand or keep in a synced folder: "CXLB", then for each file the length of its path
 * (2 bytes), of its content (4 bytes, big-endian both), the path, the content. Frames inside check themselves.
 */
const MAGIC = new TextEncoder().encode('CXLB');
const PATH = /^v1\/(keys|log|snap)\/[A-Za-z0-9./-]{1,200}$/;

export function writeBundle(files: ReadonlyMap<string, Bytes>): Bytes {
  const parts: Uint8Array[] = [MAGIC];
  for (const [path, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const name = new TextEncoder().encode(path);
    const head = new Uint8Array(6);
    const view = new DataView(head.buffer);
    view.setUint16(0, name.length);
    view.setUint32(2, bytes.length);
    parts.push(head, name, bytes);
  }
  return joinBytes(parts);
}

/** `cut`: the files before the damage are given, the rest is not there. A name that is none of ours is passed over. */
export function readBundle(bundle: Bytes): Result<{ files: Map<string, Bytes>; cut: boolean }, 'no-bundle'> {
  if (bundle.length < 4 || MAGIC.some((byte, i) => byte !== bundle[i])) return err('no-bundle');
  const view = new DataView(bundle.buffer, bundle.byteOffset, bundle.byteLength);
  const files = new Map<string, Bytes>();
  let at = 4;
  while (at + 6 <= bundle.length) {
    const name = at + 6 + view.getUint16(at);
    const end = name + view.getUint32(at + 2);
    if (end > bundle.length) break;
    const path = new TextDecoder().decode(bundle.subarray(at + 6, name));
    if (PATH.test(path) && !path.includes('..')) files.set(path, bundle.slice(name, end));
    at = end;
  }
  return ok({ files, cut: at !== bundle.length });
}
