import { type Candidate, changedPlaces, prepare, type Sought, unchangedPlaces } from './anchor-candidates';
import { longPlaces } from './anchor-long';
import {
  ALONE,
  BRIEF_BITS,
  CLAIM_BITS,
  CONTEXT_AGREES,
  CONTEXT_IS_PROOF,
  LABEL,
  LONG,
  MARGIN,
  PLAIN_LENGTH,
  SCORE,
  SHORT,
  SIMILARITY,
  SURROUNDINGS,
  TWIN_MARGIN,
  UNCHANGED_BONUS,
} from './anchor-weights';
import { tablingOf } from './anchor-words';
import { type Change, diffWords } from './diff';
import { drained, foldingOf } from './fold';
import { linesOf } from './lines';
import type { Selectors } from './passage';
import type { TextIndex } from './text-index';

/** Where a stored passage is now. `start` and `end` are offsets into the index's text, and `text` is what stands there. */
export interface Found {
  found: true;
  /** `exact`: the same words in the same surroundings; `moved`: the same words elsewhere; `edited`: recognisably the same. */
  state: 'exact' | 'moved' | 'edited';
  start: number;
  end: number;
  text: string;
  /** From the stored words to `text`, where the state is `edited`. */
  difference?: Change[];
}

/** An orphan. `ambiguous`: it could be several places; `lost`: it is nowhere that is sure enough to show. */
export interface NotFound {
  found: false;
  state: 'ambiguous' | 'lost';
  reason: string;
}

export type Anchored = Found | NotFound;

/** Places and verdict of one passage, before the others are heard. */
export interface Search {
  sought: Sought | null;
  candidates: Candidate[];
  outcome: Anchored;
  /** How like the place is, for settling claims of several passages on it: 2 for unchanged and in its surroundings. */
  claim: number;
}

/** Looks for one passage, cheap and sure ways first. */
export function search(index: TextIndex, selectors: Selectors): Search {
  return searchUnchanged(index, selectors) ?? drained(searchingChanged(index, selectors));
}

/** A passage that stands in its surroundings as it was, at the cost of a comparison or two; null otherwise. */
export function searchUnchanged(index: TextIndex, selectors: Selectors): Search | null {
  const span = inPlace(index, selectors) ?? inFullContext(index, selectors);
  if (span === null) return null;
  return { sought: null, candidates: [], outcome: found(index, 'exact', span, selectors), claim: 2 };
}

/** What `searchChanged` needs of a page, made once and in small steps. */
export function* preparingSearch(index: TextIndex): Generator<void, void, undefined> {
  yield* foldingOf(index);
  yield* tablingOf(index);
}

/** A passage whose words or surroundings have changed. In one step, but for very long ones. */
export function* searchingChanged(index: TextIndex, selectors: Selectors): Generator<void, Search, undefined> {
  const sought = prepare(index, selectors);
  const unchanged = unchangedPlaces(index, sought);
  if (unchanged === null)
    return { sought, candidates: [], outcome: ambiguous('The same words stand in too many places.'), claim: 0 };
  const settled = unchanged.length === 1 && contextsOf(unchanged[0] as Candidate) > 0 && sought.folded.length >= SHORT;
  const candidates = settled ? unchanged : [...unchanged, ...apart(yield* placingChanged(index, sought), unchanged)];
  return { sought, candidates, ...decide(index, sought, candidates) };
}

function* placingChanged(index: TextIndex, sought: Sought): Generator<void, Candidate[], undefined> {
  if (sought.selectors.quote.exact.length < LONG.from) return changedPlaces(index, sought);
  return yield* longPlaces(index, sought, (part) => {
    const { outcome } = search(index, part);
    return outcome.found ? outcome : null;
  });
}

/** The usual case, at the cost of one comparison: nothing has changed here. */
function inPlace(index: TextIndex, { quote, position }: Selectors): Span | null {
  if (position === undefined) return null;
  const { start } = position;
  const at = start - quote.prefix.length;
  if (at < 0 || !index.text.startsWith(quote.exact, start)) return null;
  const end = start + quote.exact.length;
  if (!index.text.startsWith(quote.prefix, at) || !index.text.startsWith(quote.suffix, end)) return null;
  return { start, end };
}

interface Span {
  start: number;
  end: number;
}

/** Less context than this proves nothing about a short quote. */
const ENOUGH_CONTEXT = 24;

/** The page was changed elsewhere: quote and both contexts stand together, once. */
function inFullContext(index: TextIndex, { quote }: Selectors): Span | null {
  if (quote.prefix.length + quote.suffix.length < ENOUGH_CONTEXT) return null;
  const whole = quote.prefix + quote.exact + quote.suffix;
  if (quote.prefix.endsWith('\n') && quote.suffix.startsWith('\n') && !quote.exact.includes('\n')) {
    const inContext = (linesOf(index).get(quote.exact) ?? []).filter(
      (start) => start >= quote.prefix.length && index.text.startsWith(whole, start - quote.prefix.length),
    );
    const start = inContext.length === 1 ? inContext[0] : undefined;
    return start === undefined ? null : { start, end: start + quote.exact.length };
  }
  const at = index.text.indexOf(whole);
  if (at < 0 || index.text.indexOf(whole, at + 1) >= 0) return null;
  const start = at + quote.prefix.length;
  return { start, end: start + quote.exact.length };
}

function contextsOf(candidate: Candidate): 0 | 1 | 2 {
  const before = candidate.prefix >= CONTEXT_AGREES ? 1 : 0;
  return (before + (candidate.suffix >= CONTEXT_AGREES ? 1 : 0)) as 0 | 1 | 2;
}

function apart(candidates: Candidate[], from: Candidate[]): Candidate[] {
  return candidates.filter((one) => !from.some((other) => one.start < other.end && other.start < one.end));
}

function scoreOf(candidate: Candidate, sought: Sought): number {
  const { similarity, prefix, suffix } = candidate;
  const bonus = candidate.unchanged && sought.folded.length >= SHORT ? UNCHANGED_BONUS : 0;
  return SCORE.quote * similarity + SCORE.prefix * prefix + SCORE.suffix * suffix + bonus;
}

function isAcceptable(candidate: Candidate, sought: Sought): boolean {
  const contexts = contextsOf(candidate);
  const length = sought.folded.length;
  const surroundings = candidate.prefix + candidate.suffix;
  if (candidate.unchanged) {
    if (length >= PLAIN_LENGTH) return true;
    if (length >= SHORT) return contexts > 0 || candidate.wholeBlock;
    if (length < LABEL) return surroundings >= SURROUNDINGS.label;
    return surroundings >= SURROUNDINGS.short || Math.max(candidate.prefix, candidate.suffix) >= CONTEXT_IS_PROOF;
  }
  if (contexts === 2) {
    const enough = length >= SHORT || surroundings >= (length < LABEL ? SURROUNDINGS.label : SURROUNDINGS.short);
    return (
      enough && candidate.similarity >= (isBrief(sought) ? SIMILARITY.brief.bothContexts : SIMILARITY.bothContexts)
    );
  }
  if (length < SHORT) return false;
  if (contexts === 1) {
    return candidate.similarity >= (isBrief(sought) ? SIMILARITY.brief.oneContext : SIMILARITY.oneContext);
  }
  if (candidate.bits < ALONE.bits || length < PLAIN_LENGTH) return false;
  const least = ALONE.most - (candidate.bits - ALONE.bits) / (10 * ALONE.perTenth);
  return candidate.similarity >= Math.max(ALONE.least, least);
}

function isBrief(sought: Sought): boolean {
  return sought.bits < BRIEF_BITS;
}

function decide(index: TextIndex, sought: Sought, candidates: Candidate[]): { outcome: Anchored; claim: number } {
  const ranked = candidates
    .filter((candidate) => isAcceptable(candidate, sought))
    .map((candidate) => ({ candidate, score: scoreOf(candidate, sought) }))
    .sort((a, b) => b.score - a.score);
  const best = ranked[0];
  if (best === undefined) return { outcome: lost(candidates, sought), claim: 0 };
  const { candidate, score } = best;
  const rival = ranked.find(
    (other) => other.candidate.start >= candidate.end || other.candidate.end <= candidate.start,
  );
  const margin = candidate.unchanged && rival?.candidate.unchanged ? TWIN_MARGIN : MARGIN;
  if (rival !== undefined && score - rival.score < margin) {
    return { outcome: ambiguous('Several places are equally like it.'), claim: 0 };
  }
  // By likeness first: a neighbour that was deleted has the surroundings too, but not the words. One word says little.
  const likeness = candidate.similarity + (candidate.unchanged ? 0.2 : 0) + (candidate.prefix + candidate.suffix) / 4;
  const claim = (likeness * sought.bits) / (sought.bits + CLAIM_BITS);
  return { outcome: foundAt(index, candidate, sought), claim };
}

/** The outcome of taking a candidate. */
export function foundAt(index: TextIndex, candidate: Candidate, sought: Sought): Found {
  const state = !candidate.unchanged ? 'edited' : contextsOf(candidate) > 0 ? 'exact' : 'moved';
  return found(index, state, candidate, sought.selectors);
}

function found(index: TextIndex, state: Found['state'], { start, end }: Span, { quote }: Selectors): Found {
  const text = index.text.slice(start, end);
  const result: Found = { found: true, state, start, end, text };
  if (state === 'edited') result.difference = diffWords(quote.exact, text);
  return result;
}

function ambiguous(reason: string): NotFound {
  return { found: false, state: 'ambiguous', reason };
}

function lost(candidates: Candidate[], sought: Sought): NotFound {
  if (candidates.some((candidate) => candidate.unchanged)) {
    return {
      found: false,
      state: 'lost',
      reason: `The words stand in the page, but a quote this short (${sought.folded.length} characters) needs its surroundings, and they differ.`,
    };
  }
  const best = candidates.reduce((most, candidate) => Math.max(most, candidate.similarity), 0);
  return {
    found: false,
    state: 'lost',
    reason:
      best > 0.2
        ? `The likeliest place shares only ${Math.round(best * 100)}% of its words.`
        : 'Its words are nowhere in the page.',
  };
}
