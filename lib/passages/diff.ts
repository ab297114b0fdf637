/** A step of a readable difference; the steps' `same` and `removed` texts are the old text, `same` and `added` the new. */
export interface Change {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

const PIECE = /\s+|[\p{L}\p{N}\p{M}]+|./gsu;
/** Beyond so many differing pieces the middle is given as one removal and one addition: nobody reads more. */
const MOST_EDITS = 800;

/** The difference of two texts by words, shortest first (Myers 1986, "An O(ND) difference algorithm"). */
export function diffWords(before: string, after: string): Change[] {
  const a = before.match(PIECE) ?? [];
  const b = after.match(PIECE) ?? [];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail])
    tail += 1;
  const changes: Change[] = [];
  push(changes, 'same', a.slice(0, head).join(''));
  middle(changes, a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  push(changes, 'same', a.slice(a.length - tail).join(''));
  return changes;
}

function push(changes: Change[], kind: Change['kind'], text: string): void {
  if (text === '') return;
  const last = changes[changes.length - 1];
  if (last?.kind === kind) last.text += text;
  else changes.push({ kind, text });
}

function middle(changes: Change[], a: string[], b: string[]): void {
  const trace = a.length === 0 || b.length === 0 ? null : furthestReaching(a, b);
  if (trace === null) {
    push(changes, 'removed', a.join(''));
    push(changes, 'added', b.join(''));
    return;
  }
  const steps: Change[] = [];
  let x = a.length;
  let y = b.length;
  for (let d = trace.length - 1; d >= 0; d--) {
    const v = trace[d] as Int32Array;
    const k = x - y;
    const at = k + d + 1;
    const down = k === -d || (k !== d && (v[at - 1] as number) < (v[at + 1] as number));
    const fromX = d === 0 ? 0 : (v[down ? at + 1 : at - 1] as number);
    const fromY = d === 0 ? 0 : fromX - (down ? k + 1 : k - 1);
    const startX = d === 0 ? 0 : down ? fromX : fromX + 1;
    for (; x > startX; x--, y--) steps.push({ kind: 'same', text: a[x - 1] as string });
    if (d > 0) {
      if (down) steps.push({ kind: 'added', text: b[y - 1] as string });
      else steps.push({ kind: 'removed', text: a[x - 1] as string });
    }
    x = fromX;
    y = fromY;
  }
  // Between two stretches that are the same, what went is said before what came.
  let added = '';
  for (const step of steps.reverse()) {
    if (step.kind === 'added') {
      added += step.text;
      continue;
    }
    if (step.kind === 'same') {
      push(changes, 'added', added);
      added = '';
    }
    push(changes, step.kind, step.text);
  }
  push(changes, 'added', added);
}

/** The furthest x reached on each diagonal, k at `k + d + 1`, before each number d of edits; null where there are too many. */
function furthestReaching(a: string[], b: string[]): Int32Array[] | null {
  const trace: Int32Array[] = [];
  let v = new Int32Array(3).fill(-1);
  v[2] = 0;
  for (let d = 0; d <= Math.min(MOST_EDITS, a.length + b.length); d++) {
    trace.push(v);
    const next = new Int32Array(2 * d + 5).fill(-1);
    for (let k = -d; k <= d; k += 2) {
      const at = k + d + 1;
      const down = k === -d || (k !== d && (v[at - 1] as number) < (v[at + 1] as number));
      let x = down ? (v[at + 1] as number) : (v[at - 1] as number) + 1;
      let y = x - k;
      while (x < a.length && y < b.length && a[x] === b[y]) {
        x += 1;
        y += 1;
      }
      next[at + 1] = x;
      if (x >= a.length && y >= b.length) return trace;
    }
    v = next;
  }
  return null;
}
