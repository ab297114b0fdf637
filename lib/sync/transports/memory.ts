import { err, ok } from '../../base/result';
import type { Entry, Transport } from '../ports';
import type { Bytes } from '../primitives';

/** Files in memory: what a bundle is read into and written from. */
export function memoryTransport(files: Map<string, Bytes> = new Map()): Transport {
  return {
    list: async (folder) => {
      const inside = folder === '' ? '' : `${folder}/`;
      const entries = new Map<string, Entry>();
      for (const [path, bytes] of files) {
        if (!path.startsWith(inside)) continue;
        const [name = '', ...rest] = path.slice(inside.length).split('/');
        entries.set(name, { name, folder: rest.length > 0, size: rest.length > 0 ? null : bytes.length });
      }
      return ok([...entries.values()]);
    },
    get: async (path) => {
      const bytes = files.get(path);
      return bytes ? ok(bytes.slice()) : err({ kind: 'missing' });
    },
    put: async (path, bytes) => {
      files.set(path, bytes.slice());
      return ok(undefined);
    },
    remove: async (path) => {
      files.delete(path);
      return ok(undefined);
    },
    makeFolder: async () => ok(undefined),
  };
}
