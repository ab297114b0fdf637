import { err, ok, type Result } from '../../base/result';
import { toBase64 } from '../base64';
import type { Entry, Transport, TransportFault } from '../ports';
import { bytesOf, doneOr, escapePath, type Fetch, send, statusFault } from './fault';
import { readMultistatus } from './multistatus';

export interface WebDavOptions {
  /** The folder's whole address. */
  url: string;
  user: string;
  /** An app password where the server has such. */
  password: string;
  fetch?: Fetch;
  /** Milliseconds for one request. */
  timeout?: number;
}

const PROPFIND =
  '<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop><resourcetype/><getcontentlength/></prop></propfind>';

/**
 * WebDAV (RFC 4918) with what every server measured does alike: PROPFIND with depth 1, GET, PUT, DELETE and MKCOL. No locks,
 * no ETags, no preconditions: servers ignore them or break under them.
 */
export function webDav(options: WebDavOptions): Transport {
  const root = options.url.replace(/\/+$/, '');
  const fetch: Fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
  const authorization = `Basic ${toBase64(new TextEncoder().encode(`${options.user}:${options.password}`))}`;
  const request = <T>(
    method: string,
    url: string,
    init: { headers?: Record<string, string>; body?: BodyInit },
    signal: AbortSignal | undefined,
    read: (response: Response) => Promise<Result<T, TransportFault>>,
  ) => {
    const headers = { authorization, ...init.headers };
    return send(fetch, url, { method, ...init, headers }, { signal, timeout: options.timeout }, read);
  };
  const fileUrl = (path: string) => `${root}/${escapePath(path)}`;
  // With its slash, or some servers answer with a redirect.
  const folderUrl = (folder: string) => (folder === '' ? `${root}/` : `${fileUrl(folder)}/`);
  return {
    list: (folder, signal) => {
      const url = folderUrl(folder);
      const headers = { depth: '1', 'content-type': 'application/xml; charset=utf-8' };
      return request<Entry[]>('PROPFIND', url, { headers, body: PROPFIND }, signal, async (response) => {
        const fault = statusFault(response, Date.now());
        const text = await response.text();
        if (fault) return err(fault);
        const entries = response.status === 207 ? readMultistatus(text, url) : null;
        return entries ? ok(entries) : err({ kind: 'unexpected', detail: `no folder listing (${response.status})` });
      });
    },
    get: (path, signal) => request('GET', fileUrl(path), {}, signal, bytesOf),
    put: (path, bytes, signal) => {
      const headers = { 'content-type': 'application/octet-stream' };
      return request('PUT', fileUrl(path), { headers, body: bytes }, signal, (response) => doneOr(response, []));
    },
    remove: (path, signal) => request('DELETE', fileUrl(path), {}, signal, (response) => doneOr(response, [404, 410])),
    // 405: something is there already.
    makeFolder: (folder, signal) =>
      request('MKCOL', folderUrl(folder), {}, signal, (response) => doneOr(response, [405])),
  };
}
