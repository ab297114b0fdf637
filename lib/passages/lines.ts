import type { TextIndex } from './text-index';

const lines = new WeakMap<TextIndex, ReadonlyMap<string, number[]>>();

/** Where each line of the text begins: most passages are a line, and looking one up saves reading the text through. */
export function linesOf(index: TextIndex): ReadonlyMap<string, number[]> {
  const known = lines.get(index);
  if (known !== undefined) return known;
  const starts = new Map<string, number[]>();
  for (let start = 0; start <= index.text.length; ) {
    const next = index.text.indexOf('\n', start);
    const end = next < 0 ? index.text.length : next;
    const line = index.text.slice(start, end);
    const same = starts.get(line);
    if (same === undefined) starts.set(line, [start]);
    else same.push(start);
    start = end + 1;
  }
  lines.set(index, starts);
  return starts;
}
