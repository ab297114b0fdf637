import { z } from 'zod';
import { err, ok, type Result } from '../base/result';
import { fromBase64, toBase64 } from './base64';
import { FORMAT, READER } from './limits';
import type { Bytes } from './primitives';
import { idSchema } from './version';

/** OWASP's floor for PBKDF2 with SHA-256 (2023). A slot says its own number, so that later ones can have more. */
export const ITERATIONS = 600_000;
/** A slot that asks for more would keep a browser busy for minutes: somebody made it for that. */
const MOST_ITERATIONS = 10_000_000;

const base64 = z
  .string()
  .max(1_000)
  .transform((text, context) => {
    const bytes = fromBase64(text);
    if (bytes) return bytes;
    context.addIssue('is no base64');
    return z.NEVER;
  });

const common = {
  format: z.number().int().positive(),
  reader: z.number().int().positive(),
  slot: idSchema,
  store: idSchema,
};

/** A file under `v1/keys`: one way to the store's key, or the word that nothing is encrypted. Never overwritten. */
export const slotSchema = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('plain') }),
  z.object({
    ...common,
    kind: z.enum(['passphrase', 'recovery']),
    /** Which store key it opens: several slots can open one, and two set-ups at once make two. */
    key: idSchema,
    iterations: z.number().int().min(1).max(MOST_ITERATIONS),
    salt: base64,
    iv: base64,
    wrapped: base64,
  }),
]);
export type Slot = z.infer<typeof slotSchema>;

export interface StoreKey {
  id: string;
  store: string;
  /** Not extractable: it can be kept in IndexedDB, used, and not read. */
  key: CryptoKey;
}

/** Lets a passphrase be typed on another keyboard: spaces at the ends and the form of accents don't count. */
const passBytes = (passphrase: string): Bytes => new TextEncoder().encode(passphrase.normalize('NFKC').trim());

/** What the wrapped key is bound to, so that a slot can't be passed off as another's. */
const bound = (slot: { slot: string; store: string; key: string; kind: string }): Bytes =>
  new TextEncoder().encode(JSON.stringify([slot.slot, slot.store, slot.key, slot.kind]));

async function wrappingKey(passphrase: string, salt: Bytes, iterations: number): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', passBytes(passphrase), 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

const usable = (raw: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);

export interface SlotOptions {
  newId: () => string;
  randomBytes: (length: number) => Bytes;
  iterations?: number;
}

async function makeSlot(
  raw: Bytes,
  names: { key: string; store: string },
  secret: { kind: 'passphrase' | 'recovery'; words: string },
  options: SlotOptions,
): Promise<Slot> {
  const iterations = options.iterations ?? ITERATIONS;
  const [salt, iv] = [options.randomBytes(16), options.randomBytes(12)];
  const slot = { kind: secret.kind, slot: options.newId(), ...names };
  const wrapping = await wrappingKey(secret.words, salt, iterations);
  const wrapped = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bound(slot) }, wrapping, raw);
  return { format: FORMAT, reader: READER, ...slot, iterations, salt, iv, wrapped: new Uint8Array(wrapped) };
}

export const slotPath = (slot: Slot): string => `v1/keys/${slot.slot}.json`;

/** A slot as its file. */
export const writeSlot = (slot: Slot): Bytes =>
  new TextEncoder().encode(JSON.stringify(slot, (_, it: unknown) => (it instanceof Uint8Array ? toBase64(it) : it)));

/** A slot from its file; the name must be the slot's own. */
export function readSlot(path: string, bytes: Bytes): Result<Slot, 'damaged' | 'newer'> {
  let raw: unknown;
  try {
    raw = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return err('damaged');
    throw error;
  }
  const promise = z.object({ reader: z.number() }).safeParse(raw);
  if (promise.success && promise.data.reader > READER) return err('newer');
  const slot = slotSchema.safeParse(raw);
  return slot.success && slotPath(slot.data) === path ? ok(slot.data) : err('damaged');
}

/** The word that a store is not encrypted. */
export const plainSlot = (newId: () => string): Slot => ({
  format: FORMAT,
  reader: READER,
  kind: 'plain',
  slot: newId(),
  store: newId(),
});

/** A new random store key with its first slot. */
export async function newStoreKey(
  passphrase: string,
  options: SlotOptions,
): Promise<{ storeKey: StoreKey; slot: Slot }> {
  const raw = options.randomBytes(32);
  const names = { key: options.newId(), store: options.newId() };
  const slot = await makeSlot(raw, names, { kind: 'passphrase', words: passphrase }, options);
  const storeKey = { id: names.key, store: names.store, key: await usable(raw) };
  raw.fill(0);
  return { storeKey, slot };
}

async function unwrap(slot: Slot, words: string): Promise<Bytes | null> {
  if (slot.kind === 'plain') return null;
  const wrapping = await wrappingKey(words, slot.salt, slot.iterations);
  try {
    const additionalData = bound(slot);
    return new Uint8Array(
      await crypto.subtle.decrypt({ name: 'AES-GCM', iv: slot.iv, additionalData }, wrapping, slot.wrapped),
    );
  } catch (error) {
    if (error instanceof DOMException && error.name === 'OperationError') return null;
    throw error;
  }
}

/** The key that a slot opens with these words (a passphrase, or a recovery code as typed); null where they are wrong. */
export async function openSlot(slot: Slot, words: string): Promise<StoreKey | null> {
  const typed = slot.kind === 'recovery' ? normalizeCode(words) : words;
  const raw = typed === null ? null : await unwrap(slot, typed);
  if (!raw || slot.kind === 'plain') return null;
  const key = await usable(raw);
  raw.fill(0);
  return { id: slot.key, store: slot.store, key };
}

/**
 * Another way to the same key: a new passphrase, or a recovery code. Asks for words that open the old slot, since the key
 * itself can't be read. Old slots stay: whoever had the old passphrase and a copy of its slot can always open that copy.
 */
export async function addSlot(
  slot: Slot,
  words: string,
  secret: { kind: 'passphrase' | 'recovery'; words: string },
  options: SlotOptions,
): Promise<Slot | null> {
  const typed = slot.kind === 'recovery' ? normalizeCode(words) : words;
  const raw = typed === null ? null : await unwrap(slot, typed);
  if (!raw || slot.kind === 'plain') return null;
  const kept = secret.kind === 'recovery' ? normalizeCode(secret.words) : secret.words;
  if (kept === null) return null;
  const added = await makeSlot(raw, { key: slot.key, store: slot.store }, { ...secret, words: kept }, options);
  raw.fill(0);
  return added;
}

/** Crockford's base 32: no letter that could be read as another. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 160 random bits and a check letter, in groups of four: what the reader writes down. */
export function newRecoveryCode(randomBytes: (length: number) => Bytes): string {
  const letters = [...randomBytes(31)].map((byte) => byte & 31);
  const text = [...letters, checkOf(letters)].map((it) => LETTERS[it]).join('');
  return text.match(/.{4}/g)?.join('-') ?? text;
}

const checkOf = (letters: readonly number[]): number =>
  letters.reduce((sum, it, i) => (sum + it * (2 * i + 1)) % 32, 7);

/** A code as typed (any case, spaces, O for 0, I and L for 1) in its one form; null where it can't be one. */
export function normalizeCode(typed: string): string | null {
  const text = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  const letters = [...text].map((letter) => LETTERS.indexOf(letter));
  if (letters.length !== 32 || letters.includes(-1) || letters[31] !== checkOf(letters.slice(0, 31))) return null;
  return text;
}
