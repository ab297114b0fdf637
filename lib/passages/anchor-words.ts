import type { TextIndex } from './text-index';

/**
 * Words as numbers, for quick comparing. A word is a run of letters and digits in lower case; in scripts that don't
 * part words, each character is one.
 */
export interface Words {
  /** Offsets into the text. */
  readonly start: number[];
  readonly end: number[];
  /** Equal for equal words; negative for a word that the page doesn't have. */
  readonly id: number[];
  /** Equal for words that begin alike ("verify", "verified"); negative where the page has none such. */
  readonly stem: number[];
  /** Bits of surprise: a rare word tells more than "the". */
  readonly weight: number[];
}

/** The words of a page, and where each stands. */
export interface WordTable extends Words {
  readonly ids: ReadonlyMap<string, number>;
  readonly stems: ReadonlyMap<string, number>;
  /** Word numbers (ordinals) at which a word id stands, ascending. */
  placesOf(id: number): Uint32Array;
  /** The weight of a word that the page doesn't have. */
  readonly unknownWeight: number;
}

const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])[\p{L}\p{N}\p{M}])+/gu;
/** The same for text without such scripts: several times quicker. */
const SIMPLE_WORD = /[\p{L}\p{N}\p{M}]+/gu;
const UNPARTED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[\ud840-\ud87f]/u;

/** Words that begin with the same four letters count as related, where they are longer than that. */
const STEM = 4;

function scan(text: string, visit: (word: string, start: number) => void): void {
  const pattern = UNPARTED.test(text) ? WORD : SIMPLE_WORD;
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    visit(found[0].toLowerCase(), found.index);
  }
}

function stemOf(word: string): string {
  return word.length > STEM ? word.slice(0, STEM) : word;
}

function intern(map: Map<string, number>, key: string): number {
  const known = map.get(key);
  if (known !== undefined) return known;
  map.set(key, map.size);
  return map.size - 1;
}

/** Bits: the share of the page's words that are this one, at most 14 so that one odd word never decides. */
function surprise(total: number, count: number): number {
  return Math.min(14, Math.max(1, Math.log2((total + 2) / (count + 0.5))));
}

function buildTable(text: string): WordTable {
  const ids = new Map<string, number>();
  const stems = new Map<string, number>();
  const start: number[] = [];
  const end: number[] = [];
  const id: number[] = [];
  const stemById: number[] = [];
  scan(text, (word, at) => {
    const number = intern(ids, word);
    if (number === stemById.length) stemById.push(intern(stems, stemOf(word)));
    start.push(at);
    end.push(at + word.length);
    id.push(number);
  });
  const counts = new Uint32Array(ids.size + 1);
  for (const number of id) counts[number + 1] = (counts[number + 1] as number) + 1;
  const weightById = Array.from({ length: ids.size }, (_, number) => surprise(id.length, counts[number + 1] as number));
  for (let number = 0; number < ids.size; number++)
    counts[number + 1] = (counts[number + 1] as number) + (counts[number] as number);
  const places = new Uint32Array(id.length);
  const filled = counts.slice(0, ids.size);
  id.forEach((number, ordinal) => {
    places[filled[number] as number] = ordinal;
    filled[number] = (filled[number] as number) + 1;
  });
  return {
    start,
    end,
    id,
    stem: id.map((number) => stemById[number] as number),
    weight: id.map((number) => weightById[number] as number),
    ids,
    stems,
    placesOf: (number) => places.subarray(counts[number] as number, counts[number + 1] as number),
    unknownWeight: surprise(id.length, 0),
  };
}

const cache = new WeakMap<TextIndex, WordTable>();

/** The words of an index, read once. */
export function wordTableOf(index: TextIndex): WordTable {
  let table = cache.get(index);
  if (table === undefined) {
    table = buildTable(index.text);
    cache.set(index, table);
  }
  return table;
}

/** The words of another text, numbered as the page's are. */
export function wordsIn(text: string, table: WordTable): Words {
  const words: Words = { start: [], end: [], id: [], stem: [], weight: [] };
  let unknown = -1;
  scan(text, (word, at) => {
    const id = table.ids.get(word);
    words.start.push(at);
    words.end.push(at + word.length);
    words.id.push(id ?? unknown--);
    words.stem.push(table.stems.get(stemOf(word)) ?? -1);
    const place = id === undefined ? undefined : table.placesOf(id)[0];
    words.weight.push(place === undefined ? table.unknownWeight : (table.weight[place] as number));
  });
  return words;
}
