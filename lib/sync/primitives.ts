/** Bytes that the browser's cryptography takes. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** What frames are made of. Passed in: a simulation of millions of frames uses quicker ones. */
export interface Primitives {
  sha256: (bytes: Bytes) => Promise<Bytes>;
  gzip: (bytes: Bytes) => Promise<Bytes>;
  /** Null where it is no gzip, or unpacks to more than `limit` bytes (a small file can unpack to gigabytes). */
  gunzip: (bytes: Bytes, limit: number) => Promise<Bytes | null>;
  /** AES-256-GCM with a 128-bit tag behind the text. */
  encrypt: (key: CryptoKey, iv: Bytes, bytes: Bytes, authenticated: Bytes) => Promise<Bytes>;
  /** Null where key or bytes are not the right ones. */
  decrypt: (key: CryptoKey, iv: Bytes, bytes: Bytes, authenticated: Bytes) => Promise<Bytes | null>;
}

async function through(bytes: Bytes, stream: CompressionStream | DecompressionStream, limit: number) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > limit) {
      await reader.cancel();
      return null;
    }
    parts.push(value);
  }
  return joinBytes(parts);
}

export function joinBytes(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

export const toHex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Those of the browser and of Node. */
export const webPrimitives: Primitives = {
  sha256: async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)),
  gzip: async (bytes) => (await through(bytes, new CompressionStream('gzip'), Infinity)) ?? new Uint8Array(),
  gunzip: async (bytes, limit) => {
    try {
      return await through(bytes, new DecompressionStream('gzip'), limit);
    } catch (error) {
      // Both browsers and Node say TypeError for bytes that are no gzip; everything else is a bug.
      if (error instanceof TypeError) return null;
      throw error;
    }
  },
  encrypt: async (key, iv, bytes, additionalData) =>
    new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, bytes)),
  decrypt: async (key, iv, bytes, additionalData) => {
    try {
      return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, bytes));
    } catch (error) {
      if (error instanceof DOMException && error.name === 'OperationError') return null;
      throw error;
    }
  },
};
