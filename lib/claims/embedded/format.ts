import { err, ok, type Result } from '../../base/result';
import { GROUPS } from './features';
import { BLOCKS, HEADS, type Model, type ModelHeader, modelHeaderSchema } from './model';

/**
 * The file: 8 bytes "CRUXMDL1", three little-endian u32 (length of header, of vocabulary, check sum of all that
 * follows), the header as JSON, the vocabulary (sorted; each entry the bytes it shares with the one before, the bytes
 * it adds, and those), one idf byte a feature, then for each block of heads a bit a feature that says whether the block has
 * it, and the weights of those it has, head by head (columns compress better than rows).
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
  const n = keys.length;
  const heads = header.heads.length;
  const lists = BLOCKS.map(({ from, to }) => {
    const list: number[] = [];
    for (let f = 0; f < n; f++) {
      let any = false;
      for (let h = from; h < to; h++) any ||= weights[f * heads + h] !== 0;
      if (any) list.push(f);
    }
    return list;
  });
  const head = encoder.encode(JSON.stringify({ ...header, blocks: lists.map((list) => list.length) }));
  const body = new Uint8Array(
    head.length +
      vocabulary.length +
      n +
      blocksLength(
        n,
        lists.map((list) => list.length),
      ),
  );
  body.set(head, 0);
  body.set(vocabulary, head.length);
  body.set(idf, head.length + vocabulary.length);
  let at = head.length + vocabulary.length + n;
  BLOCKS.forEach(({ from, to }, b) => {
    const list = lists[b] ?? [];
    for (const f of list) body[at + (f >> 3)]! |= 1 << (f & 7);
    at += Math.ceil(n / 8);
    for (let h = from; h < to; h++) for (const f of list) body[at++] = (weights[f * heads + h] ?? 0) & 0xff;
  });
  const file = new Uint8Array(FIXED + body.length);
  file.set(encoder.encode(MAGIC), 0);
  const view = new DataView(file.buffer);
  view.setUint32(8, head.length, true);
  view.setUint32(12, vocabulary.length, true);
  view.setUint32(16, checksum(body), true);
  file.set(body, FIXED);
  return file;
}

function blocksLength(features: number, counts: number[]): number {
  return BLOCKS.reduce((sum, { from, to }, b) => sum + Math.ceil(features / 8) + (counts[b] ?? 0) * (to - from), 0);
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
  if (
    heads.join() !== HEADS.join() ||
    scale.length !== GROUPS.length ||
    scale.some((list) => list.length !== heads.length) ||
    bias.length !== heads.length
  )
    return err('the model file is for other labels');
  if (header.value.blocks.length !== BLOCKS.length) return err('the model file is for other labels');
  if (body.length !== headLength + vocabularyLength + n + blocksLength(n, header.value.blocks))
    return err('the model file has a wrong length');
  const ids = readVocabulary(body.subarray(headLength, headLength + vocabularyLength), n);
  if (!ids) return err("the model's vocabulary is damaged");
  const idfAt = headLength + vocabularyLength;
  const idf = Float32Array.from(body.subarray(idfAt, idfAt + n), (byte) => (byte / 255) * idfMax);
  const weights = new Int8Array(n * heads.length);
  let at = idfAt + n;
  for (const [b, { from, to }] of BLOCKS.entries()) {
    const list: number[] = [];
    for (let f = 0; f < n; f++) if ((body[at + (f >> 3)] ?? 0) & (1 << (f & 7))) list.push(f);
    if (list.length !== header.value.blocks[b]) return err("the model's lists of features are damaged");
    at += Math.ceil(n / 8);
    for (let h = from; h < to; h++)
      for (const f of list) weights[f * heads.length + h] = ((body[at++] ?? 0) << 24) >> 24;
  }
  return ok({ header: header.value, ids, idf, weights });
}
