import type { Candidate, Sought } from './anchor-candidates';
import { type Anchored, type Found, foundAt, type NotFound, type Search } from './anchor-search';
import { IN_SLOT, LABEL, SHARED_PLACE, SLOT, STRANGER } from './anchor-weights';
import type { Selectors } from './passage';
import type { TextIndex } from './text-index';

interface Span {
  start: number;
  end: number;
}

/** A passage of which both the stored and the present place are known. */
interface Pair {
  item: number;
  old: Span;
  now: Span;
}

/** Settles claims on the same place, then places doubtful passages between found neighbours. */
export function together(index: TextIndex, many: readonly Selectors[], searches: readonly Search[]): Anchored[] {
  const outcomes = searches.map((search) => search.outcome);
  if (searches.every((search) => search.sought === null)) return outcomes;
  settleClaims(many, searches, outcomes);
  fillSlots(index, many, searches, outcomes);
  return withoutStrangers(many, outcomes);
}

/**
 * Where hardly anything that was stored is found, the page is another text: then only what stands at the very place where
 * it stood is taken for the same, as in the free beginning of a post whose rest is behind a paywall.
 */
function withoutStrangers(many: readonly Selectors[], outcomes: Anchored[]): Anchored[] {
  const found = outcomes.filter((outcome) => outcome.found).length;
  if (many.length < STRANGER.from || found === 0 || found >= STRANGER.share * many.length) return outcomes;
  return outcomes.map((outcome, i) => {
    const inPlace = outcome.found && outcome.state === 'exact' && outcome.start === many[i]?.position?.start;
    if (!outcome.found || inPlace) return outcome;
    return { found: false, state: 'lost', reason: 'Almost nothing else that was kept of this post is on the page.' };
  });
}

function pairsOf(many: readonly Selectors[], outcomes: readonly Anchored[]): Pair[] {
  const pairs: Pair[] = [];
  outcomes.forEach((outcome, item) => {
    const old = (many[item] as Selectors).position;
    if (outcome.found && old !== undefined) pairs.push({ item, old, now: outcome });
  });
  return pairs;
}

function overlap(a: Span, b: Span): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
}

/** Passages that stood apart can't both be in one place: the less sure one is not found after all. */
function settleClaims(many: readonly Selectors[], searches: readonly Search[], outcomes: Anchored[]): void {
  const pairs = pairsOf(many, outcomes).sort((a, b) => a.now.start - b.now.start || a.now.end - b.now.end);
  const claimOf = ({ item }: Pair) => (searches[item] as Search).claim;
  for (let i = 0; i < pairs.length; i++) {
    const one = pairs[i] as Pair;
    for (let j = i + 1; j < pairs.length && (pairs[j] as Pair).now.start < one.now.end; j++) {
      const other = pairs[j] as Pair;
      if (overlap(one.old, other.old) > 0) continue;
      const shorter = Math.min(one.now.end - one.now.start, other.now.end - other.now.start);
      if (overlap(one.now, other.now) < SHARED_PLACE * shorter) continue;
      const difference = claimOf(one) - claimOf(other);
      if (difference <= 0) outcomes[one.item] = claimed(difference === 0);
      if (difference >= 0) outcomes[other.item] = claimed(difference === 0);
    }
  }
}

function claimed(equally: boolean): NotFound {
  return equally
    ? { found: false, state: 'ambiguous', reason: 'Two stored passages have an equal claim on the place.' }
    : { found: false, state: 'lost', reason: 'The likeliest place is that of another stored passage.' };
}

/** The longest run of pairs whose order is the same then and now (patience sorting); they are where they were. */
function inOrder(pairs: Pair[]): Pair[] {
  pairs.sort((a, b) => a.old.start - b.old.start || a.old.end - b.old.end);
  const tails: number[] = [];
  const before = new Int32Array(pairs.length).fill(-1);
  pairs.forEach(({ now }, i) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((pairs[tails[middle] as number] as Pair).now.start < now.start) low = middle + 1;
      else high = middle;
    }
    if (low > 0) before[i] = tails[low - 1] as number;
    tails[low] = i;
  });
  const run: Pair[] = [];
  for (let i = tails[tails.length - 1] ?? -1; i >= 0; i = before[i] as number) run.push(pairs[i] as Pair);
  return run.reverse();
}

/** Between two found neighbours, what was stored between them then is looked for between them now. */
function fillSlots(
  index: TextIndex,
  many: readonly Selectors[],
  searches: readonly Search[],
  outcomes: Anchored[],
): void {
  const fixed = inOrder(pairsOf(many, outcomes));
  const doubtful = outcomes
    .map((outcome, item) => ({ outcome, item, old: (many[item] as Selectors).position }))
    .filter((one): one is { outcome: NotFound; item: number; old: Span } => !one.outcome.found && one.old !== undefined)
    .sort((a, b) => a.old.start - b.old.start);
  let next = 0;
  for (let i = 0; i < doubtful.length; ) {
    const first = doubtful[i] as { item: number; old: Span };
    while (next < fixed.length && (fixed[next] as Pair).old.start < first.old.start) next += 1;
    const left = fixed[next - 1];
    const right = fixed[next];
    const slot: { item: number; old: Span }[] = [];
    for (; i < doubtful.length; i++) {
      const one = doubtful[i] as { item: number; old: Span };
      if (right !== undefined && one.old.start >= right.old.start) break;
      slot.push(one);
    }
    fillSlot(index, searches, outcomes, slot, left, right);
  }
}

function fillSlot(
  index: TextIndex,
  searches: readonly Search[],
  outcomes: Anchored[],
  items: { item: number; old: Span }[],
  left: Pair | undefined,
  right: Pair | undefined,
): void {
  const first = items[0];
  const last = items[items.length - 1];
  if (first === undefined || last === undefined || (left === undefined && right === undefined)) return;
  const old = { start: left?.old.end ?? 0, end: right?.old.start ?? last.old.end + SLOT.strange };
  const now = { start: left?.now.end ?? 0, end: right?.now.start ?? index.text.length };
  const stored = items.reduce((sum, one) => sum + one.old.end - one.old.start, 0);
  // Where most of what stood between the neighbours was not stored, or much is new, the slot says little.
  if (old.end - old.start > stored + SLOT.strange || now.end - now.start > SLOT.growth * stored + SLOT.strange) return;
  const taken: Span[] = outcomes.filter((outcome): outcome is Found => outcome.found && overlap(outcome, now) > 0);
  const open = items.flatMap(({ item }): Open[] => {
    const { sought, candidates } = searches[item] as Search;
    if (sought === null) return [];
    const inside = candidates.filter((one) => one.start >= now.start && one.end <= now.end);
    return [{ item, sought, inside }];
  });
  const give = (item: number, sought: Sought, choice: Candidate): boolean => {
    if (taken.some((span) => overlap(span, choice) > 0)) return false;
    outcomes[item] = foundAt(index, choice, sought);
    taken.push(choice);
    return true;
  };
  for (const { item, sought, choice } of unchangedChoices(open)) give(item, sought, choice);
  for (const { item, sought, choice } of changedChoices(open)) if (!outcomes[item]?.found) give(item, sought, choice);
  for (const { item, sought, choice } of lineChoices(index, open, items.length, now)) {
    if (!outcomes[item]?.found) give(item, sought, choice);
  }
}

/** A doubtful passage, with the places in its slot that are like it. */
interface Open {
  item: number;
  sought: Sought;
  inside: Candidate[];
}

interface Choice {
  item: number;
  sought: Sought;
  choice: Candidate;
}

/** Where a slot holds as many places with a passage's words as it held passages with them, each gets the one of its rank. */
function unchangedChoices(open: Open[]): Choice[] {
  return open.flatMap(({ item, sought, inside }) => {
    if (sought.folded.length < LABEL) return [];
    const places = inside
      .filter((one) => one.unchanged && (one.wholeBlock || !sought.wholeBlock))
      .sort((a, b) => a.start - b.start);
    const twins = open.filter((other) => other.sought.folded === sought.folded);
    const choice = places[twins.findIndex((other) => other.item === item)];
    return choice === undefined || twins.length !== places.length ? [] : [{ item, sought, choice }];
  });
}

/** Likest first; two places about equally like are none. */
function changedChoices(open: Open[]): Choice[] {
  return open
    .flatMap(({ item, sought, inside }) => {
      const [best, second] = inside.filter((one) => !one.unchanged).sort((a, b) => b.similarity - a.similarity);
      if (best === undefined || best.similarity < IN_SLOT.least) return [];
      if (second !== undefined && best.similarity - second.similarity < IN_SLOT.margin) return [];
      return [{ item, sought, choice: best }];
    })
    .sort((a, b) => b.choice.similarity - a.choice.similarity);
}

/** Where a slot has the very lines that its passages were, labels ("Yes", "3/5") are found in theirs. */
function lineChoices(index: TextIndex, open: Open[], stored: number, now: Span): Choice[] {
  const lines: Span[] = [];
  for (let start = now.start; start < now.end; ) {
    const next = index.text.indexOf('\n', start);
    const end = next < 0 || next > now.end ? now.end : next;
    if (end > start) lines.push({ start, end });
    start = end + 1;
  }
  if (open.length !== stored || lines.length !== stored) return [];
  if (!open.every(({ sought }) => sought.wholeBlock && !sought.selectors.quote.exact.includes('\n'))) return [];
  const choices = open.flatMap(({ item, sought, inside }, rank) => {
    const line = lines[rank] as Span;
    const choice = inside.find((one) => one.similarity === 1 && one.start === line.start && one.end === line.end);
    return choice === undefined ? [] : [{ item, sought, choice }];
  });
  // Many lines with other words show that lines were lost and added; then none is sure.
  return choices.length >= SLOT.sameLines * stored ? choices : [];
}
