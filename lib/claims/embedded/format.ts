import { err, ok, type Result } from '../../base/result';
import { HEADS, type Model, type ModelHeader, modelHeaderSchema } from './model';

/**
 * The file: 8 bytes "CRUXMDL1", three little-endian u32 (length of header, of vocabulary, check sum of all that
 * follows), the header as JSON, the vocabulary (sorted; each entry the bytes it shares with the one before, the bytes
 * it adds, and those), one idf byte a feature, then the weights head by head (columns compress better than rows).
 */
const MAGIC = 'CRUXMDL1';
const FIXED = 20;

function checksum(bytes: Uint8Array): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i++) h = Math.imul(h ^ (bytes[i] ?? 0), 0x01000193);
  return h >>> 0;
}

/** Bytes of a model file. `keys` are in feature order and must be sorted by their UTF-8 bytes. */
export function writeModel(header: ModelHeader, keys: string[], idf: Uint8Array, weights: Int8Array): Uint8Array {
  const encoder = new TextEncoder();
  const vocabulary: number[] = [];
  let before = new Uint8Array(0);
  for (const key of keys) {
    const bytes = encoder.encode(key);
    let shared = 0;
    while (shared < 255 && shared < before.length && shared < bytes.length && before[shared] === bytes[shared])
      shared++;
    if (bytes.length - shared > 255) throw new Error(`feature too long: ${key}`);
    vocabulary.push(shared, bytes.length - shared, ...bytes.subarray(shared));
    before = bytes;
  }
  const head = encoder.encode(JSON.stringify(header));
  const n = keys.length;
  const heads = header.heads.length;
  const body = new Uint8Array(head.length + vocabulary.length + n + n * heads);
  body.set(head, 0);
  body.set(vocabulary, head.length);
  body.set(idf, head.length + vocabulary.length);
  const at = head.length + vocabulary.length + n;
  for (let h = 0; h < heads; h++)
    for (let f = 0; f < n; f++) body[at + h * n + f] = (weights[f * heads + h] ?? 0) & 0xff;
  const file = new Uint8Array(FIXED + body.length);
  file.set(encoder.encode(MAGIC), 0);
  const view = new DataView(file.buffer);
  view.setUint32(8, head.length, true);
  view.setUint32(12, vocabulary.length, true);
  view.setUint32(16, checksum(body), true);
  file.set(body, FIXED);
  return file;
}

function readVocabulary(bytes: Uint8Array, count: number): Map<string, number> | null {
  const decoder = new TextDecoder();
  const ids = new Map<string, number>();
  const word = new Uint8Array(512);
  let at = 0;
  for (let id = 0; id < count; id++) {
    const shared = bytes[at];
    const added = bytes[at + 1];
    if (shared === undefined || added === undefined || at + 2 + added > bytes.length) return null;
    word.set(bytes.subarray(at + 2, at + 2 + added), shared);
    let ascii = '';
    let plain = true;
    for (let i = 0; i < shared + added; i++) {
      const code = word[i] ?? 0;
      if (code > 127) {
        plain = false;
        break;
      }
      ascii += String.fromCharCode(code);
    }
    ids.set(plain ? ascii : decoder.decode(word.subarray(0, shared + added)), id);
    at += 2 + added;
  }
  return at === bytes.length && ids.size === count ? ids : null;
}

function parseHeader(bytes: Uint8Array): Result<ModelHeader> {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    return err(`the model's header is not JSON: ${String(error)}`);
  }
  const parsed = modelHeaderSchema.safeParse(json);
  return parsed.success ? ok(parsed.data) : err(`the model's header is not valid: ${parsed.error.message}`);
}

/** Reads a model file. Anything that is not a whole model of this version is an error with a reason. */
export function readModel(data: ArrayBuffer | Uint8Array): Result<Model> {
  const file = data instanceof Uint8Array ? data : new Uint8Array(data);
  if (file.length < FIXED) return err('the model file is too short');
  if (new TextDecoder().decode(file.subarray(0, 8)) !== MAGIC) return err('not a model file of this version');
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const headLength = view.getUint32(8, true);
  const vocabularyLength = view.getUint32(12, true);
  const body = file.subarray(FIXED);
  if (headLength + vocabularyLength > body.length) return err('the model file is cut off');
  if (checksum(body) !== view.getUint32(16, true)) return err('the model file is damaged (its check sum differs)');
  const header = parseHeader(body.subarray(0, headLength));
  if (!header.ok) return header;
  const { vocabulary: n, heads, scale, bias, idfMax } = header.value;
  if (heads.join() !== HEADS.join() || scale.length !== heads.length || bias.length !== heads.length)
    return err('the model file is for other labels');
  if (body.length !== headLength + vocabularyLength + n * (1 + heads.length))
    return err('the model file has a wrong length');
  const ids = readVocabulary(body.subarray(headLength, headLength + vocabularyLength), n);
  if (!ids) return err("the model's vocabulary is damaged");
  const idfAt = headLength + vocabularyLength;
  const idf = Float32Array.from(body.subarray(idfAt, idfAt + n), (byte) => (byte / 255) * idfMax);
  const weights = new Int8Array(n * heads.length);
  for (let h = 0; h < heads.length; h++) {
    const column = idfAt + n + h * n;
    for (let f = 0; f < n; f++) weights[f * heads.length + h] = ((body[column + f] ?? 0) << 24) >> 24;
  }
  return ok({ header: header.value, ids, idf, weights });
}
