import { drained } from './fold';
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

function scan(text: string, visit: (word: string, start: number) => void, base = 0): void {
  const pattern = UNPARTED.test(text) ? WORD : SIMPLE_WORD;
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    visit(found[0].toLowerCase(), base + found.index);
  }
}

/** Characters read between rests, to the next line's end. */
const STRIDE = 8_192;

function* scanInSteps(text: string, visit: (word: string, start: number) => void): Generator<void, void, undefined> {
  for (let from = 0; from < text.length; ) {
    const line = text.indexOf('\n', from + STRIDE);
    const to = line < 0 ? text.length : line;
    scan(text.slice(from, to), visit, from);
    from = to;
    yield;
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

function* building(text: string): Generator<void, WordTable, undefined> {
  const ids = new Map<string, number>();
  const stems = new Map<string, number>();
  const start: number[] = [];
  const end: number[] = [];
  const id: number[] = [];
  const stem: number[] = [];
  const stemById: number[] = [];
  const countById: number[] = [];
  yield* scanInSteps(text, (word, at) => {
    const number = intern(ids, word);
    if (number === stemById.length) {
      stemById.push(intern(stems, stemOf(word)));
      countById.push(0);
    }
    countById[number] = (countById[number] as number) + 1;
    start.push(at);
    end.push(at + word.length);
    id.push(number);
    stem.push(stemById[number] as number);
  });
  // The places of each word, one word after the other; a word's begin where those of the words before it end.
  const from = new Uint32Array(ids.size + 1);
  for (let number = 0; number < ids.size; number++) {
    from[number + 1] = (from[number] as number) + (countById[number] as number);
  }
  const weightById = countById.map((count) => surprise(id.length, count));
  const places = new Uint32Array(id.length);
  const filled = from.slice();
  const weight: number[] = [];
  yield;
  for (let ordinal = 0; ordinal < id.length; ordinal++) {
    const number = id[ordinal] as number;
    const place = filled[number] as number;
    places[place] = ordinal;
    filled[number] = place + 1;
    weight.push(weightById[number] as number);
  }
  yield;
  return {
    start,
    end,
    id,
    stem,
    weight,
    ids,
    stems,
    placesOf: (number) => places.subarray(from[number] as number, from[number + 1] as number),
    unknownWeight: surprise(id.length, 0),
  };
}

const cache = new WeakMap<TextIndex, WordTable>();

/** The words of an index, read once. */
export function wordTableOf(index: TextIndex): WordTable {
  return drained(tablingOf(index));
}

/** As `wordTableOf`, in small steps. */
export function* tablingOf(index: TextIndex): Generator<void, WordTable, undefined> {
  let table = cache.get(index);
  if (table === undefined) {
    table = yield* building(index.text);
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
