import { err, ok, type Result } from '../../base/result';
import type { Entry, Transport, TransportFault } from '../ports';
import { bytesOf, doneOr, escapePath, type Fetch, send, statusFault } from './fault';
import { child, childrenOf, parseXml } from './xml';

/** Signs a request with AWS Signature Version 4; `aws4fetch`'s `AwsClient.sign` is one. */
export type Signer = (url: string, init: { method: string; body?: BodyInit }) => Promise<Request>;

export interface S3Options {
  /** The bucket's address: `https://bucket.host` or `https://host/bucket`. */
  url: string;
  /** A folder in the bucket, or ''. */
  prefix: string;
  sign: Signer;
  fetch?: (request: Request, init: RequestInit) => Promise<Response>;
  timeout?: number;
}

/** The answer to ListObjectsV2: entries below the prefix, and where to go on. Null where it is no such answer. */
function readPage(xml: string, prefix: string): { entries: Entry[]; next: string | null } | null {
  const root = parseXml(xml);
  if (root?.name !== 'listbucketresult') return null;
  const inside = (key: string) => (key.startsWith(prefix) ? key.slice(prefix.length) : '');
  const files = childrenOf(root, 'contents').flatMap((it): Entry[] => {
    const name = inside(child(it, 'key')?.text ?? '');
    const size = child(it, 'size')?.text.trim() ?? '';
    return name && !name.includes('/') ? [{ name, folder: false, size: /^\d+$/.test(size) ? Number(size) : null }] : [];
  });
  const folders = childrenOf(root, 'commonprefixes').flatMap((it): Entry[] => {
    const name = inside(child(it, 'prefix')?.text ?? '').replace(/\/$/, '');
    return name && !name.includes('/') ? [{ name, folder: true, size: null }] : [];
  });
  const more = child(root, 'istruncated')?.text.trim() === 'true';
  return { entries: [...folders, ...files], next: more ? (child(root, 'nextcontinuationtoken')?.text ?? null) : null };
}

/** Any S3-compatible bucket: ListObjectsV2 with a delimiter, GET, PUT and DELETE. Buckets have no folders to make. */
export function s3(options: S3Options): Transport {
  const root = options.url.replace(/\/+$/, '');
  const prefix = options.prefix.replace(/^\/+|\/+$/g, '');
  const keyOf = (path: string) => (prefix ? `${prefix}/${path}` : path);
  const fetch = options.fetch ?? ((request, init) => globalThis.fetch(request, init));
  const request = async <T>(
    method: string,
    url: string,
    body: Uint8Array<ArrayBuffer> | null,
    signal: AbortSignal | undefined,
    read: (response: Response) => Promise<Result<T, TransportFault>>,
  ): Promise<Result<T, TransportFault>> => {
    const signed = await options.sign(url, body ? { method, body } : { method });
    const go: Fetch = (_, init) => fetch(signed, init);
    return send(go, url, {}, { signal, timeout: options.timeout }, read);
  };
  const urlOf = (path: string) => `${root}/${escapePath(keyOf(path))}`;
  return {
    list: async (folder, signal) => {
      const inside = folder || prefix ? `${keyOf(folder).replace(/\/$/, '')}/` : '';
      const entries: Entry[] = [];
      let token: string | null = null;
      do {
        const query = new URLSearchParams({ 'list-type': '2', delimiter: '/', prefix: inside });
        if (token !== null) query.set('continuation-token', token);
        // `/bucket?…` as the vendors' own kits ask: some servers work out the signed path by themselves, and know no slash
        // behind it. `+` for a space would be signed otherwise than it is read.
        const url = `${root}?${query.toString().replace(/\+/g, '%20')}`;
        const page = await request('GET', url, null, signal, async (response) => {
          const fault = statusFault(response, Date.now());
          const text = await response.text();
          if (fault) return err(fault);
          const read = readPage(text, inside);
          return read ? ok(read) : err<TransportFault>({ kind: 'unexpected', detail: 'no bucket listing' });
        });
        if (!page.ok) return page;
        entries.push(...page.value.entries);
        token = page.value.next;
      } while (token !== null);
      return ok(entries);
    },
    get: (path, signal) => request('GET', urlOf(path), null, signal, bytesOf),
    put: (path, bytes, signal) => request('PUT', urlOf(path), bytes, signal, (response) => doneOr(response, [])),
    remove: (path, signal) => request('DELETE', urlOf(path), null, signal, (response) => doneOr(response, [404])),
    makeFolder: async () => ok(undefined),
  };
}
