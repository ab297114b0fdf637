import type { Transport, TransportFault } from './ports';
import { sameBytes } from './primitives';

/** What a test of the connection tries, in this order; the first that fails is told. */
export const STEPS = ['list', 'make-root', 'folder', 'write', 'read', 'remove'] as const;
export type ConnectionStep = (typeof STEPS)[number];

export interface ConnectionFault {
  step: ConnectionStep;
  fault: TransportFault;
}

export interface ConnectionOptions {
  signal?: AbortSignal;
  /** Make the reader's folder where it is not there. Only that one: an address that is wrong makes no tree of folders. */
  makeRoot?: boolean;
  /** Called before each step. */
  onStep?: (step: ConnectionStep) => void;
}

/** Tries everything that sync needs, with a small file that it removes again. `null`: all is well. */
export async function testConnection(
  transport: Transport,
  newId: () => string,
  options: ConnectionOptions = {},
): Promise<ConnectionFault | null> {
  const { signal, onStep } = options;
  onStep?.('list');
  const listed = await transport.list('', signal);
  if (!listed.ok) {
    if (listed.error.kind !== 'missing' || !options.makeRoot) return { step: 'list', fault: listed.error };
    onStep?.('make-root');
    const made = await transport.makeFolder('', signal);
    if (!made.ok) return { step: 'make-root', fault: made.error };
  }
  onStep?.('folder');
  const folder = await transport.makeFolder('v1', signal);
  if (!folder.ok) return { step: 'folder', fault: folder.error };
  const path = `v1/test-${newId()}.txt`;
  const bytes = new TextEncoder().encode('Cruxlight tests whether it can write here. This file can be deleted.\n');
  onStep?.('write');
  const put = await transport.put(path, bytes, signal);
  if (!put.ok) {
    // Without an answer it may be there all the same.
    if (put.error.kind === 'timeout') await transport.remove(path, signal);
    return { step: 'write', fault: put.error };
  }
  onStep?.('read');
  const got = await transport.get(path, signal);
  onStep?.('remove');
  const removed = await transport.remove(path, signal);
  if (!got.ok) return { step: 'read', fault: got.error };
  if (!sameBytes(got.value, bytes))
    return { step: 'read', fault: { kind: 'unexpected', detail: 'other bytes came back' } };
  return removed.ok ? null : { step: 'remove', fault: removed.error };
}

/**
 * Where an address leads. Browsers hide it in an answer that isn't followed, so this follows, and sends neither name nor
 * password. Null where that can't be seen: at another origin for which there is no permission.
 */
export async function redirectTarget(
  url: string,
  fetch: (url: string, init: RequestInit) => Promise<Response> = (it, init) => globalThis.fetch(it, init),
): Promise<string | null> {
  try {
    const response = await fetch(url, { method: 'GET', credentials: 'omit', cache: 'no-store', redirect: 'follow' });
    await response.body?.cancel();
    return response.url && response.url !== url ? response.url : null;
  } catch (error) {
    if (error instanceof TypeError || error instanceof DOMException) return null;
    throw error;
  }
}
